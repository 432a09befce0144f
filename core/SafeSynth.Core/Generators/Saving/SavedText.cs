using SafeSynth.Data;
using SafeSynth.Texts;

namespace SafeSynth.Generators.Saving;

/// <summary>The distribution of the words of texts: see <see cref="NGramDistribution"/>, whose names these are.</summary>
/// <param name="Texts">The expected number of texts.</param>
/// <param name="Labels">The share of each label.</param>
/// <param name="Lengths">For each label, the share of each range of lengths.</param>
/// <param name="Words">All words.</param>
/// <param name="Shares">For each label, the share of each word.</param>
/// <param name="Pairs">Pairs of places of words, one after the other.</param>
/// <param name="PairShares">For each pair, the share of the first word's uses that the second one follows.</param>
internal sealed record SavedText(double Texts, double[] Labels, double[][] Lengths, string[] Words, double[][] Shares, int[][] Pairs, double[] PairShares)
{
    private const double MostTexts = 1L << 53;

    public static SavedText Of(NGramDistribution fit) => new(
        fit.Texts, fit.Labels, fit.Lengths, [.. fit.Words], fit.Shares,
        [.. fit.Pairs.Select(pair => new[] { pair.First, pair.Second })], [.. fit.Pairs.Select(pair => pair.Share)]);

    public NGramModel ToSynthesizer(TableLayout layout)
    {
        var texts = layout.Columns.OfType<TextColumn>().ToList();
        Sound.Require(texts.Count == 1 && layout.Modelled.Count <= 1, "a model of texts has one column of texts, and one of labels at most");
        var label = layout.Modelled.SingleOrDefault();
        Sound.Require(texts[0].WrittenFor == label?.Name, "its texts are written for another column than that of the labels");
        return new NGramModel(texts[0].Name, label, ToDistribution(label));
    }

    /// <summary>The distribution by the values of a column; null for none.</summary>
    public NGramDistribution ToDistribution(ModelledColumn? label)
    {
        Sound.Require(IsNumberOfTexts(Texts), "its number of texts is out of range");
        Sound.Require(Labels.Length == (label?.Size ?? 1) && AreShares(Labels), "its labels have no shares");
        Sound.Require(
            Lengths.Length == Labels.Length && Lengths.All(lengths => lengths is not null && lengths.Length == LengthScale.Count && AreShares(lengths)),
            "the lengths of a label have no shares");
        Sound.Require(Words.All(IsWord) && Words.Distinct(StringComparer.Ordinal).Count() == Words.Length, "its words are not words, or come twice");
        Sound.Require(
            Shares.Length == Labels.Length
                && Shares.All(shares => shares is not null && shares.Length == Words.Length && (shares.Length == 0 || AreShares(shares))),
            "the words of a label have no shares");
        Sound.Require(
            Pairs.Length == PairShares.Length && Pairs.All(pair => pair is [var a, var b] && IsPlace(a) && IsPlace(b))
                && PairShares.All(share => share is >= 0 and <= 1),
            "its pairs are not of its words");
        Sound.Require(Pairs.DistinctBy(pair => (pair[0], pair[1])).Count() == Pairs.Length, "a pair comes twice");
        IReadOnlyList<WordPair> pairs = [.. Pairs.Zip(PairShares, (pair, share) => new WordPair(pair[0], pair[1], share))];
        return new NGramDistribution(Texts, Labels, Lengths, Words, Shares, pairs);
    }

    /// <summary>Whether there can be so many texts.</summary>
    internal static bool IsNumberOfTexts(double texts) => texts is >= 0 and <= MostTexts;

    internal static bool AreShares(double[] shares) =>
        shares.All(share => share is >= 0 and <= 1 + 1e-9) && Math.Abs(shares.Sum() - 1) < 1e-6;

    internal static bool IsWord(string? word) => word is not null && Tokenizer.WordsOf(word) is [var only] && only == word;

    private bool IsPlace(int word) => word >= 0 && word < Words.Length;
}
