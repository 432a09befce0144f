using SafeSynth.Gates;
using SafeSynth.Marginals;
using SafeSynth.Tests.Attacks;

namespace SafeSynth.Tests.Gates;

public sealed class PermutationGateTests
{
    private readonly SampleRandom _random = new(seed: 11);

    [Fact]
    public void A_release_that_leaks_nothing_passes_and_says_what_it_would_have_seen()
    {
        var isMember = MadeReport.Divided(500, 500, _random);

        var decision = new PermutationGate().Decide(MadeReport.Of(isMember, [MadeReport.Chance(1000, _random), MadeReport.Chance(1000, _random)]));

        Assert.Equal(Verdict.Pass, decision.Result.Verdict);
        Assert.InRange(decision.Floor!.Value, 0.01, 0.03);
        Assert.Contains("copies of 5 % of the members", decision.Result.Floor, StringComparison.Ordinal);
    }

    /// <summary>
    /// Ten attacks of which one sees the copies; in 8 runs at most one may be overlooked (a power of 97 % would overlook more once in 40
    /// times).
    /// </summary>
    [Theory]
    [InlineData(25)]
    [InlineData(15)]
    public void A_few_copied_members_fail(int copies)
    {
        var found = Enumerable.Range(0, 8).Count(run =>
        {
            var isMember = MadeReport.Divided(500, 500, _random);
            double[][] scores = [.. Enumerable.Range(0, 9).Select(_ => MadeReport.Chance(1000, _random)), MadeReport.Copies(isMember, copies, _random)];
            return new PermutationGate(seed: (ulong)run).Decide(MadeReport.Of(isMember, scores)).Result.Verdict == Verdict.Fail;
        });

        Assert.InRange(found, 7, 8);
    }

    [Fact]
    public void A_failure_names_the_attack_and_counts_its_hits()
    {
        var isMember = MadeReport.Divided(300, 300, _random);

        var decision = new PermutationGate().Decide(MadeReport.Of(isMember, [MadeReport.Chance(600, _random), MadeReport.Copies(isMember, 12, _random)]));

        Assert.Matches(@"^Fail \(alpha 0.05, p = 0\.00\d+\): Attack1 finds members: [0-9.]+ of the (6|12|18|30) most suspicious records are members \(chance: (3|6|9|15)\)\.$", decision.Detail);
        Assert.Equal(("Attack1", true), (decision.Evidence.Attack, decision.Evidence.LookedAt <= 30));
    }

    [Fact]
    public void A_weak_trace_of_all_members_fails_too()
    {
        var isMember = MadeReport.Divided(500, 500, _random);
        double[] scores = [.. isMember.Select(member => Math.Tan(Math.PI * (_random.NextDouble() - 0.5)) + (member ? 0.5 : 0))];

        var decision = new PermutationGate().Decide(MadeReport.Of(isMember, [scores]));

        Assert.Equal((Verdict.Fail, (int?)null), (decision.Result.Verdict, decision.Evidence.LookedAt));
    }

    [Fact]
    public void Where_rows_are_too_few_nothing_is_decided_and_enough_of_them_are_named()
    {
        var decision = new PermutationGate().Decide(MadeReport.Of(MadeReport.Divided(60, 60, _random), [MadeReport.Chance(120, _random)]));

        Assert.Equal(Verdict.Inconclusive, decision.Result.Verdict);
        Assert.InRange(decision.Floor!.Value, 0.1, 0.3);
        Assert.Matches("[0-9]+ members and [0-9]+ others to compare them with would be enough to see 5 %", decision.Detail);
        var enough = int.Parse(System.Text.RegularExpressions.Regex.Match(decision.Detail, "([0-9]+) members").Groups[1].Value);
        var more = new PermutationGate().Decide(MadeReport.Of(MadeReport.Divided(enough, enough, _random), [MadeReport.Chance(2 * enough, _random)]));
        Assert.InRange(more.Floor!.Value, 0.025, 0.06);
    }

    [Fact]
    public void Scores_that_are_all_the_same_decide_nothing()
    {
        var decision = new PermutationGate().Decide(MadeReport.Of(MadeReport.Divided(500, 500, _random), [new double[1000]]));

        Assert.Equal((Verdict.Inconclusive, null), (decision.Result.Verdict, decision.Floor));
    }

    /// <summary>A score that the attack gives only to a copy is worth more than one that many have.</summary>
    [Fact]
    public void The_floor_is_higher_where_many_share_the_highest_score()
    {
        var isMember = MadeReport.Divided(500, 500, _random);
        double[] crowded = [.. MadeReport.Chance(1000, _random).Select(score => Math.Min(score, 0.8))];

        var decision = new PermutationGate().Decide(MadeReport.Of(isMember, [crowded]));

        Assert.InRange(decision.Floor ?? 1, 0.06, 1);
        Assert.Equal(Verdict.Inconclusive, decision.Result.Verdict);
    }

