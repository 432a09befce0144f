using SafeSynth.Attacks;
using static System.FormattableString;

namespace SafeSynth.Gates;

/// <summary>Whether members and others can be compared at all: enough of both, and divided at random as far as can be seen.</summary>
internal static class Comparability
{
    /// <summary>Fewer members or others than this decide nothing, and fewer synthetic rows do not pass.</summary>
    public const int FewestRecords = 50;

    /// <summary>Why a comparison decides nothing, in sentences that end with what to do; null where nothing speaks against it.</summary>
    /// <param name="people">Who is compared.</param>
    /// <param name="isMember">For each person, whether they are a member.</param>
    /// <param name="seed">Decides the permutations of <see cref="DivisionCheck"/>.</param>
    /// <param name="cancel">Stops the work.</param>
    public static string? ReasonAgainst(ComparedPeople people, bool[] isMember, ulong seed, CancellationToken cancel)
    {
        var members = isMember.Count(one => one);
        var what = people.UnitColumn is null ? "rows" : "people";
        foreach (var (count, side) in new[] { (members, "members"), (isMember.Length - members, "others to compare them with") })
        {
            if (count < FewestRecords)
                return Invariant($"there are {count} {side}; fewer than {FewestRecords} {what} decide nothing. Give more of them.");
        }

        if (people.KnownPeople > 0)
            return Invariant($"{people.KnownPeople} of the people who are compared are in the reference, too: an attacker must not know those whom he is to find. Take them out of it.");
        return DivisionCheck.FaultOf(people, isMember, seed, cancel);
    }

    /// <summary>Whether so few rows were released that nothing can be said for them.</summary>
    public static bool IsTooSmallToPass(ComparedPeople people) => people.SyntheticRows < FewestRecords;

    /// <summary>That, as a sentence.</summary>
    public static string SaysTooSmall(ComparedPeople people) =>
        Invariant($"there {(people.SyntheticRows == 1 ? "is 1 synthetic row" : $"are {people.SyntheticRows} synthetic rows")}; fewer than {FewestRecords} do not pass. Sample more of them.");
}
