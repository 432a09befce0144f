using SafeSynth.Texts;

namespace SafeSynth.Benchmarks;

/// <summary>A multinomial naive Bayes classifier of texts, with one added to every count.</summary>
internal sealed class NaiveBayes
{
    private readonly Dictionary<string, double[]> _logShares = [];
    private readonly string[] _labels;
    private readonly double[] _logPriors;

    public NaiveBayes(IReadOnlyList<string> texts, IReadOnlyList<string> labels)
    {
        _labels = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        var codes = _labels.Select((label, code) => (label, code)).ToDictionary(pair => pair.label, pair => pair.code);
        _logPriors = new double[_labels.Length];
        var sums = new double[_labels.Length];
        for (var i = 0; i < texts.Count; i++)
        {
            var code = codes[labels[i]];
            _logPriors[code]++;
            foreach (var word in Tokenizer.WordsOf(texts[i]))
            {
                if (!_logShares.TryGetValue(word, out var counts))
                    _logShares.Add(word, counts = new double[_labels.Length]);
                counts[code]++;
                sums[code]++;
            }
        }

        foreach (var counts in _logShares.Values)
        {
            for (var code = 0; code < counts.Length; code++)
                counts[code] = Math.Log((counts[code] + 1) / (sums[code] + _logShares.Count));
        }

        for (var code = 0; code < _logPriors.Length; code++)
            _logPriors[code] = Math.Log(_logPriors[code] / Math.Max(1, texts.Count));
    }

    /// <summary>The label of a text; empty where none was learned from.</summary>
    public string LabelOf(string text)
    {
        var scores = (double[])_logPriors.Clone();
        foreach (var word in Tokenizer.WordsOf(text))
        {
            if (!_logShares.TryGetValue(word, out var logShares))
                continue;
            for (var code = 0; code < scores.Length; code++)
                scores[code] += logShares[code];
        }

        return scores.Length == 0 ? "" : _labels[Array.IndexOf(scores, scores.Max())];
    }

    /// <summary>The share of texts whose label is told rightly.</summary>
    public double Accuracy(IReadOnlyList<string> texts, IReadOnlyList<string> labels) =>
        texts.Where((text, i) => LabelOf(text) == labels[i]).Count() / (double)texts.Count;
}
