using SafeSynth.Attacks;

namespace SafeSynth.Gates;

/// <summary>The scores of an attack by person: people are as suspicious as the most suspicious of their rows.</summary>
internal sealed record UnitScores(IReadOnlyList<Suspicion> Attacks, bool[] IsMember)
{
    public static UnitScores Of(MembershipReport report)
    {
        var count = report.Units.Max() + 1;
        var isMember = new bool[count];
        for (var row = 0; row < report.Units.Count; row++)
            isMember[report.Units[row]] = report.Attacks[0].IsMember[row];
        return new UnitScores([.. report.Attacks.Select(attack => new Suspicion(Highest(attack.Scores, report.Units, count)))], isMember);
    }

    /// <summary>The curve of each attack; of people where they have several rows.</summary>
    public static IReadOnlyList<RocCurve> CurvesOf(MembershipReport report)
    {
        if (report.UnitColumn is null)
            return [.. report.Attacks.Select(attack => attack.Roc)];
        var (isMember, count) = (Of(report).IsMember, report.Units.Max() + 1);
        return [.. report.Attacks.Select(attack => new RocCurve(Highest(attack.Scores, report.Units, count), isMember))];
    }

    public int Members { get; } = IsMember.Count(one => one);

    public int Others => IsMember.Length - Members;

    private static double[] Highest(IReadOnlyList<double> scores, IReadOnlyList<int> units, int count)
    {
        var highest = new double[count];
        Array.Fill(highest, double.NegativeInfinity);
        for (var row = 0; row < scores.Count; row++)
        {
            if (scores[row] > highest[units[row]])
                highest[units[row]] = scores[row];
        }

        return highest;
    }
}
