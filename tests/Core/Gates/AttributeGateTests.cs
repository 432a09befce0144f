using SafeSynth.AttributeInference;
using SafeSynth.Attacks;
using SafeSynth.Gates;
using SafeSynth.Marginals;
using SafeSynth.Tests.AttributeInference;

namespace SafeSynth.Tests.Gates;

public sealed class AttributeGateTests
{
    private readonly MadeSecrets _made = new(seed: 21);
    private readonly SampleRandom _random = new(seed: 22);

    [Theory]
    [InlineData("kind")]
    [InlineData("wage")]
    public void A_release_of_copies_fails_and_fresh_rows_pass(string secret)
    {
        var (members, others) = (_made.People(800), _made.People(1600));

        var copied = new AttributeGate().Decide(MadeSecrets.Attack(members, members, others, secret));
        var fresh = new AttributeGate().Decide(MadeSecrets.Attack(_made.People(800), members, others, secret));

        Assert.Equal((Verdict.Fail, Verdict.Pass), (copied.Result.Verdict, fresh.Result.Verdict));
        Assert.Contains(secret, copied.Detail, StringComparison.Ordinal);
        Assert.InRange(fresh.Floor, 0.02, 0.1);
    }

    /// <summary>
    /// The advantage over all members is some 4 points, below what a comparison of means sees; 5 runs, of which one may be overlooked.
    /// </summary>
    [Fact]
    public void Copies_of_a_few_members_fail_by_those_of_whom_the_release_makes_surer()
    {
        var found = Enumerable.Range(0, 5).Count(run =>
        {
            var (members, others) = (_made.People(500), _made.People(1000));
            string[] synthetic = [.. members[..50], .. _made.People(450)];
            return new AttributeGate(seed: (ulong)run).Decide(MadeSecrets.Attack(synthetic, members, others)) is { Result.Verdict: Verdict.Fail, Floor: > 0.1 };
        });

        Assert.InRange(found, 4, 5);
    }

    [Fact]
    public void An_advantage_of_the_stated_size_is_seen_as_often_as_it_says()
    {
        const int Runs = 40;
        bool[] isMember = [.. Enumerable.Range(0, 600).Select(unit => unit < 300)];
        // Half are guessed right by themselves; a share of the members besides.
        AttributeReport Report(double given) =>
            Made(isMember, [.. isMember.Select(member => _random.NextDouble() < 0.5 || (member && _random.NextDouble() < given) ? 1.0 : 0)]);
        var floor = new AttributeGate().Decide(Report(given: 0)).Floor;

        var failed = Enumerable.Range(0, Runs).Count(run => new AttributeGate(seed: (ulong)run).Decide(Report(2 * floor)).Result.Verdict == Verdict.Fail);

        // 90 % are expected; four standard errors less are 71 %.
        Assert.InRange(failed, 0.71 * Runs, Runs);
    }

    [Fact]
    public void Too_few_people_to_see_an_advantage_decide_nothing_and_enough_are_named()
    {
        var decision = new AttributeGate(floor: 0.05).Decide(MadeSecrets.Attack(_made.People(300), _made.People(100), _made.People(200)));

        Assert.Equal(Verdict.Inconclusive, decision.Result.Verdict);
        Assert.Matches("an advantage below [0-9.]+ percentage points could have been overlooked. [0-9]+ members and [0-9]+ others", decision.Detail);
    }

    [Fact]
    public void Guesses_that_are_all_wrong_promise_no_more_than_they_can_see()
    {
        bool[] isMember = [.. Enumerable.Range(0, 200).Select(unit => unit < 100)];

        var decision = new AttributeGate().Decide(Made(isMember, new double[200]));

        Assert.Equal(Verdict.Pass, decision.Result.Verdict);
        Assert.InRange(decision.Floor, 0.05, 0.1);
    }

    [Fact]
    public void What_may_be_published_holds_no_figure_of_private_rows()
    {
        var members = _made.People(100);
        GateResult ResultOf(string[] others) => new AttributeGate().Decide(MadeSecrets.Attack(members, members, others)).Result;

        var result = ResultOf(_made.People(200));

        Assert.Equal(result, ResultOf(_made.People(240)));
        Assert.Equal("The release tells no more of the 'kind' of its members than of other people's.", result.Hypothesis);
    }

    private AttributeReport Made(bool[] isMember, double[] closeness)
    {
        double[] nothing = new double[isMember.Length];
        return new AttributeReport(
            "made", "kind", IsCategory: true, [new PredictorResult(new PredictorInfo("Made", "", ""), closeness, nothing, nothing)], isMember)
        {
            Targets = new FeatureRows([.. isMember.Select(_ => _random.NextDouble())], [false]),
            Units = [.. Enumerable.Range(0, isMember.Length)],
            Known = ["a"],
            Chance = 0.5,
        };
    }
}
