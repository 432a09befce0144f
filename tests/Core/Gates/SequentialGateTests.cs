using SafeSynth.Audit;
using SafeSynth.Gates;
using SafeSynth.Marginals;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Gates;

/// <remarks>400 histories; at alpha .05, 42 failures or more would be a chance of 1 in a million. Seeds are fixed.</remarks>
public sealed class SequentialGateTests : IDisposable
{
    private const double Alpha = 0.05;

    private const int Histories = 400, Most = 41;

    private readonly TemporaryFolder _folder = new();
    private readonly SampleRandom _random = new(seed: 31);

    public void Dispose() => _folder.Dispose();

    /// <summary>The worst that a claim of Gaussian differential privacy allows: at epsilon 0, bets are fair.</summary>
    [Theory]
    [InlineData(0.5, 40)]
    [InlineData(1, 40)]
    [InlineData(8, 40)]
    public void Gaussian_builds_that_keep_their_claim_rarely_fail_however_often_they_are_looked_at(double epsilon, int canaries)
    {
        var claim = ReleaseCap.Of(new Guarantee(epsilon, 1e-9), thresholdShare: 0, Composition.Gdp);
        var mu = Math.Sqrt(2 * claim.Cost.Rho);

        Assert.InRange(Failed(build => MadeRound.Gaussian(build, claim, mu, canaries, _random)), 0, Most);
    }

    /// <summary>
    /// The worst that pairs alone allow: coins that tell the truth with probability e^epsilon / (1 + e^epsilon), and with probability delta
    /// surely.
    /// </summary>
    [Theory]
    [InlineData(1, 1e-12)]
    [InlineData(3, 1e-12)]
    [InlineData(1, 0.05)]
    public void Builds_that_tell_as_much_as_a_pair_allows_rarely_fail(double epsilon, double delta)
    {
        var claim = Claim.Of(new Guarantee(epsilon, delta));

        Assert.InRange(Failed(build => MadeRound.Coins(build, claim, 1 / (1 + Math.Exp(-epsilon)), delta, canaries: 40, _random)), 0, Most);
    }

    [Theory]
    [InlineData(2, 3)]          // half the noise
    [InlineData(1.5, 12)]
    public void Builds_with_too_little_noise_fail_in_the_end(double times, int builds)
    {
        var claim = ReleaseCap.Of(new Guarantee(1, 1e-9), thresholdShare: 0, Composition.Gdp);
        var mu = times * Math.Sqrt(2 * claim.Cost.Rho);

        Assert.All(Enumerable.Range(0, 10), _ => Assert.InRange(
            SequentialGate.HighestWealth(Enumerable.Range(0, builds).Select(build => MadeRound.Gaussian(build, claim, mu, canaries: 4_000, _random))), 1 / Alpha, double.PositiveInfinity));
    }

    [Fact]
    public void A_breach_that_begins_after_many_builds_below_the_claim_is_found()
    {
        var claim = ReleaseCap.Of(new Guarantee(1, 1e-9), thresholdShare: 0, Composition.Gdp);
        var mu = Math.Sqrt(2 * claim.Cost.Rho);
        var rounds = Enumerable.Range(0, 106)
            .Select(build => MadeRound.Gaussian(build, claim, build < 100 ? mu / 2 : 2 * mu, canaries: 2_000, _random)).ToList();

        Assert.InRange(SequentialGate.HighestWealth(rounds[..100]), 0, 2);
        Assert.InRange(SequentialGate.HighestWealth(rounds), 1 / Alpha, double.PositiveInfinity);
    }

    [Fact]
    public void Builds_that_rarely_tell_but_then_surely_fail_as_well()
    {
        var claim = Claim.Of(new Guarantee(1, 1e-6));
        var rounds = Enumerable.Range(0, 5).Select(build => MadeRound.Coins(build, claim, isRight: 0.5, isSure: 0.01, canaries: 1_000, _random));

        Assert.InRange(SequentialGate.HighestWealth(rounds), 1 / Alpha, double.PositiveInfinity);
    }

    /// <summary>Other subjects, which keep their claims, cost their share and no more.</summary>
    [Fact]
    public void One_subject_that_tells_too_much_among_many_is_found_and_named()
    {
        var history = GateHistory.Read(_folder.Path("canaries.jsonl"));
        string[] subjects = ["first", "second", "third"];
        for (var build = 0; build < 30; build++)
            history.Add(MadeRound.Told(build, canaries: 200, right: build % 3 == 2 ? 180 : 100, subject: subjects[build % 3]));

        var decision = new SequentialGate(Alpha).Decide(history);

        Assert.Equal(Verdict.Fail, decision.Result.Verdict);
        Assert.Contains("By all noisy answers of third, 1,800 of 2,000 canaries were told right", decision.Result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_that_failed_stays_failed_and_one_that_could_not_have_seen_half_the_noise_decides_nothing()
    {
        var path = _folder.Path("canaries.jsonl");
        var history = GateHistory.Read(path);
        Verdict Judged() => new SequentialGate(Alpha).Decide(GateHistory.Read(path)).Result.Verdict;

        Assert.Equal(Verdict.Inconclusive, Judged());
        history.Add(MadeRound.Told(0, canaries: 20, right: 10));
        Assert.Equal(Verdict.Inconclusive, Judged());
        history.Add(MadeRound.Told(1, canaries: 2_000, right: 1_440));
        Assert.Equal(Verdict.Pass, Judged());
        history.Add(MadeRound.Told(2, canaries: 2_000, right: 2_000));
        Assert.Equal(Verdict.Fail, Judged());
        history.Add(MadeRound.Told(3, canaries: 9_000, right: 0));
        Assert.Equal(Verdict.Fail, Judged());
    }

    [Fact]
    public void Whole_fits_with_half_the_noise_are_caught_within_three_builds_and_true_ones_pass()
    {
        Verdict After(int builds, bool halfTheNoise)
        {
            var history = GateHistory.Read(_folder.Path($"{halfTheNoise}.jsonl"));
            for (var build = 0; build < builds; build++)
                Assert.True(
                    history.Add(CanaryRound.Of(GuaranteeAudit.Run("Independent", new Guarantee(8, 1e-5), fits: 250, seed: (ulong)build, halfTheNoise))));
            return new SequentialGate(Alpha).Decide(history).Result.Verdict;
        }

        Assert.Equal(Verdict.Fail, After(3, halfTheNoise: true));
        Assert.Equal(Verdict.Pass, After(3, halfTheNoise: false));
    }

    [Fact]
    public void Reasons_are_public_of_made_canaries_only()
    {
        var history = GateHistory.Read(_folder.Path("charged.jsonl"));
        history.Add(MadeRound.Told(0, canaries: 2_000, right: 1_100, CanaryKind.Charged));

        var decision = new SequentialGate(Alpha).Decide(history);

        Assert.Null(decision.Result.Reason);
        Assert.Contains("1,100 of 2,000", decision.Detail, StringComparison.Ordinal);
    }

    private static int Failed(Func<int, CanaryRound> round) =>
        Enumerable.Range(0, Histories).Count(_ => SequentialGate.HighestWealth(Enumerable.Range(0, 100).Select(round)) >= 1 / Alpha);
}
