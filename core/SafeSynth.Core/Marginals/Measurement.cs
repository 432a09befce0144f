namespace SafeSynth.Marginals;

/// <summary>A noisy answer to a marginal.</summary>
/// <param name="Clique">The attributes that were counted together.</param>
/// <param name="Answers">The noisy count of every cell, in canonical order; may be negative.</param>
/// <param name="StandardDeviation">The standard deviation of the noise of each answer; positive.</param>
internal sealed record Measurement(Clique Clique, double[] Answers, double StandardDeviation);
