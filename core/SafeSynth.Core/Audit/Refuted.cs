namespace SafeSynth.Audit;

/// <summary>Finds the largest epsilon that evidence refutes.</summary>
internal static class Refuted
{
    private const double Largest = 1024, Precision = 1e-9;

    /// <summary>By bisection, rounded down to within 1e-9; 0 where not even the smallest epsilon is refuted.</summary>
    /// <param name="refutes">Whether an epsilon is refuted; what refutes one, refutes all smaller ones.</param>
    public static double UpTo(Func<double, bool> refutes)
    {
        if (!refutes(0))
            return 0;
        var (low, high) = (0.0, 1.0);
        for (; high < Largest && refutes(high); high *= 2)
            low = high;
        while (high - low > Precision)
        {
            var middle = (low + high) / 2;
            (low, high) = refutes(middle) ? (middle, high) : (low, middle);
        }

        return low;
    }
}
