namespace SafeSynth.Texts;

/// <summary>The form of noise, where a generator of texts leaves the choice to its user.</summary>
public enum NoiseForm
{
    Gaussian,
    Laplace,
}
