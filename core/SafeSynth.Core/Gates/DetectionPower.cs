using SafeSynth.Marginals;

namespace SafeSynth.Gates;

/// <summary>How likely a permutation test is to fail a release that copies some of its members and leaks nothing else.</summary>
/// <remarks>
/// By simulation, for a copied row that gets the highest score of one attack, together with the targets that have it already; everybody
/// else is in random order. Traces that other attacks find only add to that. The standard error of a power of 0.9 is 0.015.
/// </remarks>
/// <param name="critical">Every T above it fails.</param>
/// <param name="members">The members among the targets.</param>
/// <param name="others">The other targets.</param>
/// <param name="tiedAtTop">How many targets share the highest score of that attack; 1 for a perfect detector of copies.</param>
internal sealed class DetectionPower(double critical, int members, int others, int tiedAtTop)
{
    /// <summary>The power that a floor is stated for.</summary>
    public const double Demanded = 0.9;

    private const int Draws = 400;

    private int Targets => members + others;

    /// <summary>The chance that the test fails.</summary>
    /// <param name="copies">How many members are copied.</param>
    public double Of(int copies)
    {
        var random = new SampleRandom(seed: 1);
        var failed = 0;
        for (var draw = 0; draw < Draws; draw++)
            failed += Largest(copies, random) > critical ? 1 : 0;
        return (double)failed / Draws;
    }

    /// <summary>The least number of copies that is seen with the demanded power; null if not even copies of all are.</summary>
    public int? Smallest()
    {
        if (Of(members) < Demanded)
            return null;
        var (missed, seen) = (0, members);
        while (seen - missed > 1)
        {
            var middle = (missed + seen) / 2;
            if (Of(middle) >= Demanded)
                seen = middle;
            else
                missed = middle;
        }

        return seen;
    }

    /// <summary>
    /// How many times as many members and others would be enough to see a share of copies; null if even 64 times as many were not.
    /// </summary>
    public double? GrowthFor(double share)
    {
        bool Sees(double growth) => Grown(growth) is var grown && grown.Of((int)Math.Round(share * grown.MemberCount)) >= Demanded;

        var high = 1.0;
        while (!Sees(high))
        {
            high *= 2;
            if (high > 64)
                return null;
        }

        var low = high / 2;
        for (var step = 0; high > 1 && step < 4; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Sees(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }

    private int MemberCount => members;

    private DetectionPower Grown(double growth) => new(
        critical, (int)Math.Round(members * growth), (int)Math.Round(others * growth),
        tiedAtTop == 1 ? 1 : (int)Math.Round(tiedAtTop * growth));

    private double Largest(int copies, SampleRandom random)
    {
        // Who follows the copies, in the order of suspicion: the next is a member with the share that is left of them.
        var (membersLeft, left) = (members - copies, Targets - copies);
        bool Next() => random.Next(left--) < membersLeft && membersLeft-- > 0;

        var sharing = Math.Min(tiedAtTop, left);
        var top = copies + sharing;
        var found = copies;
        for (var i = 0; i < sharing; i++)
            found += Next() ? 1 : 0;

        var rankSum = (double)found * ((2 * Targets) - top);
        var largest = double.NegativeInfinity;
        using var looks = Suspicion.LooksAt(Targets).GetEnumerator();
        var isLooking = looks.MoveNext();
        for (; isLooking && looks.Current <= top; isLooking = looks.MoveNext())
            largest = Math.Max(largest, Z((double)looks.Current * found / top, looks.Current, (double)looks.Current * looks.Current / top));
        for (var place = top + 1; place <= Targets; place++)
        {
            if (Next())
            {
                found++;
                rankSum += (2 * (Targets - place)) + 1;
            }

            if (isLooking && looks.Current == place)
            {
                largest = Math.Max(largest, Z(found, place, place));
                isLooking = looks.MoveNext();
            }
        }

        double n = Targets, tied = top;
        return Math.Max(largest, Z(rankSum, n * n, (n * n * n) + (((n * n * n) - n - (tied * tied * tied) + tied) / 3)));
    }

    // A sum over members of weights with this total and this sum of squares, standardised.
    private double Z(double sum, double total, double squares)
    {
        var spread = squares - (total * total / Targets);
        return spread <= 0
            ? 0
            : (sum - (members * total / Targets)) / Math.Sqrt(spread * members * others / ((double)Targets * (Targets - 1)));
    }
}
