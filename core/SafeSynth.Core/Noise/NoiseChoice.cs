using SafeSynth.Plans;

namespace SafeSynth.Noise;

/// <summary>The noise that a user's parameters ask for.</summary>
/// <param name="Noise">Where it comes from.</param>
/// <param name="Warnings">What the user has to know of it, in sentences.</param>
public sealed record NoiseChoice(INoiseProvider Noise, IReadOnlyList<string> Warnings)
{
    /// <summary>Fresh noise, unless a key and a label, or the seed of a test, are named.</summary>
    /// <exception cref="SafeSynthException">SS0144, SS0145: they do not go together. SS2020, SS2021: the key file cannot be
    /// used.</exception>
    public static NoiseChoice Of(string? keyFile, string? dataVersion, ulong? insecureSeed = null)
    {
        if (insecureSeed is { } seed)
        {
            return keyFile is null && dataVersion is null
                ? new NoiseChoice(new InsecureNoise(seed), ["The noise is made from a known number: the guarantee is void. Publish nothing of this run."])
                : throw NoiseFault.SeedWithKey();
        }

        if (keyFile is null != dataVersion is null)
            throw NoiseFault.KeyIncomplete(hasKey: keyFile is not null);
        if (keyFile is null)
            return new NoiseChoice(new SystemNoise(), []);
        if (string.IsNullOrWhiteSpace(dataVersion))
            throw NoiseFault.KeyIncomplete(hasKey: true);
        var key = KeyFile.Read(keyFile);
        return new NoiseChoice(new KeyedNoise(key.Secret, dataVersion), key.Warning is { } warning ? [warning] : []);
    }
}
