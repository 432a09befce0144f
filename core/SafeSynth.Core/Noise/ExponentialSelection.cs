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
public sealed class ExponentialSelection
{
    private const int FirstLimbs = 3;

    private readonly long[] _scores;
    private readonly Rational _c;
    private readonly ExponentialWeights _weights;

    /// <param name="scores">One score for each candidate; any longs.</param>
    /// <param name="c">The rate at which a score raises the logarithm of its candidate's weight; positive.</param>
    /// <exception cref="ArgumentException">There is no candidate.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is zero.</exception>
    public ExponentialSelection(ReadOnlySpan<long> scores, Rational c)
    {
        (_scores, _c) = (scores.ToArray(), c);
        _weights = new ExponentialWeights(_scores, c, FirstLimbs);
    }

    /// <summary>Draws the index of a candidate.</summary>
    public int Draw(INoiseSource noise)
    {
        using var reader = new NoiseReader(noise, FirstLimbs);
        var weights = _weights;
        var r = new UniformReals(1);
        for (var limbs = FirstLimbs; ; limbs *= 2)
        {
            r.Extend(limbs, reader);
            if (weights.Locate(r[0]) is { } index)
                return index;
            weights = new ExponentialWeights(_scores, _c, 2 * limbs);
        }
    }
}
