using System.Numerics;

namespace SafeSynth.Noise;

/// <summary>Enclosures of the weights exp(-c (max - score)) of all candidates, and the search of a point under their running sum.</summary>
/// <remarks>
/// A weight is an integer w of L 64-bit limbs with w &lt;= 2^(64 L) exp(-c d) &lt; w + 34, where d = max - score: the 16 hexadecimal
/// digits of d make exp(-c d) a product of 16 factors exp(-c 16^j digit) from a table that depends on c alone. An entry of the table is
/// rounded down by less than 1.01 last places; so is the 1 that the product starts from, and that of a digit zero, so that no
/// multiplication is left out. For x, y in [0, 1] the error of their product, rounded down, is at most the sum of their errors and 1. The
/// total is below 17 * 1.01 + 16 &lt; 34 last places.
/// </remarks>
internal sealed class ExponentialWeights
{
    /// <summary>The exact weight, in last places, exceeds its lower bound by less than this.</summary>
    public const int Error = 34;

    private const int Digits = 16;
    private const int DigitBits = 4;
    private const int DigitValues = 1 << DigitBits;
    private const int GuardBits = 128;

    private readonly int _candidates;
    private readonly int _limbs;
    private readonly ulong[] _weights;

    /// <param name="scores">One score for each candidate; any longs.</param>
    /// <param name="c">The rate; positive.</param>
    /// <param name="limbs">The length of a weight.</param>
    /// <exception cref="ArgumentException">There is no candidate.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is zero.</exception>
    public ExponentialWeights(ReadOnlySpan<long> scores, Rational c, int limbs)
    {
        if (scores.IsEmpty)
            throw new ArgumentException("There must be at least one candidate.", nameof(scores));
        if (c.IsZero)
            throw new ArgumentOutOfRangeException(nameof(c), "The rate must be positive.");

        _candidates = scores.Length;
        _limbs = limbs;
        _weights = new ulong[(long)scores.Length * limbs];
        var factors = Factors(c, limbs);
        var product = new ulong[2 * limbs];
        var max = long.MinValue;
        foreach (var score in scores)
            max = Math.Max(max, score);

        for (var i = 0; i < scores.Length; i++)
        {
            var distance = unchecked((ulong)max - (ulong)scores[i]);
            var weight = _weights.AsSpan(i * limbs, limbs);
            weight.Fill(ulong.MaxValue);
            for (var digit = 0; digit < Digits; digit++)
            {
                var value = (int)(distance >> (digit * DigitBits)) & (DigitValues - 1);
                FixedPoint.Multiply(weight, factors.AsSpan((digit * DigitValues + value) * limbs, limbs), product);
                product.AsSpan(limbs).CopyTo(weight);
            }
        }
    }

    /// <summary>The candidate at which the running sum of the exact weights passes R times their total, when that is certain.</summary>
    /// <remarks>
    /// Known of R is that u &lt;= 2^(64 L) R &lt; u + 1. The candidate is the number of running sums that are at most R times the total.
    /// Counted are those that surely are, by their upper bounds, and those that possibly are, by their lower bounds; both counts read every
    /// weight.
    /// </remarks>
    /// <returns>The index, or null when u and the enclosures leave several candidates open.</returns>
    /// <param name="u">L limbs.</param>
    public int? Locate(ReadOnlySpan<ulong> u)
    {
        var (low, high) = (new ulong[_limbs + 1], new ulong[_limbs + 1]);
        for (var i = 0; i < _candidates; i++)
        {
            FixedPoint.Add(low, Weight(i), 0);
            FixedPoint.Add(high, Weight(i), Error);
        }

        var atLeast = Share(u, 0, low);
        var below = Share(u, 1, high);
        FixedPoint.Add(below, new ulong[_limbs], 1);

        low.AsSpan().Clear();
        high.AsSpan().Clear();
        var surely = 0;
        var possibly = 0;
        for (var i = 0; i < _candidates; i++)
        {
            FixedPoint.Add(low, Weight(i), 0);
            FixedPoint.Add(high, Weight(i), Error);
            surely += 1 - FixedPoint.IsBelow(atLeast, high);
            possibly += FixedPoint.IsBelow(low, below);
        }

        return surely == possibly ? surely : null;
    }

    /// <summary>The lower bound of a weight, in last places: L limbs, least significant first.</summary>
    public ReadOnlySpan<ulong> Weight(int candidate) => _weights.AsSpan(candidate * _limbs, _limbs);

    /// <summary>For each digit j and value v, exp(-c v 16^j) rounded down.</summary>
    /// <remarks>
    /// A root exp(-c 16^j) that is low by r units of 2^-work has powers v low by at most v (r + 1); its 16th power is the next root. From
    /// r = 2 for the first, every power stays within 2^67 units, which 128 guard bits make invisible.
    /// </remarks>
    private static ulong[] Factors(Rational c, int limbs)
    {
        var work = 64 * limbs + GuardBits;
        var factors = new ulong[Digits * DigitValues * limbs];
        var entries = factors.AsSpan();
        var root = ExponentialEnclosure.Of(c, work).Low;
        for (var digit = 0; digit < Digits; digit++)
        {
            var power = (BigInteger.One << work) - 1;
            for (var value = 0; value < DigitValues; value++)
            {
                FixedPoint.Write(power >> GuardBits, entries[..limbs]);
                entries = entries[limbs..];
                power = value == 0 ? root : (power * root) >> work;
            }

            root = power;
        }

        return factors;
    }

    /// <summary>(u + extra) 2^(-64 L) times a total of L + 1 limbs, rounded down.</summary>
    private ulong[] Share(ReadOnlySpan<ulong> u, ulong extra, ulong[] total)
    {
        var factor = new ulong[_limbs + 1];
        FixedPoint.Add(factor, u, extra);
        var product = new ulong[2 * (_limbs + 1)];
        FixedPoint.Multiply(factor, total, product);
        return product[_limbs..(2 * _limbs + 1)];
    }
}
