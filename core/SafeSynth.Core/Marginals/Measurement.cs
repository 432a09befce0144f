namespace SafeSynth.Marginals;

/// <summary>A noisy answer to a marginal.</summary>
/// <param name="Clique">The attributes that were counted together.</param>
/// <param name="Answers">The noisy count of every cell, in canonical order; may be negative.</param>
/// <param name="StandardDeviation">The standard deviation of the noise of each answer; positive.</param>
internal sealed record Measurement(Clique Clique, double[] Answers, double StandardDeviation)
{
    /// <summary>The inverse-variance mean with another answer to the same marginal.</summary>
    public Measurement And(Measurement other)
    {
        var (ours, theirs) = (1 / (StandardDeviation * StandardDeviation), 1 / (other.StandardDeviation * other.StandardDeviation));
        return new Measurement(
            Clique,
            [.. Answers.Zip(other.Answers, (one, again) => ((ours * one) + (theirs * again)) / (ours + theirs))],
            1 / Math.Sqrt(ours + theirs));
    }
}
