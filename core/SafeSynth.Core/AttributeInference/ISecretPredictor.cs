using SafeSynth.Attacks;

namespace SafeSynth.AttributeInference;

/// <summary>A way to guess a secret of people of whom other things are known, given rows that have both.</summary>
public interface ISecretPredictor
{
    PredictorInfo Info { get; }

    /// <summary>One guess for each target, from what is known of it; the order of targets and of rows makes no difference.</summary>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    IReadOnlyList<SecretGuess> Guess(SecretSetting setting, CancellationToken cancel);
}

/// <summary>What a catalogue says of a predictor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">How it guesses, in one line.</param>
/// <param name="Source">The paper it follows.</param>
public sealed record PredictorInfo(string Name, string Summary, string Source);

/// <summary>What an attacker knows who is after a secret.</summary>
/// <param name="Targets">What is known of the people to be guessed at.</param>
/// <param name="Rows">The same of rows whose secret is known; at least one.</param>
/// <param name="Secrets">Their secrets: a number for each row, or the number of a category.</param>
/// <param name="IsCategory">Whether the secret is a category, whose numbers mean nothing but identity.</param>
public sealed record SecretSetting(FeatureRows Targets, FeatureRows Rows, IReadOnlyList<double> Secrets, bool IsCategory);

/// <summary>A guess at one secret.</summary>
/// <param name="Values">The values that are deemed possible, with chances that sum to 1.</param>
/// <param name="Confidence">The higher, the surer; compares with confidences of the same predictor only.</param>
public sealed record SecretGuess(IReadOnlyList<(double Value, double Chance)> Values, double Confidence)
{
    /// <summary>
    /// The guess of someone who takes the secret for that of one of several rows, each as likely: of numbers the median, which is least far
    /// off on average.
    /// </summary>
    /// <param name="secrets">Their secrets; at least one.</param>
    /// <param name="isCategory">Whether they are categories.</param>
    /// <param name="confidence">How sure.</param>
    public static SecretGuess OneOf(IReadOnlyList<double> secrets, bool isCategory, double confidence)
    {
        if (isCategory)
            return new SecretGuess([.. secrets.CountBy(secret => secret).Select(of => (of.Key, (double)of.Value / secrets.Count))], confidence);
        double[] sorted = [.. secrets.Order()];
        return new SecretGuess([((sorted[(sorted.Length - 1) / 2] / 2) + (sorted[sorted.Length / 2] / 2), 1)], confidence);
    }
}
