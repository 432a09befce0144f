using static System.FormattableString;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Reports;

namespace SafeSynth.Texts;

/// <summary>What a release of texts would cost and what that buys, told from public facts before anything is spent.</summary>
public static class TextPrice
{
    /// <summary>Texts of sixteen words that are voted for give each of them a quarter of a vote.</summary>
    private const double UsualVote = 0.25;

    /// <summary>The price, what it is spent on, and from how many texts on a word shows, line by line.</summary>
    /// <param name="plan">What is asked of the release.</param>
    /// <param name="dataName">The data set's public name.</param>
    /// <param name="columns">The names of its columns.</param>
    /// <exception cref="SafeSynthException">The plan does not fit the columns, or names an unknown generator.</exception>
    public static IReadOnlyList<string> InWords(TextPlan plan, string dataName, IReadOnlyList<string> columns)
    {
        var asked = plan.For(columns);
        var generator = TextGeneratorCatalog.For(asked);
        var guarantee = asked.Guarantee;
        var parts = generator.Price(asked).Parts;
        return
        [
            Invariant($"spend epsilon {guarantee.Epsilon} (delta {guarantee.Delta:0.###e-00}) per {guarantee.Unit} of '{dataName}' on a model of the texts in '{asked.TextColumn}' ({generator.Info.Name})."),
            $"Of it {string.Join("; ", parts.Select(part => $"{Figures.RoughPercent(part.Share)} for {part.Purpose}"))}.",
            Invariant($"A word shows where about {TextsNeeded(asked, generator, columns):F0} texts or more use it. Nothing leaves this process."),
        ];
    }

    private static double TextsNeeded(TextPlan plan, ITextGenerator generator, IReadOnlyList<string> columns)
    {
        var terms = TextSynthesis.TermsOf(plan, columns);
        var limit = ReleaseCap.Of(terms.Guarantee, terms.ThresholdShare, terms.Composition).Cost;
        return generator.VotesNeeded(plan, limit) / UsualVote;
    }
}
