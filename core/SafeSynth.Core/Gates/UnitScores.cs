using SafeSynth.Attacks;

namespace SafeSynth.Gates;

/// <summary>The scores of an attack by person: people are as suspicious as the most suspicious of their rows.</summary>
internal sealed record UnitScores(IReadOnlyList<Suspicion> Attacks, bool[] IsMember)
{
    public static UnitScores Of(MembershipReport report)
    {
        var isMember = report.MemberUnits();
        return new UnitScores([.. report.Attacks.Select(attack => new Suspicion(Highest(attack.Scores, report.Units, isMember.Length)))], isMember);
    }

    public int Members { get; } = IsMember.Count(one => one);

    public int Others => IsMember.Length - Members;

    /// <summary>For each person the highest of their rows' scores.</summary>
    internal static double[] Highest(IReadOnlyList<double> scores, IReadOnlyList<int> units, int count)
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
