namespace SafeSynth.Noise;

/// <summary>
/// The exact draw of permute-and-flip: the first candidate in a random order whose coin of probability exp(-c (max - score)) shows heads.
/// </summary>
/// <remarks>
/// <para>McKenna, Sheldon 2020, algorithm 1. The order is that of independent uniform reals V, one for each candidate; all orders are
/// equally likely, and two are equal with probability 0. The coin shows heads if a uniform real U is below the weight. Coins are
/// independent, so it changes nothing that those behind the first head are tossed too: selected is the candidate of the least V among all
/// heads. There is one, since the weight of the best candidate is 1.</para>
/// <para>Exactness. U and V are known by leading bits, the weights by enclosures (<see cref="ExponentialWeights"/>). When these decide
/// every coin and no other candidate shares the leading bits of the least V, the selection is that of the reals themselves; otherwise the
/// same reals are given as many bits again. Nothing is rounded, however small a weight.</para>
/// <para>With n candidates and 192 bits, a coin is open with probability at most 36 * 2^-192 and a pair of V is equal with 2^-192: a
/// second round has probability below n (n + 36) 2^-192, whatever the scores, and the rounds end with probability 1.</para>
/// <para>Work. One round draws 2 n reals, makes every weight, tosses every coin and compares every V, with the same operations on the same
/// number of limbs and without a branch on what it finds: the number of words, operations and memory accesses depends on n alone, and so
/// does the order of the latter but for the one stated next. Not constant: which entries of a 6 KB table are read while weights are made
/// (they fit in the nearest cache); the work of making the table, which depends on c; and the second round.</para>
/// </remarks>
public sealed class PermuteAndFlipSelection
{
    private const int FirstLimbs = 3;

    private readonly long[] _scores;
    private readonly Rational _c;
    private readonly ExponentialWeights _weights;

    /// <param name="scores">One score for each candidate; any longs.</param>
    /// <param name="c">The rate at which a score raises the logarithm of its candidate's weight; positive.</param>
    /// <exception cref="ArgumentException">There is no candidate.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is zero.</exception>
    public PermuteAndFlipSelection(ReadOnlySpan<long> scores, Rational c)
    {
        (_scores, _c) = (scores.ToArray(), c);
        _weights = new ExponentialWeights(_scores, c, FirstLimbs);
    }

    /// <summary>Draws the index of a candidate.</summary>
    public int Draw(INoiseSource noise)
    {
        using var reader = new NoiseReader(noise, 2 * FirstLimbs * _scores.Length);
        UniformReals coins = new(_scores.Length), places = new(_scores.Length);
        var weights = _weights;
        for (var limbs = FirstLimbs; ; limbs *= 2)
        {
            coins.Extend(limbs, reader);
            places.Extend(limbs, reader);
            if (Select(weights, coins, places, limbs) is { } index)
                return index;
            weights = new ExponentialWeights(_scores, _c, 2 * limbs);
        }
    }

    /// <summary>The candidate that all reals with these leading limbs select; null where they do not agree.</summary>
    private int? Select(ExponentialWeights weights, UniformReals coins, UniformReals places, int limbs)
    {
        // One limb more than a real has: of a coin always 0, of a weight 1 where its upper bound is 1, of a place 1 behind all heads.
        var coin = new ulong[limbs + 1];
        var above = new ulong[limbs + 1];
        var place = new ulong[limbs + 1];
        var first = new ulong[limbs + 1];
        first.AsSpan().Fill(ulong.MaxValue);
        ulong index = 0, open = 0, shared = 0;
        for (var i = 0; i < _scores.Length; i++)
        {
            coins[i].CopyTo(coin);
            above.AsSpan().Clear();
            FixedPoint.Add(above, weights.Weight(i), ExponentialWeights.Error);
            var heads = (ulong)FixedPoint.IsBelow(coins[i], weights.Weight(i));
            open |= heads ^ (ulong)FixedPoint.IsBelow(coin, above);

            places[i].CopyTo(place);
            place[limbs] = 1 - heads;
            var before = (ulong)FixedPoint.IsBelow(place, first);
            var behind = (ulong)FixedPoint.IsBelow(first, place);
            shared = (shared | (1 - behind)) & (1 - before);
            FixedPoint.Replace(first, place, before);
            index += before * ((ulong)i - index);
        }

        return (open | shared | first[limbs]) == 0 ? (int)index : null;
    }
}
