using System.Text;
using SafeSynth.Marginals;

namespace SafeSynth.Texts;

/// <summary>Draws texts of one label.</summary>
/// <remarks>
/// After a word v comes w with probability b(w | v) p(w | label) / p(w), where b is how often it follows v in texts of all labels: as if,
/// given w, the word before told nothing more of the label. Where none of these comes, a word is drawn from what is left of p(w | label)
/// when the words that follow others are taken off, so that p(w | label) is how often w comes in all: pairs order words, they do not change
/// how often they come.
/// </remarks>
internal sealed class NGramSampler
{
    /// <summary>After a word, some of the words that follow are drawn freely.</summary>
    private const double MostFollowed = 0.9;

    private readonly IReadOnlyList<string> _words;
    private readonly Cumulative _lengths;
    private readonly Deck _free;
    private readonly Dictionary<int, (int[] Words, Cumulative Shares)> _following;

    public NGramSampler(NGramDistribution distribution, int label)
    {
        _words = distribution.Words;
        _lengths = new Cumulative(distribution.Lengths[label]);
        var shares = distribution.Shares[label];
        var following = Following(distribution, label);
        var free = (double[])shares.Clone();
        foreach (var (first, next) in following)
        {
            foreach (var (second, share) in next)
                free[second] -= shares[first] * share;
        }

        _free = new Deck(Array.ConvertAll(free, share => Math.Max(0, share)));
        _following = following.ToDictionary(
            pair => pair.Key, pair => (pair.Value.Select(next => next.Word).ToArray(), new Cumulative([.. pair.Value.Select(next => next.Share)])));
    }

    /// <summary>One text.</summary>
    public string Draw(SampleRandom random)
    {
        var (least, greatest) = LengthScale.Of(_lengths.Draw(random));
        var length = least + random.Next(greatest - least + 1);
        var text = new StringBuilder();
        var before = -1;
        for (var i = 0; i < length && !_free.IsEmpty; i++)
        {
            before = Next(before, random);
            if (i > 0)
                text.Append(' ');
            Write(_words[before], text, random);
        }

        return text.ToString();
    }

    private int Next(int before, SampleRandom random) =>
        _following.TryGetValue(before, out var next) && random.NextDouble() < next.Shares.Sum ? next.Words[next.Shares.Draw(random)] : _free.Draw(random);

    // A number has the shape of those that were read, and digits of its own.
    private static void Write(string word, StringBuilder text, SampleRandom random)
    {
        if (word[0] != Tokenizer.AnyDigit || word.Any(digit => digit != Tokenizer.AnyDigit))
            text.Append(word);
        else
            for (var i = 0; i < word.Length; i++)
                text.Append((char)(i == 0 && word.Length > 1 ? '1' + random.Next(9) : '0' + random.Next(10)));
    }

    private static Dictionary<int, List<(int Word, double Share)>> Following(NGramDistribution distribution, int label)
    {
        var (ofLabel, following) = (distribution.Shares[label], new Dictionary<int, List<(int, double)>>());
        foreach (var pairs in distribution.Pairs.GroupBy(pair => pair.First))
        {
            var next = pairs.Select(pair => (pair.Second, Share: pair.Share * ofLabel[pair.Second] / Overall(distribution, pair.Second))).ToList();
            var sum = next.Sum(pair => pair.Share);
            following.Add(pairs.Key, sum <= MostFollowed ? next : next.ConvertAll(pair => (pair.Second, pair.Share * MostFollowed / sum)));
        }

        return following;
    }

    private static double Overall(NGramDistribution distribution, int word)
    {
        var sum = 0.0;
        for (var label = 0; label < distribution.Labels.Length; label++)
            sum += distribution.Labels[label] * distribution.Shares[label][word];
        return sum;
    }
}
