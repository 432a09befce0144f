using System.Numerics;

namespace SafeSynth.Noise;

/// <summary>Consecutive integers of one score.</summary>
/// <param name="First">The least of them.</param>
/// <param name="Points">How many there are; positive.</param>
/// <param name="Score">The score of each.</param>
public readonly record struct ScoredInterval(int First, int Points, long Score);

/// <summary>
/// The exact draw of the exponential mechanism over integers in intervals: each with probability proportional to exp(c score).
/// </summary>
/// <remarks>
/// <para>With d the distance of a score from the best one, c d = t + f, t whole and 0 &lt;= f &lt; 1. A draw is proposed with probability
/// proportional to exp(-t) and accepted with probability exp(-f), by exact coins: it is then distributed as exp(-t) exp(-f) = exp(-c d). At
/// least one proposal in e is accepted.</para>
/// <para>A proposal is a t, with probability proportional to n(t) exp(-t), where n(t) integers have that t, and then one of these n(t),
/// uniformly. The t is the one at which the running sum of n(t) exp(-t) passes R times the total, for a uniform real R. R is known by
/// leading bits and the powers of 1/e by enclosures, and all t from a horizon on only by an upper bound on their sum; if that leaves
/// several t, R is given more bits, the enclosures more precision and the horizon more room, and the same R decides. Nothing is
/// rounded.</para>
/// <para>Time grows with the number of intervals, and of those within the horizon: it depends on the scores.</para>
/// </remarks>
public static class IntervalSelection
{
    // Beyond 256 lies a share below 2^31 exp(-256) < 2^-338 of the total.
    private const int FirstHorizon = 256;
    private const int FirstWords = 4;

    /// <summary>Draws an integer of one of the intervals.</summary>
    /// <param name="intervals">Disjoint, at least one; fewer than 2^62 integers in all.</param>
    /// <param name="c">The rate at which a score raises the logarithm of the weight; positive.</param>
    /// <param name="noise">The source of randomness.</param>
    /// <exception cref="ArgumentException">There is no interval.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is zero.</exception>
    public static int Draw(ReadOnlySpan<ScoredInterval> intervals, Rational c, INoiseSource noise)
    {
        if (intervals.IsEmpty)
            throw new ArgumentException("There must be at least one interval.", nameof(intervals));
        if (c.IsZero)
            throw new ArgumentOutOfRangeException(nameof(c), "The rate must be positive.");

        using var reader = new NoiseReader(noise, NoiseReader.ForOneDraw);
        var near = new Near(intervals, c, FirstHorizon);
        while (true)
        {
            var t = DrawWhole(intervals, c, ref near, reader);
            var (integer, numerator, denominator) = near.Pick(t, Uniform.Below((ulong)near.Counts[t], reader));
            if (Bernoulli.TossExp(numerator, denominator, reader))
                return integer;
        }
    }

    private static int DrawWhole(ReadOnlySpan<ScoredInterval> intervals, Rational c, ref Near near, NoiseReader reader)
    {
        var u = BigInteger.Zero;
        var known = 0;
        for (var words = FirstWords; ; words *= 2)
        {
            for (; known < words; known++)
                u = (u << 64) | reader.Next();
            if (Locate(near.Counts, near.Beyond, u, 64 * words) is { } t)
                return t;
            if (near.Beyond > 0)
                near = new Near(intervals, c, 2 * near.Counts.Length);
        }
    }

    /// <summary>The t at which the running sum passes R times the total, where u &lt;= 2^bits R &lt; u + 1, when that is certain.</summary>
    private static int? Locate(long[] counts, long beyond, BigInteger u, int bits)
    {
        // 2^bits exp(-t) is in [power, power + error]: rounding a product down loses less than 1, and its factors' errors add up.
        var (inverse, inverseHigh) = ExponentialEnclosure.Of(Rational.One, bits);
        var step = inverseHigh - inverse + 1;
        var power = BigInteger.One << bits;
        var error = BigInteger.Zero;
        var low = new BigInteger[counts.Length + 1];
        var high = new BigInteger[counts.Length + 1];
        for (var t = 0; t < counts.Length; t++)
        {
            low[t + 1] = low[t] + counts[t] * power;
            high[t + 1] = high[t] + counts[t] * (power + error);
            power = (power * inverse) >> bits;
            error += step;
        }

        // R total is in [least, most]; the sum up to t, in [low[t], high[t]].
        var least = (u * low[^1]) >> bits;
        var most = (((u + 1) * (high[^1] + beyond * (power + error))) >> bits) + 1;
        for (var t = 0; t < counts.Length; t++)
        {
            if (most <= low[t + 1])
                return least >= high[t] ? t : null;
        }

        return null;
    }

    /// <summary>The intervals whose t is below a horizon.</summary>
    private sealed class Near
    {
        private readonly List<(ScoredInterval Interval, int Whole)> _intervals = [];
        private readonly Rational _c;
        private readonly long _best;

        public Near(ReadOnlySpan<ScoredInterval> intervals, Rational c, int horizon)
        {
            (_c, _best) = (c, long.MinValue);
            foreach (var interval in intervals)
                _best = Math.Max(_best, interval.Score);

            // c d >= t from the distance starts[t] on.
            var starts = new long[horizon + 1];
            for (var t = 0; t <= horizon; t++)
                starts[t] = (long)BigInteger.Min(long.MaxValue, (t * c.Denominator + c.Numerator - 1) / c.Numerator);
            var counts = new long[horizon];
            foreach (var interval in intervals)
            {
                var distance = _best - interval.Score;
                if (distance >= starts[horizon])
                {
                    Beyond += interval.Points;
                    continue;
                }

                var whole = WholeOf(distance, starts);
                counts[whole] += interval.Points;
                _intervals.Add((interval, whole));
            }

            // Without anything beyond, what is behind the last t in use adds nothing.
            Counts = Beyond > 0 ? counts : counts[..(Array.FindLastIndex(counts, count => count > 0) + 1)];
        }

        /// <summary>How many integers have each t.</summary>
        public long[] Counts { get; }

        /// <summary>How many integers have a t beyond.</summary>
        public long Beyond { get; }

        /// <summary>The integer of a t with this index among them, and its fraction.</summary>
        public (int Integer, BigInteger Numerator, BigInteger Denominator) Pick(int t, ulong index)
        {
            foreach (var (interval, whole) in _intervals)
            {
                if (whole != t)
                    continue;
                if (index < (ulong)interval.Points)
                    return (interval.First + (int)index, (_best - interval.Score) * _c.Numerator - t * _c.Denominator, _c.Denominator);
                index -= (ulong)interval.Points;
            }

            throw new ArgumentOutOfRangeException(nameof(index));
        }

        /// <summary>The last t whose start is not beyond the distance; of equal starts the last one.</summary>
        private static int WholeOf(long distance, long[] starts)
        {
            var (from, to) = (0, starts.Length - 1);
            while (to - from > 1)
            {
                var middle = (from + to) / 2;
                (from, to) = starts[middle] <= distance ? (middle, to) : (from, middle);
            }

            return from;
        }
    }
}
