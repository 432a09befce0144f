using System.Numerics;

namespace SafeSynth.Noise;

/// <summary>The exact draw of the exponential mechanism: candidate i with probability proportional to exp(c score_i).</summary>
/// <remarks>
/// <para>McSherry, Talwar 2007. With integer scores of sensitivity Delta, c = epsilon / (2 Delta) is epsilon-DP; the ledger's side of it is
/// the mechanism's.</para>
/// <para>Exactness. Let R be a uniform real in [0, 1). The candidate is the one at which the running sum of the weights
/// exp(-c (max - score_i)), in the order given, passes R times their total; its probability is its weight over the total. R is known by
/// leading bits and the weights by enclosures (<see cref="ExponentialWeights"/>). When both determine the candidate it is returned;
/// otherwise R is given more bits and the precision doubled, so that the same R decides. Nothing is rounded, however small a weight.</para>
/// <para>Of n candidates and 192 bits, fewer than 80 n^2 values of the leading bits leave a neighbourhood of one of the n running sums
/// undecided: a second round has probability below n^2 2^-185, whatever the scores.</para>
/// <para>Work. One round does the same multiplications, additions and comparisons, on the same number of limbs, for every candidate
/// and any scores: it depends on n and c only. Not constant: which entries of a 6 KB table are read (they fit in the nearest cache), and
/// the second round.</para>
/// </remarks>
public static class ExponentialSelection
{
    private const int FirstLimbs = 3;

    /// <summary>Draws the index of a candidate.</summary>
    /// <param name="scores">One score for each candidate; any longs.</param>
    /// <param name="c">The rate at which a score raises the logarithm of its candidate's weight; positive.</param>
    /// <param name="noise">The source of R.</param>
    /// <exception cref="ArgumentException">There is no candidate.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is zero.</exception>
    public static int Draw(ReadOnlySpan<long> scores, Rational c, INoiseSource noise)
    {
        if (scores.IsEmpty)
            throw new ArgumentException("There must be at least one candidate.", nameof(scores));
        if (c.IsZero)
            throw new ArgumentOutOfRangeException(nameof(c), "The rate must be positive.");

        using var reader = new NoiseReader(noise, FirstLimbs);
        var u = BigInteger.Zero;
        var known = 0;
        for (var limbs = FirstLimbs; ; limbs *= 2)
        {
            for (; known < limbs; known++)
                u = (u << 64) | reader.Next();
            if (new ExponentialWeights(scores, c, limbs).Locate(u) is { } index)
                return index;
        }
    }
}
