using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Attacks;

/// <summary>What holds for every attack that needs nothing but rows.</summary>
public sealed class AttackContractTests
{
    private static readonly bool[] Kinds = [false, true, false, true];

    public static TheoryData<string> NoBox => [.. AttackCatalog.OfRowsAlone.Select(attack => attack.Info.Name)];

    // Permutation tests over scores are exact only then.
    [Theory]
    [MemberData(nameof(NoBox))]
    public void Targets_in_another_order_get_the_same_scores(string name)
    {
        var random = new SampleRandom(9);
        var setting = new AttackSetting(Made(40, random), Made(60, random)) { Reference = Made(50, random) };
        int[] order = [.. Enumerable.Range(0, 40)];
        random.Shuffle<int>(order);

        var scores = AttackCatalog.Find(name).Score(setting, CancellationToken.None);
        var reordered = AttackCatalog.Find(name).Score(setting with { Targets = setting.Targets.Take(order) }, CancellationToken.None);

        Assert.Equal(order.Select(target => scores[target]), reordered);
        Assert.True(scores.Distinct().Count() > 3);
    }

    [Theory]
    [MemberData(nameof(NoBox))]
    public void Rows_that_are_all_the_same_or_a_single_one_leave_scores_finite(string name)
    {
        var random = new SampleRandom(9);
        var (targets, one) = (Made(20, random), Made(1, random));
        var same = one.Take(new int[30]);

        foreach (var setting in new[]
                 {
                     new AttackSetting(targets, one) { Reference = one },
                     new AttackSetting(targets, same) { Reference = Made(30, random) },
                     new AttackSetting(same, Made(30, random)) { Reference = same },
                 })
        {
            Assert.All(AttackCatalog.Find(name).Score(setting, CancellationToken.None), score => Assert.True(double.IsFinite(score)));
        }
    }

    private static FeatureRows Made(int count, SampleRandom random) =>
        new([.. Enumerable.Range(0, count * Kinds.Length).Select(cell => Kinds[cell % Kinds.Length] ? random.Next(4) : random.NextDouble() * 3)], Kinds);
}
