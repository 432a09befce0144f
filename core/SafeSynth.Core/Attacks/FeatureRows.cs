namespace SafeSynth.Attacks;

/// <summary>Rows as attacks see them: one number for each feature, all rows one after another.</summary>
/// <remarks>
/// An ordered feature is standardised; a category is the number of its value, to be compared for equality only. The squared distance of two
/// rows is the sum of squared differences of ordered features plus 1 for each category in which they differ.
/// </remarks>
public sealed class FeatureRows
{
    private readonly double[] _values;
    private readonly bool[] _isCategory;

    /// <param name="values">Row-major, one entry for each feature of each row; finite.</param>
    /// <param name="isCategory">For each feature, whether it is a category.</param>
    /// <exception cref="ArgumentException">The values are not whole rows.</exception>
    public FeatureRows(double[] values, bool[] isCategory)
    {
        if (isCategory.Length == 0 || values.Length % isCategory.Length != 0)
            throw new ArgumentException($"{values.Length} values are not whole rows of {isCategory.Length} features.", nameof(values));
        (_values, _isCategory) = (values, isCategory);
    }

    public int Width => _isCategory.Length;

    public int Count => _values.Length / Width;

    public ReadOnlySpan<double> this[int row] => _values.AsSpan(row * Width, Width);

    /// <summary>Whether a feature is a category.</summary>
    public bool IsCategory(int feature) => _isCategory[feature];

    /// <summary>The values of a feature, row by row.</summary>
    public IEnumerable<double> ValuesOf(int feature) => Enumerable.Range(0, Count).Select(row => _values[(row * Width) + feature]);

    /// <summary>These rows, then others of the same space.</summary>
    public FeatureRows Concat(FeatureRows others) => new([.. _values, .. others._values], _isCategory);

    /// <summary>The features that take more than one value among each of several sets of rows; all features if none does.</summary>
    public static int[] Varying(params ReadOnlySpan<FeatureRows> sets)
    {
        List<int> varying = [.. Enumerable.Range(0, sets[0].Width)];
        foreach (var rows in sets)
            varying.RemoveAll(feature => rows.ValuesOf(feature).All(value => value == rows[0][feature]));
        return varying.Count > 0 ? [.. varying] : [.. Enumerable.Range(0, sets[0].Width)];
    }

    /// <summary>The same rows with some of their features, in the given order.</summary>
    public FeatureRows Select(int[] features)
    {
        var values = new double[Count * features.Length];
        for (var row = 0; row < Count; row++)
        {
            for (var i = 0; i < features.Length; i++)
                values[(row * features.Length) + i] = this[row][features[i]];
        }

        return new FeatureRows(values, [.. features.Select(IsCategory)]);
    }

    /// <summary>Some of the rows, in the given order.</summary>
    public FeatureRows Take(int[] rows)
    {
        var values = new double[rows.Length * Width];
        for (var i = 0; i < rows.Length; i++)
            this[rows[i]].CopyTo(values.AsSpan(i * Width));
        return With(values);
    }

    /// <summary>Other rows of the same kinds of features.</summary>
    internal FeatureRows With(double[] values) => new(values, _isCategory);

    /// <summary>
    /// The squared distance of a row of these and one of others in the same space, a category that differs counting its price.
    /// </summary>
    internal double SquaredDistance(int row, FeatureRows others, int other, ReadOnlySpan<double> prices)
    {
        var a = this[row];
        var b = others[other];
        var sum = 0.0;
        for (var feature = 0; feature < a.Length; feature++)
        {
            var gap = a[feature] - b[feature];
            sum += _isCategory[feature] ? (gap == 0 ? 0 : prices[feature]) : gap * gap;
        }

        return sum;
    }
}
