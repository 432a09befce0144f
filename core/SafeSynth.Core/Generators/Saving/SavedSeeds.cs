using SafeSynth.Data;
using SafeSynth.Texts;

namespace SafeSynth.Generators.Saving;

/// <summary>What prompts are made from: see <see cref="SeedDistribution"/>, whose names these are.</summary>
/// <param name="Texts">The expected number of texts.</param>
/// <param name="Label">The name of the column of labels, if there is one.</param>
/// <param name="Attributes">The names of the columns of attributes.</param>
/// <param name="Classes">For each class the place of its label and the codes of its attributes.</param>
/// <param name="ClassShares">The share of each class.</param>
/// <param name="Lengths">For each label, the share of each range of lengths.</param>
/// <param name="Words">All keywords.</param>
/// <param name="Weights">For each label, the weight of each keyword.</param>
/// <param name="Writer">The name of the language model that was to write.</param>
internal sealed record SavedSeeds(
    double Texts, string[] Attributes, int[][] Classes, double[] ClassShares, double[][] Lengths, string[] Words, double[][] Weights, string? Label = null, string? Writer = null)
{
    public static SavedSeeds Of(SeededModel model) => new(
        model.Seeds.Texts, [.. model.Attributes.Select(attribute => attribute.Name)],
        [.. model.Seeds.Classes.Select(one => (int[])[one.Label, .. one.Attributes])], [.. model.Seeds.Classes.Select(one => one.Share)],
        model.Seeds.Lengths, [.. model.Seeds.Words], model.Seeds.Weights, model.Label?.Name, model.Writer);

    public SeededModel ToSynthesizer(TableLayout layout)
    {
        var texts = layout.Columns.OfType<TextColumn>().ToList();
        Sound.Require(texts.Count == 1, "a model of texts has one column of texts");
        var label = Label is null ? null : ColumnOf(layout, Label);
        ModelledColumn[] attributes = [.. Attributes.Select(name => ColumnOf(layout, name))];
        Sound.Require(layout.Modelled.Count == attributes.Length + (label is null ? 0 : 1), "its columns are labels or attributes, each of them once");
        Sound.Require(SavedText.IsNumberOfTexts(Texts), "its number of texts is out of range");
        var labels = label?.Domain.Size ?? 1;
        Sound.Require(
            Lengths.Length == labels && Lengths.All(lengths => lengths is not null && lengths.Length == LengthScale.Count && SavedText.AreShares(lengths)),
            "the lengths of a label have no shares");
        Sound.Require(Words.All(SavedText.IsWord) && Words.Distinct(StringComparer.Ordinal).Count() == Words.Length, "its words are not words, or come twice");
        Sound.Require(
            Weights.Length == labels
                && Weights.All(
                    weights => weights is not null && weights.Length == Words.Length && weights.All(weight => weight >= 0 && double.IsFinite(weight))),
            "the words of a label have no weights");
        Sound.Require(Classes.Length > 0 && Classes.Length == ClassShares.Length && SavedText.AreShares(ClassShares), "its classes have no shares");
        Sound.Require(Classes.All(IsClass), "a class is none of its labels and attributes");
        return new SeededModel(texts[0].Name, label, attributes, new SeedDistribution(
            Texts, [.. Classes.Zip(ClassShares, (codes, share) => new SeedClass(codes[0], codes[1..], share))], Lengths, Words, Weights), Writer);

        bool IsClass(int[] codes) => codes is not null && codes.Length == attributes.Length + 1 && codes[0] >= 0 && codes[0] < labels
            && attributes.Select((attribute, i) => codes[i + 1] >= 0 && codes[i + 1] < attribute.Domain.Size).All(isCode => isCode);
    }

    private static ModelledColumn ColumnOf(TableLayout layout, string name) =>
        layout.Modelled.FirstOrDefault(column => column.Name == name) ?? throw new InvalidDataException("a label or an attribute is no column of it");
}
