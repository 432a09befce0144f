using SafeSynth.Mechanisms;

namespace SafeSynth.Texts;

/// <summary>A class-conditional distribution of words and of pairs of words, from noisy answers alone.</summary>
/// <param name="Texts">The expected number of texts.</param>
/// <param name="Labels">The share of each label.</param>
/// <param name="Lengths">For each label, the shares of the ranges of <see cref="LengthScale"/>.</param>
/// <param name="Words">All words.</param>
/// <param name="Shares">For each label, the share of every word among the words of its texts.</param>
/// <param name="Pairs">The pairs of words that stand side by side more often than others.</param>
internal sealed record NGramDistribution(
    double Texts, double[] Labels, double[][] Lengths, IReadOnlyList<string> Words, double[][] Shares, IReadOnlyList<WordPair> Pairs)
{
    /// <summary>What votes say of words, as shares.</summary>
    public static NGramDistribution Of(TextShape shape, WeighedWords stopWords, WeighedWords words, IReadOnlyList<ReleasedKey> phrases)
    {
        var all = words.Words.And(stopWords.Words);
        var shares = SharesOf(words, shape.Labels);
        var stopShare = words.Words.Count == 0 ? 1 : stopWords.Words.Count == 0 ? 0 : shape.StopShare;
        var stopSum = stopWords.Votes.Sum();
        return new NGramDistribution(
            shape.Texts, shape.Labels, shape.Lengths, all.Words,
            Array.ConvertAll(shares, ofLabel => new[]
            {
                ofLabel.Select(share => share * (1 - stopShare)), stopWords.Votes.Select(vote => vote / stopSum * stopShare),
            }.SelectMany(part => part).ToArray()),
            PairsOf(phrases, all));
    }

    private static double[][] SharesOf(WeighedWords words, double[] labels)
    {
        var shares = Array.ConvertAll(labels, _ => new double[words.Words.Count]);
        for (var word = 0; word < words.Words.Count; word++)
        {
            var votes = words.Votes.AsSpan(word * labels.Length, labels.Length);
            var sum = 0.0;
            foreach (var vote in votes)
                sum += vote;
            var shrunk = ClassShrinkage.Of(votes, labels, Math.Max(sum, 0), words.Sigma);
            for (var label = 0; label < labels.Length; label++)
                shares[label][word] = shrunk[label];
        }

        foreach (var ofLabel in shares)
        {
            var sum = ofLabel.Sum();
            for (var word = 0; word < ofLabel.Length; word++)
                ofLabel[word] = sum > 0 ? ofLabel[word] / sum : 1.0 / ofLabel.Length;
        }

        return shares;
    }

    // A pair's votes over those of its first word, cast by the same texts in the same measure, are how often the second word follows it.
    private static IReadOnlyList<WordPair> PairsOf(IReadOnlyList<ReleasedKey> phrases, WordList words)
    {
        var votes = phrases.Where(key => !key.Text.Contains(' ')).ToDictionary(key => key.Text, key => key.NoisyCount, StringComparer.Ordinal);
        return
        [
            .. from key in phrases
               let parts = key.Text.Split(' ')
               where parts.Length == 2 && votes.ContainsKey(parts[0])
               select new WordPair(words.PlaceOf(parts[0]), words.PlaceOf(parts[1]), Math.Min(1, (double)key.NoisyCount / votes[parts[0]])),
        ];
    }
}

/// <summary>How often one word follows another.</summary>
/// <param name="First">The place of the first word.</param>
/// <param name="Second">The place of the word that follows it.</param>
/// <param name="Share">The share of the first word's uses in which it does.</param>
internal sealed record WordPair(int First, int Second, double Share);
