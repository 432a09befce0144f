namespace SafeSynth.Texts;

/// <summary>The kind of noise, where a generator of texts leaves the choice to its user.</summary>
public enum StatisticsNoise
{
    Gaussian,
    Laplace,
}
