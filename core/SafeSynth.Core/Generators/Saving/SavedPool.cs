using SafeSynth.Data;
using SafeSynth.Texts;

namespace SafeSynth.Generators.Saving;

/// <summary>The pool of an evolution: see <see cref="EvolvedTexts"/>, whose names these are.</summary>
/// <param name="Texts">The expected number of texts.</param>
/// <param name="Shares">The share of each label.</param>
/// <param name="Labels">For each text of the pool, the place of its label.</param>
/// <param name="Pool">The texts.</param>
/// <param name="Weights">For each text, its weight.</param>
/// <param name="Writer">The name of the language model that wrote them.</param>
internal sealed record SavedPool(double Texts, double[] Shares, int[] Labels, string[] Pool, double[] Weights, string? Writer = null)
{
    public static SavedPool Of(EvolvedTexts evolved) => new(
        evolved.Texts, evolved.Labels, [.. evolved.Pool.Select(text => text.Label)], [.. evolved.Pool.Select(text => text.Text)], [.. evolved.Pool.Select(text => text.Weight)],
        evolved.Writer);

    public EvolvedModel ToSynthesizer(TableLayout layout)
    {
        var texts = layout.Columns.OfType<TextColumn>().ToList();
        Sound.Require(texts.Count == 1 && layout.Modelled.Count <= 1, "a model of texts has one column of texts, and one of labels at most");
        var label = layout.Modelled.SingleOrDefault();
        Sound.Require(SavedText.IsNumberOfTexts(Texts), "its number of texts is out of range");
        Sound.Require(Shares.Length == (label?.Domain.Size ?? 1) && SavedText.AreShares(Shares), "its labels have no shares");
        Sound.Require(Labels.Length == Pool.Length && Weights.Length == Pool.Length && !Pool.Contains(null), "its texts lack labels or weights");
        Sound.Require(Labels.All(code => code >= 0 && code < Shares.Length), "a text has a label that there is not");
        Sound.Require(Weights.All(weight => weight > 0 && double.IsFinite(weight)), "the weight of a text is out of range");
        EvolvedText[] pool = [.. Pool.Select((text, at) => new EvolvedText(Labels[at], text, Weights[at]))];
        return new EvolvedModel(texts[0].Name, label, new EvolvedTexts(Texts, Shares, pool, Writer));
    }
}
