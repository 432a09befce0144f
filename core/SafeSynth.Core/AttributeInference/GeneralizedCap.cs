namespace SafeSynth.AttributeInference;

/// <summary>
/// Generalised correct attribution probability: a secret is that of one of the rows which agree in as much of what is known as any row
/// does.
/// </summary>
/// <remarks>
/// Agreement is counted in columns (Hamming distance), numbers agreeing if they lie in the same cell (<see cref="KnownCells"/>). The
/// expected share guessed right is the generalised CAP; over people with whom some row agrees in everything it is the CAP of Taub et al.
/// CAP alone cannot compare two groups: it leaves out, or counts as safe, whom no row agrees with, and those are mostly others where a
/// release repeats what is known of members, whatever became of their secrets. The more columns agree, the surer; of equally many, the more
/// the rows agree in the secret. Sources: Hittmeir, Mayer, Ekelhart 2020, "A Baseline for Attribute Disclosure Risk in Synthetic Data";
/// Taub, Elliot, Pampaka, Smith 2018, "Differential Correct Attribution Probability for Synthetic Data: An Exploration".
/// </remarks>
public sealed class GeneralizedCap : ISecretPredictor
{
    public PredictorInfo Info { get; } = new(
        "GeneralizedCap", "The secret of a row that agrees in most of what is known.", "Taub et al. 2018; Hittmeir, Mayer, Ekelhart 2020");

    public IReadOnlyList<SecretGuess> Guess(SecretSetting setting, CancellationToken cancel)
    {
        var guesses = new SecretGuess[setting.Targets.Count];
        ClosestRows.Each(KnownCells.Of(setting), (target, secrets, differences) => guesses[target] = Among(secrets, setting.IsCategory, differences), cancel);
        return guesses;
    }

    private static SecretGuess Among(IReadOnlyList<double> secrets, bool isCategory, double differences)
    {
        var guess = SecretGuess.OneOf(secrets, isCategory, confidence: 0);
        // Of numbers hardly any two rows agree, so that one near row tells more than many.
        var agreement = isCategory ? guess.Values.Max(value => value.Chance) : 1.0 / secrets.Count;
        return guess with { Confidence = (agreement / 2) - differences };
    }
}
