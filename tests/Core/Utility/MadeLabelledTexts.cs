using SafeSynth.Adapters.Learners;
using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Tests.Texts;
using SafeSynth.Utility;

namespace SafeSynth.Tests.Utility;

/// <summary>Texts for metrics.</summary>
internal static class MadeLabelledTexts
{
    public static TextUtilitySetting Setting(IReadOnlyList<string> released, IReadOnlyList<string> real, int[]? releasedLabels = null, int[]? realLabels = null)
    {
        var numbers = new WordNumbers();
        LabelledTexts Read(IReadOnlyList<string> texts, int[]? labels) => new(numbers.Read(texts, labels: null, CancellationToken.None), labels ?? []);
        var (one, other) = (Read(released, releasedLabels), Read(real, realLabels));
        return new TextUtilitySetting(one, other, releasedLabels is null ? 0 : 1 + releasedLabels.Concat(realLabels!).Max(), numbers.Count) { Learners = TextLearnerCatalog.All };
    }

    public static OwnerTable Tickets(int count, int seed) => OwnerTable.Read(Corpora.Tickets(count, seed));

    public static double Figure(ITextMetric metric, TextUtilitySetting setting, string part = "") =>
        metric.Measure(setting, CancellationToken.None).Single(figure => figure.Name == metric.Info.Name + part).Value;
}
