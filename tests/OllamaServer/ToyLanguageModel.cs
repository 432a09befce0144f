namespace SafeSynth.Tests.Ollama;

/// <summary>A language model of trigrams over a small corpus, whose probabilities are known exactly.</summary>
/// <remarks>
/// The next token is drawn from <c>0.7 P(w | u, v) + 0.2 P(w | v) + 0.1 P(w)</c>; where a history was never seen, its share goes to the
/// shorter one. A prompt changes the distribution, not only the answer: words of the prompt become likelier by a factor, so that the
/// logarithms that are told are those that are drawn from.
/// </remarks>
/// <param name="corpus">The texts that it has learned.</param>
/// <param name="obedience">The factor by which a word that the prompt asks for is likelier, until it is used; 1 for a model that does not
/// read prompts.</param>
public sealed class ToyLanguageModel(IEnumerable<string> corpus, double obedience = 1) : IToyWriter
{
    private const string Begin = "\u0002";
    private const string End = "\u0003";

    // Words of more texts than that say nothing of what a text is about.
    private const double CommonShare = 0.2;

    private readonly ToyCounts _counts = ToyCounts.Of(corpus, Begin, End);

    /// <summary>The words that tell one text from another: what prompts can ask for.</summary>
    public IReadOnlyCollection<string> Topical { get; } = ToyCounts.RareWords(corpus, CommonShare);

    /// <summary>
    /// The distribution of the next token: the texts and the natural logarithms of their probabilities, likeliest first; the end of the
    /// text is "".
    /// </summary>
    /// <param name="before">What is written so far.</param>
    /// <param name="asked">The words that are asked for and not used yet.</param>
    public IReadOnlyList<(string Text, double LogProbability)> Next(IReadOnlyList<string> before, IReadOnlyCollection<string> asked)
    {
        var (second, first) = (before.Count > 1 ? before[^2] : Begin, before.Count > 0 ? before[^1] : Begin);
        var weights = _counts.Distribution(second, first);
        var total = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (asked.Contains(_counts.Tokens[i].Trim().ToLowerInvariant()))
                weights[i] *= obedience;
            total += weights[i];
        }

        return [.. weights.Select((weight, i) => (Text: _counts.Tokens[i] == End ? "" : _counts.Tokens[i], LogProbability: Math.Log(weight / total)))
            .OrderByDescending(token => token.LogProbability).ThenBy(token => token.Text, StringComparer.Ordinal)];
    }

    public IEnumerable<Piece> Write(ToyPrompt prompt, Sampling sampling)
    {
        var random = new Random(sampling.Seed ?? Random.Shared.Next());
        var asked = obedience == 1 || prompt.IsRaw ? [] : AskedIn(prompt);
        var before = prompt.IsRaw ? ToyTokens.Of(prompt.User).ToList() : [];
        while (true)
        {
            var next = Next(before, asked);
            var (text, logarithm) = Draw(next, sampling, random);
            if (text.Length == 0)
                yield break;
            yield return new Piece(prompt.IsRaw || before.Count > 0 ? text : text.TrimStart())
            {
                LogProbability = logarithm,
                Likeliest = [.. next.Take(sampling.TopLogprobs)],
            };
            before.Add(text);
            asked.Remove(text.Trim().ToLowerInvariant());
        }
    }

    // What is in quotation marks counts alone, where anything is.
    private HashSet<string> AskedIn(ToyPrompt prompt)
    {
        var quoted = ToyTokens.Quoted(prompt.User);
        return [.. ToyTokens.WordsOf(quoted.Count > 0 ? string.Join(' ', quoted) : prompt.User).Where(Topical.Contains)];
    }

    private static (string Text, double LogProbability) Draw(
        IReadOnlyList<(string Text, double LogProbability)> next, Sampling sampling, Random random)
    {
        if (sampling.Temperature <= 0)
            return next[0];
        IEnumerable<(string Text, double LogProbability)> kept = sampling.TopK > 0 ? next.Take(sampling.TopK) : next;
        var weighted = kept.Select(token => (Token: token, Weight: Math.Exp(token.LogProbability / sampling.Temperature))).ToList();
        var total = weighted.Sum(token => token.Weight);
        var (nucleus, mass) = (0, 0.0);
        while (nucleus < weighted.Count && (nucleus == 0 || mass < sampling.TopP * total))
            mass += weighted[nucleus++].Weight;
        var point = random.NextDouble() * mass;
        for (var i = 0; i < nucleus; i++)
        {
            point -= weighted[i].Weight;
            if (point < 0)
                return weighted[i].Token;
        }

        return weighted[nucleus - 1].Token;
    }
}
