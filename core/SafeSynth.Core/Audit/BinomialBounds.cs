using MathNet.Numerics;

namespace SafeSynth.Audit;

/// <summary>Exact one-sided bounds of a probability from a count (Clopper, Pearson 1934). Halves count where ties do.</summary>
internal static class BinomialBounds
{
    /// <summary>Below the probability but with chance <paramref name="error"/> at most.</summary>
    public static double Low(double successes, long trials, double error) =>
        successes <= 0 ? 0 : Quantile(successes, trials - successes + 1, error);

    /// <summary>Above the probability but with chance <paramref name="error"/> at most.</summary>
    public static double High(double successes, long trials, double error) => 1 - Low(trials - successes, trials, error);

    /// <summary>Where the beta distribution has so much of its mass below, rounded down.</summary>
    private static double Quantile(double a, double b, double mass)
    {
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (SpecialFunctions.BetaRegularized(a, b, middle) <= mass)
                low = middle;
            else
                high = middle;
        }

        return low;
    }
}
