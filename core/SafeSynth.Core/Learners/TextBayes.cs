namespace SafeSynth.Learners;

/// <summary>Multinomial naive Bayes: words one by one, as if independent within a class; one is added to every count.</summary>
public sealed class TextBayes : ITextLearner
{
    public LearnerInfo Info { get; } = new("NaiveBayes", "Words one by one, as if independent within a class.", "McCallum, Nigam 1998");

    public int MostClasses => int.MaxValue;

    public ITextClassifier Classify(IReadOnlyList<int[]> texts, int[] classes, int count, ulong seed, CancellationToken cancel)
    {
        var (words, sizes) = (new Dictionary<int, double[]>(), new double[count]);
        for (var text = 0; text < texts.Count; text++)
        {
            cancel.ThrowIfCancellationRequested();
            sizes[classes[text]]++;
            foreach (var word in texts[text])
            {
                if (!words.TryGetValue(word, out var counts))
                    words.Add(word, counts = new double[count]);
                counts[classes[text]]++;
            }
        }

        return new Counts(words, sizes);
    }

    /// <summary>What counts of words by class say of texts. Words without counts are passed over.</summary>
    internal sealed class Counts : ITextClassifier
    {
        private readonly Dictionary<int, double[]> _logShares = [];
        private readonly double[] _logSizes;

        /// <param name="words">For each word its count in each class; not negative.</param>
        /// <param name="sizes">The number of texts of each class; not negative.</param>
        public Counts(Dictionary<int, double[]> words, double[] sizes)
        {
            var sums = new double[sizes.Length];
            foreach (var counts in words.Values)
            {
                for (var label = 0; label < sums.Length; label++)
                    sums[label] += counts[label];
            }

            foreach (var (word, counts) in words)
                _logShares.Add(word, [.. counts.Select((count, label) => Math.Log((count + 1) / (sums[label] + words.Count)))]);
            // A class of no texts is next to impossible, not so where none has any.
            _logSizes = Array.ConvertAll(Shares.Of(sizes), share => Math.Log(Math.Max(share, 1e-9)));
        }

        public double[][] Probabilities(IReadOnlyList<int[]> texts, CancellationToken cancel) =>
            [.. texts.AsParallel().AsOrdered().WithCancellation(cancel).Select(Probabilities)];

        private double[] Probabilities(int[] text)
        {
            var scores = (double[])_logSizes.Clone();
            foreach (var word in text)
            {
                if (!_logShares.TryGetValue(word, out var logShares))
                    continue;
                for (var label = 0; label < scores.Length; label++)
                    scores[label] += logShares[label];
            }

            var largest = scores.Max();
            return Shares.Of(Array.ConvertAll(scores, score => Math.Exp(score - largest)));
        }
    }
}
