namespace SafeSynth.Attacks;

/// <summary>Numbers by the twentieth in which they lie, where equality of the numbers themselves would be chance.</summary>
/// <param name="Edges">For each feature where its cells begin; null where its values are compared as they are.</param>
internal sealed record FeatureCells(double[]?[] Edges)
{
    public const int Count = 20;

    /// <summary>Where the twentieths of values begin, apart from the first.</summary>
    public static double[] EdgesOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return [.. Enumerable.Range(1, Count - 1).Select(cell => sorted[(long)cell * sorted.Length / Count]).Distinct()];
    }

    /// <summary>The rows with cells for values where there are cells; everything to be compared for identity.</summary>
    public FeatureRows Of(FeatureRows rows)
    {
        var values = new double[rows.Count * rows.Width];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var feature = 0; feature < rows.Width; feature++)
            {
                var value = rows[row][feature];
                values[(row * rows.Width) + feature] = Edges[feature] is { } starts ? CellOf(starts, value) : value;
            }
        }

        return new FeatureRows(values, [.. Enumerable.Repeat(true, rows.Width)]);
    }

    private static int CellOf(double[] starts, double value)
    {
        var at = Array.BinarySearch(starts, value);
        return at >= 0 ? at + 1 : ~at;
    }
}
