using SafeSynth.Attacks;

namespace SafeSynth.Gates;

/// <summary>The scores of an attack by person: people are as suspicious as the most suspicious of their rows.</summary>
internal sealed record UnitScores(IReadOnlyList<Suspicion> Attacks, bool[] IsMember)
{
    public static UnitScores Of(MembershipReport report) =>
        new([.. report.Attacks.Select(attack => new Suspicion(report.HighestByUnit(attack.Scores)))], report.MemberUnits());

    public int Members { get; } = IsMember.Count(one => one);

    public int Others => IsMember.Length - Members;
}
