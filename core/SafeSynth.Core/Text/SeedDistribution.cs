namespace SafeSynth.Texts;

/// <summary>What prompts are made from: noisy answers alone.</summary>
/// <param name="Texts">The expected number of texts.</param>
/// <param name="Classes">The labels and attributes of texts; their shares add up to 1.</param>
/// <param name="Lengths">For each label, the shares of the ranges of <see cref="LengthScale"/>.</param>
/// <param name="Words">The keywords.</param>
/// <param name="Weights">For each label, how much each word is one of its keywords: 0 or more.</param>
internal sealed record SeedDistribution(double Texts, IReadOnlyList<SeedClass> Classes, double[][] Lengths, IReadOnlyList<string> Words, double[][] Weights)
{
    /// <summary>
    /// Keywords of a label weigh as much as their votes exceed what noise brings. A label without any takes those of all labels together.
    /// </summary>
    public static SeedDistribution Of(TextShape shape, IReadOnlyList<SeedClass> classes, WordList words, NoisyCells votes)
    {
        var labels = shape.Labels.Length;
        var isWord = words.Words.Select(word => word.Any(character => character != Tokenizer.AnyDigit)).ToArray();   // a number's shape asks for nothing
        var threshold = SeededPrompt.StandsOut * votes.Deviation;
        double[] overall = [.. isWord.Select((asks, word) => asks ? Math.Max(0, votes.Cells[0].AsSpan(word * labels, labels).ToArray().Sum() - (threshold * Math.Sqrt(labels))) : 0)];
        var weights = shape.Labels.Select((_, label) =>
        {
            double[] own = [.. isWord.Select((asks, word) => asks ? Math.Max(0, votes.Cells[0][(word * labels) + label] - threshold) : 0)];
            return own.Any(weight => weight > 0) ? own : overall;
        }).ToArray();
        int[] used = [.. Enumerable.Range(0, words.Count).Where(word => weights.Any(ofLabel => ofLabel[word] > 0))];
        return new SeedDistribution(
            shape.Texts, classes, shape.Lengths, [.. used.Select(word => words.Words[word])], Array.ConvertAll(weights, ofLabel => Array.ConvertAll(used, word => ofLabel[word])));
    }
}
