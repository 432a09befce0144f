namespace SafeSynth.Marginals;

/// <summary>One term of a log-linear model: a number added to the log-probability of every record with these values.</summary>
/// <param name="Clique">The attributes it depends on.</param>
/// <param name="Values">One number per cell of the clique, in canonical order; negative infinity where nothing can occur.</param>
internal sealed record Potential(Clique Clique, double[] Values);
