using SafeSynth.Audit;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Audit;

/// <summary>The audit of <see cref="MechanismAuditTests"/> finds each of three bugs in each mechanism.</summary>
/// <remarks>Without a bug the same audit is silent: see <see cref="Audit.FalseVerdictRate"/>. Seeds are fixed.</remarks>
public sealed class PlantedBugTests
{
    // Half of the sensitivity that is believed is a whole number.
    private const int Shift = 4;

    public static TheoryData<string> Mechanisms => [.. Audits.Keys];

    private static readonly Dictionary<string, Func<Bug, double>> Audits = new()
    {
        ["discrete Laplace"] = bug => Excess(
            20_000, bug, MechanismAuditTests.Laplace(Shift), new DiscreteLaplace(1), new DiscreteLaplace(2), new PureAccountant()),
        ["discrete Gaussian"] = bug => Excess(
            20_000, bug, MechanismAuditTests.Gaussian(Shift), new DiscreteGaussian(100), new DiscreteGaussian(25), new ZcdpAccountant()),
        ["rounded Gaussian"] = bug => Excess(
            20_000, bug, MechanismAuditTests.Gaussian(Shift), new RoundedGaussian(10), new RoundedGaussian(5), new GdpAccountant()),
        ["exponential mechanism"] = bug => Excess(
            4_000, bug, MechanismAuditTests.OppositeScores, new ExponentialMechanism(1), new ExponentialMechanism(2), new PldAccountant(1e-3)),
        ["permute-and-flip"] = bug => Excess(
            4_000, bug, MechanismAuditTests.ClosingScores, new PermuteAndFlip(1), new PermuteAndFlip(2), new PureAccountant()),
        ["report noisy max"] = bug => Excess(
            20_000, bug, MechanismAuditTests.ClosingScores, new ReportNoisyMax(1), new ReportNoisyMax(2), new PureAccountant()),
        ["above threshold"] = bug => Excess(
            60_000, bug, MechanismAuditTests.Stream(1), new AboveThreshold(1, 0), new AboveThreshold(2, 0), new PureAccountant()),
    };

    private enum Bug
    {
        None,
        HalfTheNoise,
        HalfTheSensitivity,
        ReusedStream,
    }

    [Theory]
    [MemberData(nameof(Mechanisms))]
    public void A_mechanism_without_a_bug_is_not_blamed(string mechanism) => Assert.InRange(Audits[mechanism](Bug.None), -1, 0);

    [Theory]
    [MemberData(nameof(Mechanisms))]
    public void A_mechanism_with_half_the_noise_is_caught(string mechanism) =>
        Assert.InRange(Audits[mechanism](Bug.HalfTheNoise), 0.001, 1);

    [Theory]
    [MemberData(nameof(Mechanisms))]
    public void A_mechanism_that_believes_in_half_the_sensitivity_is_caught(string mechanism) =>
        Assert.InRange(Audits[mechanism](Bug.HalfTheSensitivity), 0.001, 1);

    [Theory]
    [MemberData(nameof(Mechanisms))]
    public void A_mechanism_that_reuses_its_stream_of_noise_is_caught(string mechanism) =>
        Assert.InRange(Audits[mechanism](Bug.ReusedStream), 0.001, 1);

    /// <summary>The larger excess of one answer and of two that are priced together.</summary>
    private static double Excess<T, TNoisy>(
        int runs, Bug bug, Neighbours<T, TNoisy> neighbours, Mechanism<T, TNoisy> right, Mechanism<T, TNoisy> withHalfTheNoise, IAccountant accountant)
    {
        var mechanism = bug switch
        {
            Bug.HalfTheNoise => Sabotage.HalfTheNoise(right, withHalfTheNoise),
            Bug.HalfTheSensitivity => Broken.HalfTheSensitivity(right),
            Bug.ReusedStream => Broken.ReusedStream(right),
            _ => right,
        };
        var answers = new List<(Audit Audit, FixedSchedule Claim)> { neighbours.TwoAnswers(mechanism, runs, seed: 1) };

        // One answer alone shows no stream that is used twice.
        if (bug != Bug.ReusedStream)
            answers.Add(neighbours.OneAnswer(mechanism, runs, seed: 2));
        return answers.Max(answer => answer.Audit.Excess(accountant.Compose(answer.Claim)));
    }
}
