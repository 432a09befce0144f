namespace SafeSynth.Tests;

/// <summary>
/// Exact probabilities of what selection mechanisms answer, up to the rounding of doubles; by other ways than the mechanisms'.
/// </summary>
internal static class SelectionProbabilities
{
    // So many scales hold all but 10^-26 of the mass of a noise.
    private const int Far = 60;

    /// <summary>Candidate i with probability proportional to exp(c score).</summary>
    public static double[] Exponential(IReadOnlyList<long> scores, double c)
    {
        var weights = Weights(scores, c);
        var total = weights.Sum();
        return [.. weights.Select(weight => weight / total)];
    }

    /// <summary>A random order, then the first heads of coins of probability exp(-c (max - score)): over all orders.</summary>
    public static double[] PermuteAndFlip(IReadOnlyList<long> scores, double c)
    {
        var weights = Weights(scores, c);
        var probabilities = new double[scores.Count];
        var orders = 0;
        foreach (var order in Orders([.. Enumerable.Range(0, scores.Count)]))
        {
            orders++;
            var left = 1.0;
            foreach (var i in order)
            {
                probabilities[i] += left * weights[i];
                left *= 1 - weights[i];
            }
        }

        return [.. probabilities.Select(sum => sum / orders)];
    }

    /// <summary>The first of the largest sums of scores and geometric noise of a scale.</summary>
    public static double[] NoisyMax(IReadOnlyList<long> scores, double scale) => [.. scores.Select((score, i) =>
        Enumerable.Range(0, (int)(Far * scale) + (int)(scores.Max() - scores.Min())).Sum(noise => Geometric(noise, scale) *
            scores.Select((other, j) => j == i ? 1 : GeometricBelow(score + noise - other + (j > i ? 1 : 0), scale)).Aggregate(1.0, (a, b) => a * b)))];

    /// <summary>The first score whose sum with its noise reaches the noisy threshold; last, that none does.</summary>
    public static double[] AboveThreshold(IReadOnlyList<long> scores, long threshold, double thresholdScale, double scoreScale)
    {
        var probabilities = new double[scores.Count + 1];
        var far = (int)(Far * thresholdScale);
        for (var noise = -far; noise <= far; noise++)
        {
            var left = Laplace(noise, thresholdScale);
            for (var i = 0; i < scores.Count; i++)
            {
                var below = LaplaceBelow(threshold + noise - scores[i], scoreScale);
                probabilities[i] += left * (1 - below);
                left *= below;
            }

            probabilities[^1] += left;
        }

        return probabilities;
    }

    private static double[] Weights(IReadOnlyList<long> scores, double c) =>
        [.. scores.Select(score => Math.Exp(c * ((double)score - scores.Max())))];

    private static double Geometric(long noise, double scale) => (1 - Math.Exp(-1 / scale)) * Math.Exp(-noise / scale);

    private static double GeometricBelow(long limit, double scale) => limit <= 0 ? 0 : 1 - Math.Exp(-limit / scale);

    private static double Laplace(long noise, double scale) => Math.Tanh(0.5 / scale) * Math.Exp(-Math.Abs(noise) / scale);

    private static double LaplaceBelow(long limit, double scale) => limit <= 0
        ? Math.Exp((limit - 1) / scale) / (1 + Math.Exp(-1 / scale))
        : 1 - Math.Exp(-limit / scale) / (1 + Math.Exp(-1 / scale));

    private static IEnumerable<int[]> Orders(int[] items)
    {
        if (items.Length <= 1)
            return [items];
        return items.SelectMany(first => Orders([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
    }
}
