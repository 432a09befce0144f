namespace SafeSynth.Tests.Ollama;

/// <summary>How often tokens follow each other in a corpus.</summary>
internal sealed class ToyCounts
{
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<(string, string), Dictionary<int, int>> _afterTwo = [];
    private readonly Dictionary<string, Dictionary<int, int>> _afterOne = [];
    private readonly Dictionary<int, int> _all = [];

    public List<string> Tokens { get; } = [];

    public static ToyCounts Of(IEnumerable<string> corpus, string begin, string end)
    {
        var counts = new ToyCounts();
        foreach (var text in corpus)
        {
            var (second, first) = (begin, begin);
            foreach (var token in ToyTokens.Of(text).Select((token, place) => place == 0 && char.IsLetterOrDigit(token[0]) ? $" {token}" : token).Append(end))
            {
                var number = counts.NumberOf(token);
                Count(counts._all, number);
                Count(counts._afterOne.TryGetValue(first, out var one) ? one : counts._afterOne[first] = [], number);
                Count(counts._afterTwo.TryGetValue((second, first), out var two) ? two : counts._afterTwo[(second, first)] = [], number);
                (second, first) = (first, token);
            }
        }

        return counts;
    }

    /// <summary>The words that are in a small share of the texts.</summary>
    public static IReadOnlyCollection<string> RareWords(IEnumerable<string> corpus, double share)
    {
        var texts = corpus.Select(text => ToyTokens.WordsOf(text).Distinct().ToList()).ToList();
        return texts.SelectMany(words => words).GroupBy(word => word).Where(word => word.Count() <= share * texts.Count).Select(word => word.Key).ToHashSet();
    }

    /// <summary>The probabilities of all tokens after two.</summary>
    public double[] Distribution(string second, string first)
    {
        var weights = new double[Tokens.Count];
        var left = 1.0;
        left -= Add(weights, _afterTwo.GetValueOrDefault((second, first)), 0.7);
        left -= Add(weights, _afterOne.GetValueOrDefault(first), left * 2 / 3);
        Add(weights, _all, left);
        return weights;
    }

    private static double Add(double[] weights, Dictionary<int, int>? counts, double share)
    {
        if (counts is null)
            return 0;
        double total = counts.Values.Sum();
        foreach (var (number, count) in counts)
            weights[number] += share * count / total;
        return share;
    }

    private static void Count(Dictionary<int, int> counts, int number) => counts[number] = counts.GetValueOrDefault(number) + 1;

    private int NumberOf(string token)
    {
        if (_numbers.TryGetValue(token, out var number))
            return number;
        Tokens.Add(token);
        return _numbers[token] = Tokens.Count - 1;
    }
}
