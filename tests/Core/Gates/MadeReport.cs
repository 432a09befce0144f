using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Gates;

/// <summary>Reports of attacks whose scores are made up.</summary>
internal static class MadeReport
{
    /// <param name="isMember">For each target.</param>
    /// <param name="scores">For each attack the score of each target.</param>
    /// <param name="units">Whose each target is; everybody's own when left out.</param>
    /// <param name="features">One number for each target; random when left out.</param>
    public static MembershipReport Of(bool[] isMember, double[][] scores, int[]? units = null, double[]? features = null)
    {
        var random = new SampleRandom(seed: 99);
        return new MembershipReport(
            "made", [.. scores.Select((of, i) => new AttackResult(new AttackInfo($"Attack{i}", "", AttackNeeds.None, ""), of, isMember))])
        {
            Targets = new FeatureRows(features ?? Array.ConvertAll(isMember, _ => random.NextDouble()), [false]),
            Units = units ?? [.. Enumerable.Range(0, isMember.Length)],
            UnitColumn = units is null ? null : "person",
        };
    }

    /// <summary>So many members and others, in random order.</summary>
    public static bool[] Divided(int members, int others, SampleRandom random)
    {
        bool[] isMember = [.. Enumerable.Repeat(true, members), .. Enumerable.Repeat(false, others)];
        random.Shuffle<bool>(isMember);
        return isMember;
    }

    /// <summary>Scores that know nothing.</summary>
    public static double[] Chance(int targets, SampleRandom random) => [.. Enumerable.Range(0, targets).Select(_ => random.NextDouble())];

    /// <summary>Chance, but for the first so many members, whose scores are the highest.</summary>
    public static double[] Copies(bool[] isMember, int copies, SampleRandom random)
    {
        var left = copies;
        return Array.ConvertAll(Chance(isMember.Length, random).Zip(isMember).ToArray(), target => target.Second && left-- > 0 ? 2 : target.First);
    }
}
