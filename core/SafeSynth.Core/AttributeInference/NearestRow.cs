using SafeSynth.Attacks;

namespace SafeSynth.AttributeInference;

/// <summary>A secret is that of the row which is nearest in what is known; of rows equally near, one drawn at random.</summary>
/// <remarks>
/// Distances are those of <see cref="FeatureRows"/>. Of a number the median of the rows equally near is guessed. The nearer, the surer.
/// Source: Choi, Biswal, Malin, Duke, Stewart, Sun 2017, "Generating Multi-label Discrete Patient Records using Generative Adversarial
/// Networks", where unknown attributes are estimated from the nearest synthetic rows; here the nearest alone, since more of them tell of
/// the population rather than of a copy.
/// </remarks>
public sealed class NearestRow : ISecretPredictor
{
    public PredictorInfo Info { get; } = new("NearestRow", "The secret of the row nearest in what is known.", "Choi et al. 2017");

    public IReadOnlyList<SecretGuess> Guess(SecretSetting setting, CancellationToken cancel)
    {
        var guesses = new SecretGuess[setting.Targets.Count];
        ClosestRows.Each(setting, (target, secrets, squared) => guesses[target] = SecretGuess.OneOf(secrets, setting.IsCategory, -Math.Sqrt(squared)), cancel);
        return guesses;
    }
}
