using MathNet.Numerics;

namespace SafeSynth.Tests;

/// <summary>Pearson's chi-square test of draws against exact probabilities.</summary>
internal static class ChiSquare
{
    /// <summary>A right sampler fails one assertion with about this probability over seeds; seeds are fixed, so never twice.</summary>
    public const double FalseAlarmRate = 1e-6;

    private const double LeastExpected = 20;

    /// <summary>Asserts that counts follow the probabilities, which need not be normalised; categories too rare are pooled.</summary>
    public static void AssertFits(IReadOnlyList<long> counts, IReadOnlyList<double> weights)
    {
        var draws = counts.Sum();
        var total = weights.Sum();
        var bins = new List<(double Observed, double Expected)>();
        double observed = 0, expected = 0;
        for (var i = 0; i < counts.Count; i++)
        {
            observed += counts[i];
            expected += draws * weights[i] / total;
            if (expected < LeastExpected)
                continue;
            bins.Add((observed, expected));
            (observed, expected) = (0, 0);
        }

        if (bins.Count > 0)
            bins[^1] = (bins[^1].Observed + observed, bins[^1].Expected + expected);
        Assert.True(bins.Count >= 2, "The test has no power: everything fell into one category.");

        var statistic = bins.Sum(bin => (bin.Observed - bin.Expected) * (bin.Observed - bin.Expected) / bin.Expected);
        var p = SpecialFunctions.GammaUpperRegularized((bins.Count - 1) / 2.0, statistic / 2);
        Assert.True(p > FalseAlarmRate, $"chi-square {statistic:F1} on {bins.Count - 1} degrees of freedom, p = {p:E2}");
    }

    /// <summary>Asserts that integers follow weights on [-radius, radius], outside of which no draw is to be expected.</summary>
    /// <param name="draws">The integers.</param>
    /// <param name="radius">So large that the weight beyond is negligible against one draw.</param>
    /// <param name="weight">Proportional to the probability of an integer.</param>
    /// <param name="category">Which integers to count together, as an index from 0.</param>
    /// <param name="categories">The number of indexes.</param>
    public static void AssertFits(
        IEnumerable<long> draws, int radius, Func<long, double> weight, Func<long, int> category, int categories)
    {
        var counts = new long[categories];
        var weights = new double[categories];
        foreach (var draw in draws)
        {
            Assert.InRange(draw, -radius, radius);
            counts[category(draw)]++;
        }

        for (long z = -radius; z <= radius; z++)
            weights[category(z)] += weight(z);
        AssertFits(counts, weights);
    }

    /// <summary>The same with intervals of <paramref name="width"/> integers, and with the residues modulo 2, 3 and 16.</summary>
    /// <remarks>Intervals see the shape, residues the fine structure that wide intervals hide.</remarks>
    public static void AssertFits(IReadOnlyCollection<long> draws, int radius, Func<long, double> weight, int width)
    {
        AssertFits(draws, radius, weight, z => (int)((z + radius) / width), 2 * radius / width + 1);
        foreach (var modulus in new[] { 2, 3, 16 })
            AssertFits(draws, radius, weight, z => (int)((z % modulus + modulus) % modulus), modulus);
    }
}
