using SafeSynth.Attacks;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Attacks;

/// <summary>What holds for every attack on texts.</summary>
public sealed class TextAttackContractTests
{
    private static readonly string[] Rubbish = ["", " ", "\0", "\ud800 \udfff", new string('z', 5000), "我喜歡喝茶，也喜歡咖啡", "привет мир", "spam spam spam", string.Concat(Enumerable.Repeat("a b ", 5000))];

    public static TheoryData<string> Names => [.. TextAttackCatalog.All.Select(attack => attack.Info.Name)];

    // Permutation tests over scores are exact only then.
    [Theory]
    [MemberData(nameof(Names))]
    public void Targets_in_another_order_get_the_same_scores(string name)
    {
        var attack = Find(name);
        var setting = MadeTextSetting.Of(MadeTextSetting.Texts(40, 1), MadeTextSetting.Texts(60, 2), MadeTextSetting.Texts(50, 3));
        int[] order = [.. Enumerable.Range(0, 40)];
        new SampleRandom(5).Shuffle<int>(order);

        var scores = attack.Score(setting, CancellationToken.None);

        Assert.Equal(order.Select(target => scores[target]), attack.Score(setting with { Targets = setting.Targets.Take(order) }, CancellationToken.None));
        Assert.True(scores.Distinct().Count() > 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_no_one_would_call_texts_gets_finite_scores(string name)
    {
        foreach (var (targets, synthetic, reference) in new[] { (Rubbish, Rubbish, Rubbish), (Rubbish, [""], [""]), ([""], Rubbish, ["x"]) })
        {
            var scores = Find(name).Score(MadeTextSetting.Of(targets, synthetic, reference), CancellationToken.None);
            Assert.Equal(targets.Length, scores.Length);
            Assert.All(scores, score => Assert.True(double.IsFinite(score)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Copies_are_told_from_other_texts(string name) =>
        Assert.InRange(MadeTextSetting.AreaOfCopies(Find(name), text => text), 0.95, 1);

    private static ITextAttack Find(string name) => TextAttackCatalog.All.Single(attack => attack.Info.Name == name);
}
