using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Audit;

/// <summary>Every mechanism on its worst neighbours: no test beats the claimed curve of any accountant, and the best come near.</summary>
/// <remarks>
/// Seeds are fixed. Over seeds, a mechanism that keeps its claims fails an assertion on <see cref="Audit.Excess"/> with a chance of
/// 10^-6, and one on <see cref="Audit.AtLeast"/> where noise eats up the slack: bounds are at 95 %, so runs are as many as leave them room.
/// </remarks>
public sealed class MechanismAuditTests
{
    private const double Delta = 1e-5;

    private static readonly IAccountant[] Accountants =
        [new PureAccountant(), new ZcdpAccountant(), new RdpAccountant(), new GdpAccountant(), new PldAccountant(1e-3)];

    public static TheoryData<double> Epsilons => [0.5, 1, 2, 4];

    [Theory]
    [MemberData(nameof(Epsilons))]
    public void Discrete_Laplace_keeps_its_curve_and_reaches_97_percent_of_its_epsilon(double epsilon)
    {
        foreach (var shift in new[] { 1, 3 })
        {
            var (audit, claim) = Laplace(shift).OneAnswer(new DiscreteLaplace(Exactly(epsilon)), 500_000, seed: shift);

            AssertKept(audit, claim, "pure, zCDP, RDP, PLD");
            Assert.InRange(audit.AtLeast(Audit.Epsilon), 0.97 * epsilon, epsilon);
        }
    }

    // Sigma is that of the epsilon at delta = 10^-5.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Rounded_Gaussian_keeps_its_curve_and_reaches_93_percent_of_its_mu(double epsilon)
    {
        foreach (var shift in new[] { 1, 8 })
        {
            var mu = GaussianConversion.Mu(epsilon, Delta);
            var (audit, claim) = Gaussian(shift).OneAnswer(new RoundedGaussian(Exactly(shift / mu)), 500_000, seed: shift);

            AssertKept(audit, claim, "zCDP, RDP, GDP, PLD");
            Assert.InRange(audit.AtLeast(Audit.Mu), 0.93 * mu, mu);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Discrete_Gaussian_keeps_its_curve_and_reaches_93_percent_of_its_mu(double epsilon)
    {
        foreach (var (shift, accountants) in new[] { (1, "zCDP, RDP, PLD"), (8, "zCDP, RDP") })
        {
            var mu = GaussianConversion.Mu(epsilon, Delta);
            var mechanism = new DiscreteGaussian(Exactly(shift * shift / (mu * mu)));
            var (audit, claim) = Gaussian(shift).OneAnswer(mechanism, 500_000, seed: shift);

            AssertKept(audit, claim, accountants);
            Assert.True(audit.AtLeast(Audit.Mu) >= 0.93 * mu);
        }
    }

    // Through the range of losses, which is what epsilon bounds; the largest loss itself is epsilon only for candidates that are never
    // selected.
    [Theory]
    [MemberData(nameof(Epsilons))]
    public void Exponential_mechanism_keeps_its_curve_and_reaches_97_percent_of_its_range(double epsilon)
    {
        var (audit, claim) = OppositeScores.OneAnswer(new ExponentialMechanism(Exactly(epsilon)), RunsAt(epsilon), seed: 1);

        AssertKept(audit, claim, "pure, zCDP, RDP, PLD");
        Assert.InRange(audit.AtLeast(Audit.Range), 0.97 * epsilon, epsilon);
    }

    [Theory]
    [MemberData(nameof(Epsilons))]
    public void Permute_and_flip_keeps_its_curve_and_reaches_97_percent_of_its_epsilon(double epsilon)
    {
        var (audit, claim) = ClosingScores.OneAnswer(new PermuteAndFlip(Exactly(epsilon)), RunsAt(epsilon), seed: 1);

        AssertKept(audit, claim, "pure, zCDP, RDP, PLD");
        Assert.InRange(audit.AtLeast(Audit.Epsilon), 0.97 * epsilon, epsilon);
    }

    [Theory]
    [MemberData(nameof(Epsilons))]
    public void Report_noisy_max_keeps_its_curve_and_reaches_97_percent_of_its_epsilon(double epsilon)
    {
        var (audit, claim) = ClosingScores.OneAnswer(new ReportNoisyMax(Exactly(epsilon)), RunsAt(epsilon), seed: 1);

        AssertKept(audit, claim, "pure, zCDP, RDP, PLD");
        Assert.InRange(audit.AtLeast(Audit.Epsilon), 0.97 * epsilon, epsilon);
    }

    // Epsilon itself is the loss of answers that are rarer the nearer they come to it: of long streams below whose last score is above.
    [Theory]
    [MemberData(nameof(Epsilons))]
    public void Above_threshold_keeps_its_curve_and_reaches_70_percent_of_its_epsilon(double epsilon)
    {
        var (audit, claim) = Stream(epsilon).OneAnswer(new AboveThreshold(Exactly(epsilon), 0), 200_000, seed: 1);

        AssertKept(audit, claim, "pure, zCDP, RDP, PLD");
        Assert.InRange(audit.AtLeast(Audit.Epsilon), 0.7 * epsilon, epsilon);
    }

    private static void AssertKept(Audit audit, FixedSchedule claim, string accountants)
    {
        var pricing = Accountants.Where(accountant => claim.Events.All(accountant.Supports)).ToList();

        Assert.Equal(accountants, string.Join(", ", pricing.Select(accountant => accountant.Name)));
        Assert.All(pricing, accountant => Assert.InRange(audit.Excess(accountant.Compose(claim)), -1, 0));
    }

    internal static ShiftedCount Laplace(long shift) => new(shift, noisy => Math.Abs(noisy) - Math.Abs(noisy - shift));

    internal static ShiftedCount Gaussian(long shift) => new(shift, noisy => noisy);

    /// <summary>One score rises as the other falls.</summary>
    internal static MovedScores<int> OppositeScores => new(2, [2, 0], [0, 2], answer => -answer);

    /// <summary>The score that was behind by two moves, draws level.</summary>
    internal static MovedScores<int> ClosingScores => new(2, [2, 2], [0, 4], answer => -answer);

    /// <summary>Scores at the threshold that all fall but the last, which rises.</summary>
    internal static MovedScores<int?> Stream(double epsilon)
    {
        const int length = 6;
        long[] with = [.. Enumerable.Repeat(0L, length), 2], without = [.. Enumerable.Repeat(2L, length), 0];
        double[] Of(long[] scores) => SelectionProbabilities.AboveThreshold(scores, 0, 2 * 2.6 / epsilon, 2 * 3.25 / epsilon);

        var ratios = Of(with).Zip(Of(without), (p, q) => (long)(1e9 * Math.Log(p / q))).ToArray();
        return new(2, with, without, answer => ratios[answer ?? length + 1]);
    }

    internal static Rational Exactly(double value) => Rational.RoundUp(value, 1074);

    // The bound is looser the smaller epsilon is against the noise of counts.
    private static int RunsAt(double epsilon) => epsilon < 1 ? 1_000_000 : epsilon < 2 ? 400_000 : 200_000;
}
