namespace SafeSynth.Utility;

/// <summary>Differences of two samples, and of the relation of two columns in them.</summary>
internal static class Differences
{
    /// <summary>
    /// The largest difference of the distribution functions over values that are not NaN; 1 if only one sample has any, 0 if none has.
    /// </summary>
    public static double KolmogorovSmirnov(double[] one, double[] other)
    {
        double[] a = [.. one.Where(value => !double.IsNaN(value)).Order()], b = [.. other.Where(value => !double.IsNaN(value)).Order()];
        if (a.Length == 0 || b.Length == 0)
            return a.Length == b.Length ? 0 : 1;
        var (largest, i, j) = (0.0, 0, 0);
        while (i < a.Length && j < b.Length)
        {
            var value = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] == value)
                i++;
            while (j < b.Length && b[j] == value)
                j++;
            largest = Math.Max(largest, Math.Abs(((double)i / a.Length) - ((double)j / b.Length)));
        }

        return largest;
    }

    /// <summary>Half the sum of the differences of the shares of all values.</summary>
    public static double TotalVariation<T>(IReadOnlyCollection<T> one, IReadOnlyCollection<T> other)
        where T : notnull
    {
        var shares = one.CountBy(value => value).ToDictionary(counted => counted.Key, counted => (double)counted.Value / one.Count);
        foreach (var counted in other.CountBy(value => value))
            shares[counted.Key] = shares.GetValueOrDefault(counted.Key) - ((double)counted.Value / other.Count);
        return shares.Values.Sum(Math.Abs) / 2;
    }

    /// <summary>Pearson's correlation over the rows in which neither value is NaN; NaN where one of them does not vary.</summary>
    public static double Correlation(double[] x, double[] y)
    {
        int[] rows = [.. Enumerable.Range(0, x.Length).Where(row => !double.IsNaN(x[row]) && !double.IsNaN(y[row]))];
        if (rows.Length == 0)
            return double.NaN;
        var (meanX, meanY) = (rows.Average(row => x[row]), rows.Average(row => y[row]));
        var (xx, xy, yy) = (0.0, 0.0, 0.0);
        foreach (var row in rows)
        {
            var (dx, dy) = (x[row] - meanX, y[row] - meanY);
            (xx, xy, yy) = (xx + (dx * dx), xy + (dx * dy), yy + (dy * dy));
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : double.NaN;
    }
}
