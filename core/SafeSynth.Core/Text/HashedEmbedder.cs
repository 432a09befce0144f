using System.Security.Cryptography;
using System.Text;

namespace SafeSynth.Texts;

/// <summary>An embedder that needs no server: words and pairs of words, each at a place and with a sign that its hash says.</summary>
/// <remarks>Source: Weinberger, Dasgupta, Langford, Smola, Attenberg 2009 (feature hashing).</remarks>
public sealed class HashedEmbedder : ITextEmbedder
{
    private const int Width = 512;

    public LanguageModelInfo Info { get; } = new("hashed words");

    public float[] Embed(string text, CancellationToken cancel)
    {
        var sums = new double[Width];
        var words = Tokenizer.AllWordsOf(text);
        for (var at = 0; at < words.Count; at++)
        {
            Add(words[at]);
            if (at > 0)
                Add($"{words[at - 1]} {words[at]}");
        }

        var length = Math.Sqrt(sums.Sum(sum => sum * sum));
        if (length == 0)
            (sums[0], length) = (1, 1);
        return Array.ConvertAll(sums, sum => (float)(sum / length));

        void Add(string part)
        {
            var hash = BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(part)));
            sums[hash % Width] += (hash >> 31) == 0 ? 1 : -1;
        }
    }
}
