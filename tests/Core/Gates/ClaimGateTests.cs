using SafeSynth.Gates;
using SafeSynth.Marginals;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Gates;

public sealed class ClaimGateTests
{
    private readonly SampleRandom _random = new(seed: 21);

    [Theory]
    [InlineData(0.1, 0.525)]
    [InlineData(1, 0.731)]
    [InlineData(4, 0.982)]
    public void The_ceiling_of_the_area_is_that_of_randomised_response(double epsilon, double area)
    {
        var claim = Claim.Of(new Guarantee(epsilon, 1e-12));

        Assert.Equal(area, claim.AreaCeiling(), 1e-3);
        Assert.Equal(Math.Min(Math.Exp(epsilon) * 0.01, 1), claim.TruePositiveCeiling(0.01), 1e-6);
    }

    /// <summary>
    /// The bound is not of this computation: whoever tells every label with randomised response is the worst that a pure claim allows.
    /// </summary>
    [Theory]
    [InlineData(Neighbors.ReplaceOne, 40, 40, 12)]
    [InlineData(Neighbors.AddRemove, 40, 40, 12)]
    [InlineData(Neighbors.AddRemove, 60, 20, 10)]
    public void No_release_that_keeps_the_claim_shows_more_hits_than_the_bound(Neighbors neighbors, int members, int others, int guesses)
    {
        const double Epsilon = 1;
        const int Runs = 20_000;
        var bound = new HitsBound(Claim.Of(new Guarantee(Epsilon, 1e-12, neighbors: neighbors)), members, others, guesses);
        var seen = new int[guesses + 1];
        // Under replacement one person's presence moves two labels, so that each may be told at half of epsilon.
        var told = 1 / (1 + Math.Exp(-(neighbors == Neighbors.ReplaceOne ? Epsilon / 2 : Epsilon)));
        for (var run = 0; run < Runs; run++)
        {
            var isMember = MadeReport.Divided(members, others, _random);
            double[] scores = [.. isMember.Select(member => (member == _random.NextDouble() < told ? 1 : 0) + (_random.NextDouble() / 2))];
            seen[new Suspicion(scores).First(guesses, [.. Enumerable.Range(0, scores.Length)]).Count(target => isMember[target])]++;
        }

        for (var hits = 0; hits <= guesses; hits++)
        {
            var share = seen.Skip(hits).Sum() / (double)Runs;
            var most = bound.Probability(hits);
            Assert.True(share <= most + (4 * Math.Sqrt(most * (1 - most) / Runs)) + (1.0 / Runs), $"{hits} hits: {share}");
        }
    }

    [Fact]
    public void The_urn_of_Wallenius_is_the_hypergeometric_one_without_a_leak_and_tight_for_one_guess()
    {
        HitsBound Of(double epsilon, int guesses) => new(Claim.Of(new Guarantee(epsilon, 1e-300, neighbors: Neighbors.ReplaceOne)), 5, 5, guesses);

        Assert.Equal(1 / 12.0, Of(1e-9, 3).Probability(3), 1e-6);
        Assert.Equal(Math.E / (1 + Math.E), Of(1, 1).Probability(1), 1e-6);
    }

    [Fact]
    public void A_release_that_tells_everything_makes_its_claim_a_bug()
    {
        var isMember = MadeReport.Divided(500, 500, _random);

        var cap = ReleaseCap.Of(new Guarantee(1), thresholdShare: 0);

        var decision = new ClaimGate(new Claim(cap.Curve, cap.Guarantee)).Decide(MadeReport.Of(isMember, [MadeReport.Copies(isMember, 500, _random)]));

        Assert.Equal(Verdict.Fail, decision.Result.Verdict);
        Assert.Matches("Attack0 has [0-9]+ members among the [0-9]+ most suspicious records; a release that keeps epsilon 1, delta .* would show at most [0-9]+", decision.Detail);
        Assert.Contains("report a bug", decision.Detail, StringComparison.Ordinal);
    }

    /// <summary>
    /// A delta of 10^-6 for each of 1,000 people allows that once in some 10,000 releases a few of them are given away together.
    /// </summary>
    [Fact]
    public void Where_nothing_but_a_pair_is_claimed_its_delta_keeps_a_leak_from_being_called_a_bug()
    {
        var isMember = MadeReport.Divided(500, 500, _random);

        var decision = new ClaimGate(Claim.Of(new Guarantee(1))).Decide(MadeReport.Of(isMember, [MadeReport.Copies(isMember, 500, _random)]));

        Assert.Equal(Verdict.Inconclusive, decision.Result.Verdict);
    }

    [Fact]
    public void A_leak_that_the_claim_allows_is_no_bug()
    {
        var isMember = MadeReport.Divided(500, 500, _random);
        double[] scores = [.. isMember.Select(member => (member == _random.NextDouble() < 0.73 ? 1 : 0) + (_random.NextDouble() / 2))];
        var report = MadeReport.Of(isMember, [scores]);

        Assert.Equal(Verdict.Pass, new ClaimGate(Claim.Of(new Guarantee(1))).Decide(report).Result.Verdict);
        Assert.Equal(Verdict.Fail, new PermutationGate().Decide(report).Result.Verdict);
    }

    [Theory]
    [InlineData(8, 100, Verdict.Inconclusive)]
    [InlineData(2, 100, Verdict.Pass)]
    [InlineData(4, 1000, Verdict.Pass)]
    public void A_claim_against_which_nothing_could_speak_does_not_pass(double epsilon, int people, Verdict expected)
    {
        var cap = ReleaseCap.Of(new Guarantee(epsilon, 1e-9), thresholdShare: 0, Composition.Gdp);
        var isMember = MadeReport.Divided(people, people, _random);

        var decision = new ClaimGate(Claim.Of(cap)).Decide(MadeReport.Of(isMember, [MadeReport.Chance(2 * people, _random)]));

        Assert.Equal(expected, decision.Result.Verdict);
        Assert.Equal(expected == Verdict.Inconclusive, decision.Detail.Contains("Not even copies of all", StringComparison.Ordinal));
    }

    [Fact]
    public void A_claim_for_people_needs_to_know_whose_rows_they_are()
    {
        var claim = Claim.Of(new Guarantee(1, unit: PrivacyUnit.Key("person", 4)));
        var isMember = MadeReport.Divided(100, 100, _random);

        var decision = new ClaimGate(claim).Decide(MadeReport.Of(isMember, [MadeReport.Copies(isMember, 100, _random)]));

        Assert.Equal(Verdict.Inconclusive, decision.Result.Verdict);
        Assert.Contains("'person'", decision.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("household")]
    public void A_claim_for_others_is_not_tested_by_people_of_many_rows(string? claimed)
    {
        var claim = Claim.Of(new Guarantee(1, unit: claimed is null ? PrivacyUnit.Row : PrivacyUnit.Key(claimed, 4)));
        var isMember = MadeReport.Divided(500, 500, _random);
        var copies = MadeReport.Of(isMember, [MadeReport.Copies(isMember, 500, _random)]);

        var decision = new ClaimGate(claim).Decide(copies with { UnitColumn = "person" });

        Assert.Equal(Verdict.Inconclusive, decision.Result.Verdict);
        Assert.Contains("were compared", decision.Detail, StringComparison.Ordinal);
    }
}
