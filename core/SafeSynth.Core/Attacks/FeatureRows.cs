namespace SafeSynth.Attacks;

/// <summary>Rows as attacks see them: one number for each feature, all rows one after another.</summary>
/// <remarks>
/// An ordered feature is standardised; a category is the number of its value, to be compared for equality only. The squared distance of two rows is
/// the sum of squared differences of ordered features plus 1 for each category in which they differ.
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

    /// <summary>These rows, then others of the same space.</summary>
    public FeatureRows Concat(FeatureRows others) => new([.. _values, .. others._values], _isCategory);

    /// <summary>The squared distance of a row of these and one of others in the same space.</summary>
    public double SquaredDistance(int row, FeatureRows others, int other)
    {
        var a = this[row];
        var b = others[other];
        var sum = 0.0;
        for (var feature = 0; feature < a.Length; feature++)
        {
            var gap = a[feature] - b[feature];
            sum += _isCategory[feature] ? (gap == 0 ? 0 : 1) : gap * gap;
        }

        return sum;
    }

    /// <summary>Some of the rows, in this order.</summary>
    internal FeatureRows Take(int[] rows) => new([.. rows.SelectMany(row => this[row].ToArray())], _isCategory);
}
