namespace SafeSynth.Texts;

/// <summary>The kind of noise, where a generator of texts leaves the choice to its user.</summary>
public enum StatisticsNoise
{
    /// <summary>
    /// Rounded Gaussian noise; costs add up in Gaussian DP. The better one at small epsilons, and where words have to be learned.
    /// </summary>
    Gaussian,

    /// <summary>Discrete Laplace noise; epsilons add up, and delta is spent on thresholds alone, or not at all.</summary>
    Laplace,
}
