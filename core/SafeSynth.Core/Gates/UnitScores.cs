using SafeSynth.Attacks;

namespace SafeSynth.Gates;

/// <summary>The scores of an attack by person: people are as suspicious as the most suspicious of their rows.</summary>
internal sealed record UnitScores(IReadOnlyList<Suspicion> Attacks, bool[] IsMember)
{
    public static UnitScores Of(MembershipReport report) =>
        new([.. report.Attacks.Select(attack => new Suspicion(report.HighestByUnit(attack.Scores)))], report.MemberUnits());

    /// <summary>The curve of each attack; of people where they have several rows.</summary>
    public static IReadOnlyList<RocCurve> CurvesOf(MembershipReport report)
    {
        if (report.UnitColumn is null)
            return [.. report.Attacks.Select(attack => attack.Roc)];
        var isMember = report.MemberUnits();
        return [.. report.Attacks.Select(attack => new RocCurve(report.HighestByUnit(attack.Scores), isMember))];
    }

    public int Members { get; } = IsMember.Count(one => one);

    public int Others => IsMember.Length - Members;
}
