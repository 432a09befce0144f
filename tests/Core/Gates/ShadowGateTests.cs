using SafeSynth.Attacks;
using SafeSynth.Gates;
using SafeSynth.Marginals;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Gates;

public sealed class ShadowGateTests
{
    private static readonly Claim Claim = Claim.Of(new Guarantee(1, 1e-9));

    [Theory]
    [InlineData(1.0, 100, Verdict.Fail)]
    [InlineData(0.9, 100, Verdict.Inconclusive)]
    [InlineData(0.7, 100, Verdict.Pass)]
    [InlineData(1.0, 20, Verdict.Inconclusive)]
    [InlineData(0.5, 20, Verdict.Inconclusive)]
    public void What_chance_cannot_explain_under_the_claim_is_a_bug(double area, int tested, Verdict expected)
    {
        var decision = new ShadowGate(Claim).Decide(Report(tested, area));

        Assert.Equal(expected, decision.Result.Verdict);
        Assert.StartsWith($"{expected} (p = ", decision.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_records_the_worst_counts_and_their_number_is_paid_for()
    {
        var (one, two) = (new ShadowGate(Claim).Decide(Report(100, 0.9)).PValue!.Value, new ShadowGate(Claim).Decide(Report(100, 0.9, 0.5)).PValue!.Value);

        Assert.Equal(2 * one, two, 1e-12);
    }

    [Fact]
    public void Where_releases_are_too_few_it_says_how_many_are_enough()
    {
        var detail = new ShadowGate(Claim).Decide(Report(20, 0.5)).Detail;

        // .731^n <= 10^-6 from n = 45 on, and as many are learned from.
        Assert.Contains("90 with", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("would be enough", new ShadowGate(Claim).Decide(Report(45, 0.5)).Detail, StringComparison.Ordinal);
    }

    // The least favourable generator at epsilon 1 tells each release's kind by randomised response; 10^-6 false alarms cannot be counted,
    // alarms at 5 % can.
    [Fact]
    public void The_worst_that_a_claim_allows_is_denied_a_Pass_no_more_often_than_it_says()
    {
        const int Runs = 2_000, Each = 50;
        var random = new SampleRandom(seed: 9);
        bool[] isMember = [.. Enumerable.Range(0, 2 * Each).Select(release => release < Each)];
        var denied = Enumerable.Range(0, Runs).Count(_ =>
        {
            double[] scores = [.. isMember.Select(member => member == random.NextDouble() < 1 / (1 + Math.Exp(-1)) ? 1.0 : 0)];
            return new ShadowGate(Claim).Decide(new ShadowReport("made", "people", 2 * Each, [Result(scores, isMember)])).Result.Verdict != Verdict.Pass;
        });

        Assert.True(denied <= 0.05 * Runs + (5 * Math.Sqrt(0.05 * 0.95 * Runs)), $"{denied}");
    }

    // Areas that are whole numbers of hundredths of so many pairs.
    private static ShadowReport Report(int tested, params double[] areas) => new("made", "people", 2 * tested, [.. areas.Select(area =>
    {
        bool[] isMember = [.. Enumerable.Range(0, 2 * tested).Select(release => release < tested)];
        var won = (int)Math.Round(area * tested);
        return Result([.. Enumerable.Range(0, 2 * tested).Select(release => release < won ? 2.0 : release < tested ? 0 : 1)], isMember);
    })]);

    private static ShadowResult Result(double[] scores, bool[] isMember) =>
        new(0, new AttackInfo("Made", "", AttackNeeds.None, ""), new RocCurve(scores, isMember), isMember.Length / 2);
}
