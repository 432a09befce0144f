using static System.FormattableString;

namespace SafeSynth.Texts;

/// <summary>About what an evolution takes, told before it begins.</summary>
internal static class EvolutionForecast
{
    /// <summary>What tokens are foretold for.</summary>
    private const int UsualWords = 40;

    /// <summary>Rounds, requests, embeddings and tokens, in a sentence.</summary>
    /// <param name="plan">What is planned for the declared number of texts.</param>
    /// <param name="size">That number.</param>
    public static string InWords(EvolutionPlan plan, long size)
    {
        var written = plan.Texts * UsualWords * WritingForecast.TokensPerWord;
        var read = plan.Texts * (WritingForecast.TokensToRead + (UsualWords * WritingForecast.TokensPerWord));
        return Invariant($"{size} texts: {plan.Rounds} rounds that keep {plan.Kept.Sum()} of {plan.Kept.Select((_, label) => plan.CandidatesOf(label)).Sum()} candidates, ") +
            Invariant(
                $"about {plan.Texts} requests to the language model ({WritingForecast.MostTries} times as many at most), {size + plan.Texts} embeddings, ") +
            Invariant($"and some {read:F0} tokens to read and {written:F0} to write where texts have {UsualWords} words.");
    }
}
