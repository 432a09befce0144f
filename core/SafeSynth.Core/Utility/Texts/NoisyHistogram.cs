using SafeSynth.Learners;
using SafeSynth.Marginals;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Utility;

/// <summary>
/// The least that a release of labelled texts should be worth: naive Bayes on a noisy histogram of words by label, at the same guarantee.
/// </summary>
/// <remarks>
/// A text counts once for each of <see cref="WordsPerText"/> different words of it at most, stop words left out. Half of the budget names
/// words that enough texts have (<see cref="GaussianPartitionSelection"/>, half of delta), the other half counts them by label, and the
/// labels. Noise is Gaussian and drawn from a seed in floating point: what comes of it is no release but a figure for the owner of the
/// texts.
/// </remarks>
internal static class NoisyHistogram
{
    public const int WordsPerText = 10;

    public static ITextClassifier Of(LabelledTexts texts, int labels, Guarantee claimed, ulong seed)
    {
        var cost = ReleaseCap.Of(claimed, thresholdShare: 0.5, Composition.Gdp).Cost;
        var random = new SampleRandom(seed);
        var kept = texts.Rows.Words.Select((words, row) => Kept(words, texts.Rows.Texts[row])).ToList();

        var units = claimed.Neighbors == Neighbors.AddRemove ? 1 : 2;
        var votes = new Sensitivity(units * WordsPerText, units * WordsPerText, units * WordsPerText, 1);
        var selection = RoundedGaussian.SigmaFor(cost.Rho / 2, votes);
        var threshold = new GaussianPartitionSelection(selection, cost.Delta).ThresholdFor(votes);
        var named = kept.SelectMany(words => words).CountBy(word => word).OrderBy(counted => counted.Key)
            .Where(counted => Noisy(counted.Value, selection.ToDoubleUp(), random) >= threshold).Select(counted => counted.Key).ToHashSet();

        var counts = RoundedGaussian.SigmaFor(cost.Rho / 2, new Sensitivity(units * (WordsPerText + 1), units * (WordsPerText + 1), units * (WordsPerText + 1), 1)).ToDoubleUp();
        var (byLabel, sizes) = (named.ToDictionary(word => word, _ => new double[labels]), new double[labels]);
        for (var row = 0; row < kept.Count; row++)
        {
            sizes[texts.Labels[row]]++;
            foreach (var word in kept[row].Where(named.Contains))
                byLabel[word][texts.Labels[row]]++;
        }

        double[] Released(double[] exact) => Array.ConvertAll(exact, count => Math.Max(0, Noisy(count, counts, random)));
        return new TextBayes.Counts(byLabel.OrderBy(word => word.Key).ToDictionary(word => word.Key, word => Released(word.Value)), Released(sizes));
    }

    // Different words without stop words, spread evenly over the text.
    private static List<int> Kept(int[] words, string text)
    {
        var spelled = Tokenizer.AllWordsOf(text);
        var first = words.Length - spelled.Count;
        var different = Enumerable.Range(0, spelled.Count).Where(at => !StopWords.English.Contains(spelled[at])).Select(at => words[first + at])
            .Distinct().ToList();
        var kept = Math.Min(WordsPerText, different.Count);
        return [.. Enumerable.Range(0, kept).Select(i => different[(int)((long)i * different.Count / kept)])];
    }

    private static double Noisy(double count, double sigma, SampleRandom random) =>
        count + (sigma * NormalTail.UpperQuantile(Math.Max(random.NextDouble(), double.Epsilon)));
}
