using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>
/// Votes of units for keys: all votes of one unit together have an L2 norm of at most <see cref="Norm"/>, however many texts it wrote.
/// </summary>
/// <remarks>
/// <para>A unit votes once for every distinct key of its texts. With t of them, t from 1 to m, each gets v(t) = floor(Norm / sqrt(t)): an
/// integer, rounded toward zero, that depends on the unit's own texts alone.</para>
/// <para>Add/remove: m counts at most move by v(t) each. L2^2 = t v(t)^2 is at most Norm^2, and is that for t = 1; LInf = v(1) = Norm; L0 =
/// m; L1 = max t v(t). Replace: votes of one unit leave and those of another arrive. Votes are not negative, so a count that both hold
/// moves by less than they move apart: at worst no key is shared, and L0, L1 and L2^2 are twice as large, LInf is the same.</para>
/// <para>Source: Gopi, Gulhane, Kulkarni, Shen, Shokouhi, Yekhanin 2020 (weighted votes of norm 1 for a set union).</para>
/// </remarks>
internal static class UnitVotes
{
    /// <summary>The norm of a unit's votes: what 1 would be if votes were fractions.</summary>
    public const long Norm = 1 << 10;

    /// <summary>What each key of a unit gets.</summary>
    /// <param name="keys">The number of the unit's keys; 1 or more.</param>
    public static long VoteOf(long keys)
    {
        // The root is good to a unit in the last place, and the square of an integer of at most 11 bits is exact.
        var vote = (long)Math.Sqrt((double)(Norm * Norm) / keys);
        while (vote * vote * keys > Norm * Norm)
            vote--;
        while ((vote + 1) * (vote + 1) * keys <= Norm * Norm)
            vote++;
        return vote;
    }

    /// <summary>How far one unit moves the votes for keys, of which each of its texts has at most so many.</summary>
    public static Sensitivity SensitivityUnder(int mostPerText, PrivacyUnit unit, Neighbors neighbors)
    {
        var most = (long)mostPerText * unit.MaxRows;

        // Of all numbers of keys that get the same vote, the largest has the largest sum.
        var sum = 0L;
        for (var vote = Norm; vote >= 1; vote--)
            sum = Math.Max(sum, vote * Math.Min(most, Norm * Norm / (vote * vote)));
        long units = neighbors == Neighbors.AddRemove ? 1 : 2;
        return new Sensitivity(units * most, units * sum, units * Norm * Norm, Norm);
    }
}