    [Fact]
    public void Groups_that_differ_by_themselves_decide_nothing_whatever_attacks_find()
    {
        var isMember = MadeReport.Divided(500, 500, _random);
        double[] features = [.. isMember.Select(member => _random.NextDouble() + (member ? 0.3 : 0))];

        var decision = new PermutationGate().Decide(MadeReport.Of(isMember, [MadeReport.Copies(isMember, 100, _random)], features: features));

        Assert.Equal(Verdict.Inconclusive, decision.Result.Verdict);
        Assert.Contains("they differ by themselves", decision.Detail, StringComparison.Ordinal);
    }

    /// <summary>A holdout that holds the members once more would hide every leak.</summary>
    [Fact]
    public void Groups_that_share_rows_decide_nothing()
    {
        bool[] isMember = [.. Enumerable.Range(0, 1000).Select(row => row < 500)];
        var people = MadeReport.Chance(500, _random);

        var decision = new PermutationGate().Decide(MadeReport.Of(isMember, [MadeReport.Chance(1000, _random)], features: [.. people, .. people]));

        Assert.Equal(Verdict.Inconclusive, decision.Result.Verdict);
        Assert.Contains("rows in common", decision.Detail, StringComparison.Ordinal);
    }

    /// <summary>Everybody has 5 rows of nearly the same score; 20 runs, in which at most 4 fail but once in 400 times.</summary>
    [Fact]
    public void People_with_several_rows_are_permuted_whole()
    {
        const int People = 100, Rows = 5;
        int[] units = [.. Enumerable.Range(0, People * Rows).Select(row => row / Rows)];
        var (asPeople, asRows) = (0, 0);
        for (var run = 0; run < 20; run++)
        {
            var person = MadeReport.Divided(People / 2, People / 2, _random);
            var trait = MadeReport.Chance(People, _random);
            bool[] isMember = [.. units.Select(unit => person[unit])];
            double[][] scores = [[.. units.Select(unit => trait[unit] + (_random.NextDouble() / 1000))]];
            asPeople += new PermutationGate(seed: (ulong)run).Decide(MadeReport.Of(isMember, scores, units)).PValue <= 0.05 ? 1 : 0;
            asRows += new PermutationGate(seed: (ulong)run).Decide(MadeReport.Of(isMember, scores)).PValue <= 0.05 ? 1 : 0;
        }

        Assert.InRange(asPeople, 0, 4);
        Assert.InRange(asRows, 6, 20);
    }

    /// <summary>
    /// Everybody has a suspicious row and an innocent one, and members' suspicious ones are more suspicious: of people the area is 1, of
    /// rows three quarters.
    /// </summary>
    [Fact]
    public void The_evidence_and_the_outcomes_are_those_of_people_and_not_of_their_rows()
    {
        const int People = 40;
        var person = MadeReport.Divided(People / 2, People / 2, _random);
        int[] units = [.. Enumerable.Range(0, 2 * People).Select(row => row / 2)];
        double[] scores = [.. units.Select((unit, row) => row % 2 == 0 ? -_random.NextDouble() : (person[unit] ? 2 : 1) + (unit / 100.0))];
        var report = MadeReport.Of([.. units.Select(unit => person[unit])], [scores], units);

        var outcome = Assert.Single(report.Outcomes());
        Assert.Equal((1, People / 2, People / 2), (outcome.Curve.Area, outcome.Curve.Members, outcome.Curve.Others));
        Assert.InRange(report.Attacks[0].Roc.Area, 0.6, 0.9);
        Assert.Contains("in 100 % of pairs", new PermutationGate().Decide(report).Evidence.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("adult_leaky", Verdict.Fail)]
    [InlineData("adult_indep", Verdict.Pass)]
    public void The_scores_of_the_published_implementation_fail_the_leaky_release_and_pass_the_independent_one(string data, Verdict expected)
    {
        var oracle = OracleSetting.Read(data);
        string[] attacks = ["DCR", "DCRDiff", "DOMIAS", "GenLRA", "DPI", "MC", "LOGAN", "Classifier", "LocalNeighborhood", "DensityEstimate"];

        var decision = new PermutationGate().Decide(MadeReport.Of(oracle.IsMember, [.. attacks.Select(oracle.Scores)]));

        Assert.Equal(expected, decision.Result.Verdict);
    }

    [Fact]
    public void What_may_be_published_depends_on_the_verdict_alone()
    {
        GateResult ResultOf(int members) =>
            new PermutationGate().Decide(MadeReport.Of(MadeReport.Divided(members, 500, _random), [MadeReport.Chance(members + 500, _random)])).Result;

        Assert.Equal(ResultOf(480), ResultOf(510));
    }
}
