namespace SafeSynth.Marginals;

/// <summary>A noisy answer to a marginal.</summary>
/// <param name="Clique">The attributes that were counted together.</param>
/// <param name="Answers">The noisy count of every cell, in canonical order; may be negative.</param>
/// <param name="StandardDeviation">The standard deviation of the noise of each answer; positive.</param>
internal sealed record Measurement(Clique Clique, double[] Answers, double StandardDeviation)
{
    /// <summary>The inverse-variance mean of the measurements' sums, at least 1: each sum is a noisy count of all records.</summary>
    /// <exception cref="ArgumentException">There is no measurement.</exception>
    public static double EstimateTotal(IReadOnlyList<Measurement> measurements)
    {
        if (measurements.Count == 0) throw new ArgumentException("A total can only be estimated from at least one measurement.");
        double weighted = 0, weights = 0;
        foreach (var (_, answers, deviation) in measurements)
        {
            var weight = 1 / (answers.Length * deviation * deviation);
            weighted += weight * RowMath.Sum(answers);
            weights += weight;
        }
        return Math.Max(1, weighted / weights);
    }
}
