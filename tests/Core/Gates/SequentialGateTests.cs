using SafeSynth.Gates;
using SafeSynth.Marginals;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Gates;

public sealed class SequentialGateTests : IDisposable
{
    private const double Alpha = 0.05;

    private readonly TemporaryFolder _folder = new();
    private readonly SampleRandom _random = new(seed: 31);

    public void Dispose() => _folder.Dispose();

    /// <summary>400 histories of 100 builds that tell as much as they claim; 33 failures or more at alpha would be a chance of 1 in 300.</summary>
    [Theory]
    [InlineData(1, 10, 0)]
    [InlineData(3, 50, 0)]
    [InlineData(1, 10, 1e-3)]       // and with this probability a build tells everything
    public void Builds_that_keep_their_claim_rarely_fail_however_often_they_are_looked_at(double epsilon, int canaries, double delta)
    {
        var told = 1 / (1 + Math.Exp(-epsilon));

        var failed = Enumerable.Range(0, 400).Count(_ => new SequentialGate(Alpha).HighestWealth(
            Enumerable.Range(0, 100).Select(build => Round(build, canaries, _random.NextDouble() < delta ? 1 : told, epsilon, delta))) >= 1 / Alpha);

        Assert.InRange(failed, 0, 32);
    }

    [Fact]
    public void Builds_that_tell_more_than_they_claim_fail()
    {
        var rounds = Enumerable.Range(0, 40).Select(build => Round(build, 10, 0.9, epsilon: 1));

        Assert.InRange(new SequentialGate(Alpha).HighestWealth(rounds), 1 / Alpha, double.PositiveInfinity);
    }

    [Fact]
    public void A_history_that_failed_stays_failed_and_one_that_could_not_fail_decides_nothing()
    {
        var path = _folder.Path("canaries.jsonl");
        var history = GateHistory.Read(path);
        Verdict Judged() => new SequentialGate(Alpha).Decide(GateHistory.Read(path)).Result.Verdict;

        Assert.Equal(Verdict.Inconclusive, Judged());
        history.Add(Round(0, 100, 0.5, epsilon: 1));
        Assert.Equal(Verdict.Pass, Judged());
        history.Add(Round(1, 200, 1, epsilon: 1));
        Assert.Equal(Verdict.Fail, Judged());
        history.Add(Round(2, 500, 0, epsilon: 1));
        Assert.Equal(Verdict.Fail, Judged());
    }

    [Fact]
    public void The_same_release_again_adds_nothing()
    {
        var path = _folder.Path("canaries.jsonl");
        var history = GateHistory.Read(path);

        Assert.True(history.Add(Round(1, 10, 1, epsilon: 1)));
        var before = File.ReadAllText(path);
        Assert.False(GateHistory.Read(path).Add(Round(1, 10, 1, epsilon: 1)));
        Assert.Equal(before, File.ReadAllText(path));
    }

    [Fact]
    public void The_file_holds_how_many_guesses_were_right_and_never_which()
    {
        var path = _folder.Path("canaries.jsonl");

        GateHistory.Read(path).Add(new CanaryRound(new string('a', 64), CanaryKind.Charged, 20, 11, 4, epsilon: 1, delta: 1e-9));

        Assert.Equal(
            $"{{\"transcript\":\"{new string('a', 64)}\",\"kind\":\"charged\",\"canaries\":20,\"right\":11,\"wrong\":4,\"epsilon\":1,\"delta\":1E-09}}\n", File.ReadAllText(path));
        Assert.Equal(11, Assert.Single(GateHistory.Read(path).Rounds).Right);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"transcript\":\"a\",\"kind\":\"made\",\"canaries\":20,\"right\":11,\"wrong\":4,\"epsilon\":1,\"delta\":0}")]
    [InlineData("{\"transcript\":\"TEXT\",\"kind\":\"made\",\"canaries\":2,\"right\":11,\"wrong\":4,\"epsilon\":1,\"delta\":0}")]
    [InlineData("{\"transcript\":\"TEXT\",\"kind\":\"people\",\"canaries\":20,\"right\":11,\"wrong\":4,\"epsilon\":1,\"delta\":0}")]
    [InlineData("{\"transcript\":\"TEXT\",\"kind\":\"made\",\"canaries\":20,\"right\":11,\"wrong\":4,\"epsilon\":1,\"delta\":0,\"name\":\"x\"}")]
    [InlineData("null")]
    [InlineData("")]
    public void What_is_no_round_is_refused(string line)
    {
        var path = _folder.File("canaries.jsonl", line.Replace("TEXT", new string('a', 64), StringComparison.Ordinal) + "\n");

        Assert.Equal("SS3007", Assert.Throws<SafeSynthException>(() => GateHistory.Read(path)).Code);
    }

    [Fact]
    public void A_round_is_judged_by_a_pair_of_the_curve_that_depends_on_the_number_of_canaries_only()
    {
        var curve = ReleaseCap.Of(new Guarantee(1), thresholdShare: 0).Curve;
        CanaryRound Of(int right) => CanaryRound.Of(new string('b', 64), CanaryKind.Made, 50, right, 50 - right, curve);

        Assert.Equal(Of(0).Delta, Of(50).Delta);
        Assert.Equal(curve.Epsilon(Of(0).Delta), Of(50).Epsilon);
        Assert.InRange(Of(0).Epsilon, 0.5, 1.5);
    }

    private CanaryRound Round(int build, int canaries, double accuracy, double epsilon, double delta = 0)
    {
        var right = Enumerable.Range(0, canaries).Count(_ => _random.NextDouble() < accuracy);
        return new CanaryRound(build.ToString("x64"), CanaryKind.Made, canaries, right, canaries - right, epsilon, delta);
    }
}
