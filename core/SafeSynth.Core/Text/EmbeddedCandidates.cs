using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>Synthetic texts with labels and embeddings, from which private texts choose the nearest.</summary>
internal sealed class EmbeddedCandidates
{
    /// <summary>A public text that tells whether an embedder works at all.</summary>
    private const string Probe = "a text";

    /// <summary>An embedding of which fewer than one coordinate in so many is used is summed over these alone.</summary>
    private const int Sparse = 4;

    private readonly float[][] _embeddings;
    private readonly int[][] _ofLabel;
    private string? _hash;

    /// <param name="labels">The label of each candidate, from 0.</param>
    /// <param name="embeddings">The embedding of each, all of one length.</param>
    /// <param name="count">The number of labels.</param>
    public EmbeddedCandidates(IReadOnlyList<int> labels, IReadOnlyList<float[]> embeddings, int count)
    {
        _embeddings = [.. embeddings];
        _ofLabel = [.. Enumerable.Range(0, count).Select(label => Enumerable.Range(0, labels.Count).Where(at => labels[at] == label).ToArray())];
    }

    public int Count => _embeddings.Length;

    /// <summary>SHA-256 of labels and embeddings, in hexadecimal.</summary>
    public string Hash => _hash ??= HashOf();

    /// <summary>
    /// The embedding of one text: empty for one without anything in it, which no embedder need know; null where the embedder gives none,
    /// however often it is asked, and gives one for another text.
    /// </summary>
    /// <remarks>Whatever an embedder makes of a private text stops no fit: the text has no vote then.</remarks>
    /// <exception cref="SafeSynthException">The embedder fails at a public text, too, so that it is not the text's fault.</exception>
    public static float[]? Embed(string text, ITextEmbedder embedder, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        try
        {
            return PatientEmbedder.AskFor(text, embedder, cancel);
        }
        catch (SafeSynthException)
        {
            PatientEmbedder.AskFor(Probe, embedder, cancel);
            return null;
        }
    }

    /// <summary>
    /// The place of the candidate of a label that is nearest to an embedding; below 0 where there is none. Empty texts are near to empty
    /// ones alone.
    /// </summary>
    public int NearestTo(float[] embedding, int label)
    {
        var (best, nearest) = (double.NegativeInfinity, -1);
        int[] used = [.. Enumerable.Range(0, embedding.Length).Where(at => embedding[at] != 0)];
        var isSparse = used.Length < embedding.Length / Sparse;
        foreach (var at in _ofLabel[label])
        {
            if (embedding.Length == 0 != (_embeddings[at].Length == 0))
                continue;
            var likeness = isSparse ? Product(embedding, _embeddings[at], used) : Product(embedding, _embeddings[at]);
            if (nearest < 0 || likeness > best)
                (best, nearest) = (likeness, at);
        }

        return nearest;
    }

    /// <summary>The inner product, summed in one order on every machine: products of singles are exact as doubles.</summary>
    internal static double Product(float[] a, float[] b)
    {
        var lanes = Vector256<double>.Zero;
        var at = 0;
        for (; at + 4 <= Math.Min(a.Length, b.Length); at += 4)
            lanes += Wide(a, at) * Wide(b, at);
        var sum = (lanes.GetElement(0) + lanes.GetElement(1)) + (lanes.GetElement(2) + lanes.GetElement(3));
        for (; at < Math.Min(a.Length, b.Length); at++)
            sum += (double)a[at] * b[at];
        return sum;
    }

    // Of a few coordinates alone. Which of the two sums is taken depends on the private embedding and on nothing else.
    private static double Product(float[] a, float[] b, int[] used)
    {
        var sum = 0.0;
        foreach (var at in used)
            sum += at < b.Length ? (double)a[at] * b[at] : 0;
        return sum;
    }

    private static Vector256<double> Wide(float[] values, int at)
    {
        var (low, high) = Vector128.Widen(Vector128.Create(values, at));
        return Vector256.Create(low, high);
    }

    /// <summary>What each candidate that a unit's texts chose gets of the unit: see <see cref="NearestVoteQuery"/>.</summary>
    /// <param name="texts">How many of the unit's texts chose the candidate; 1 or more.</param>
    /// <param name="squared">The sum of the squares of these numbers over all candidates.</param>
    internal static long VoteOf(long texts, long squared)
    {
        // floor(Norm texts / sqrt(squared)): the root is good to a unit in the last place, and integers decide.
        var (scaled, vote) = ((Int128)NearestVoteQuery.Norm * NearestVoteQuery.Norm * texts * texts, (long)(NearestVoteQuery.Norm * texts / Math.Sqrt(squared)));
        while ((Int128)vote * vote * squared > scaled)
            vote--;
        while ((Int128)(vote + 1) * (vote + 1) * squared <= scaled)
            vote++;
        return vote;
    }

    private string HashOf()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var places in _ofLabel)
            hash.AppendData(new CanonicalBytes().Add([.. places.Select(place => (long)place)]).Written);
        foreach (var embedding in _embeddings)
            hash.AppendData(new CanonicalBytes().Add([.. embedding.Select(value => (long)BitConverter.SingleToInt32Bits(value))]).Written);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
