namespace SafeSynth.Learners;

/// <summary>How numbers are cut into intervals. What is missing is an interval of its own.</summary>
/// <param name="edges">Where every interval but the first begins, ascending.</param>
internal sealed class Intervals(double[] edges)
{
    /// <summary>The number of intervals, the one of what is missing included.</summary>
    public int Count => edges.Length + 2;

    /// <summary>Intervals of equal mass among some values.</summary>
    public static Intervals OfEqualMass(IEnumerable<double> values, int count)
    {
        double[] sorted = [.. Present(values).Order()];
        return new Intervals(sorted.Length == 0 ? [] : [.. Enumerable.Range(1, count - 1).Select(i => sorted[(long)i * sorted.Length / count]).Distinct()]);
    }

    /// <summary>
    /// Intervals of equal width between the least and the largest of some values; what lies outside belongs to the outermost.
    /// </summary>
    public static Intervals OfEqualWidth(IEnumerable<double> values, int count)
    {
        double[] present = [.. Present(values)];
        if (present.Length == 0 || present.Min() == present.Max())
            return new Intervals([]);
        var (least, width) = (present.Min(), (present.Max() - present.Min()) / count);
        return new Intervals([.. Enumerable.Range(1, count - 1).Select(i => least + (i * width)).Distinct()]);
    }

    public int CodeOf(double value)
    {
        if (double.IsNaN(value))
            return edges.Length + 1;
        var at = Array.BinarySearch(edges, value);
        return at >= 0 ? at + 1 : ~at;
    }

    private static IEnumerable<double> Present(IEnumerable<double> values) => values.Where(value => !double.IsNaN(value));
}
