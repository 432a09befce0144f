using static System.FormattableString;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Reports;

namespace SafeSynth.Texts;

/// <summary>
/// What a release of texts would cost, what that buys and what leaves the process, told from public facts before anything is spent.
/// </summary>
public static class TextPrice
{
    /// <summary>The price, what it is spent on and what that buys, line by line.</summary>
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
        if (!generator.Info.HasGuarantee)
            return [$"make texts of those in '{asked.TextColumn}' of '{dataName}' without any guarantee ({generator.Info.Name}).", .. generator.Foretell(asked, LimitOf(asked, columns))];
        return
        [
            Invariant($"spend epsilon {guarantee.Epsilon} (delta {guarantee.Delta:0.###e-00}) per {guarantee.Unit} of '{dataName}' on a model of the texts in '{asked.TextColumn}' ({generator.Info.Name})."),
            $"Of it {string.Join("; ", parts.Select(part => $"{Figures.RoughPercent(part.Share)} for {part.Purpose}"))}.",
            .. generator.Foretell(asked, LimitOf(asked, columns)),
        ];
    }

    private static ZcdpCost LimitOf(TextPlan plan, IReadOnlyList<string> columns)
    {
        var terms = TextSynthesis.TermsOf(plan, columns);
        return ReleaseCap.Of(terms.Guarantee, terms.ThresholdShare, terms.Composition).Cost;
    }
}
