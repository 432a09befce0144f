using SafeSynth.Audit;
using SafeSynth.Gates;
using SafeSynth.Generators;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Tests.Generators;

namespace SafeSynth.Tests.Audit;

/// <summary>
/// Whole fits of every generator, at an epsilon at which a few fits are enough; the benchmark <c>guarantee</c> does it at epsilon 1.
/// </summary>
/// <remarks>
/// Seeds are fixed. Over seeds, a generator that keeps its claim fails with a chance of <see cref="ClaimGate.BugLevel"/>. What is demanded
/// of the bound leaves room for sampling error many times over.
/// </remarks>
public sealed class GuaranteeAuditTests
{
    private static readonly Guarantee Claimed = new(8, 1e-5);

    // The Gaussian whose rho is the whole limit is all that an observer could see; what selections reveal less of theirs is lost to the
    // audit.
    [Theory]
    [MemberData(nameof(EveryGenerator.Names), MemberType = typeof(EveryGenerator))]
    public void All_that_a_fit_releases_keeps_the_claimed_curve_and_reaches_75_percent_of_the_mu_of_its_limit(string generator)
    {
        var report = GuaranteeAudit.Run(generator, Claimed, fits: 1_000, seed: 1);

        Assert.InRange(ClaimTest.Excess(report.WhiteBox, report.Cap.Curve, ClaimGate.BugLevel), -1, 0);
        Assert.InRange(ClaimTest.Excess(report.BlackBox, report.Cap.Curve, ClaimGate.BugLevel), -1, 0);
        Assert.InRange(new ThresholdChoice.Split().AtLeast(report.WhiteBox, GaussianDp.Mu, 0.05) / Math.Sqrt(2 * report.Cap.Cost.Rho), 0.75, 1);
        Assert.True(report.BoundOf(report.BlackBox).Epsilon > 0.5);
    }

    [Theory]
    [MemberData(nameof(EveryGenerator.Names), MemberType = typeof(EveryGenerator))]
    public void A_generator_whose_mechanisms_draw_half_the_noise_is_caught(string generator)
    {
        // The curve of zCDP leaves room, which a breach has to exceed first.
        var fits = GeneratorCatalog.Find(generator).Info.Composition == Composition.Zcdp ? 3_000 : 700;
        var report = GuaranteeAudit.Run(generator, Claimed, fits, seed: 1, halfTheNoise: true);

        Assert.Equal(Verdict.Fail, new GuaranteeGate(together: GeneratorCatalog.All.Count).Decide(report).Result.Verdict);
        Assert.True(report.BoundOf(report.WhiteBox).Epsilon > Claimed.Epsilon);
    }

    /// <remarks>
    /// The claim without the part of delta that its thresholds may fail with: so rare a failure shows in no run, so this stricter curve
    /// must hold as well.
    /// </remarks>
    [Fact]
    public void A_generator_of_texts_is_audited_as_well()
    {
        var (kept, broken) = (GuaranteeAudit.Run("ngram", Claimed, fits: 700, seed: 1), GuaranteeAudit.Run("NGram", Claimed, fits: 700, seed: 1, halfTheNoise: true));

        var curve = GdpAccountant.Instance.CurveOf(2 * kept.Cap.Cost.Rho);
        Assert.InRange(ClaimTest.Excess(kept.WhiteBox, curve, ClaimGate.BugLevel), -1, 0);
        Assert.InRange(ClaimTest.Excess(kept.BlackBox, curve, ClaimGate.BugLevel), -1, 0);
        Assert.Equal(Verdict.Fail, new GuaranteeGate().Decide(broken).Result.Verdict);
    }

    [Fact]
    public void Neighbours_that_differ_in_a_replaced_row_are_audited_too()
    {
        var report = GuaranteeAudit.Run("OneShot", new Guarantee(8, 1e-5, neighbors: Neighbors.ReplaceOne), fits: 700, seed: 1);

        Assert.InRange(ClaimTest.Excess(report.WhiteBox, report.Cap.Curve, ClaimGate.BugLevel), -1, 0);
        Assert.InRange(new ThresholdChoice.Split().AtLeast(report.WhiteBox, GaussianDp.Mu, 0.05) / Math.Sqrt(2 * report.Cap.Cost.Rho), 0.75, 1);
    }

    [Fact]
    public void A_seed_decides_everything_on_any_number_of_threads_and_without_one_noise_is_fresh()
    {
        double[] Audited(ulong? seed) => [.. GuaranteeAudit.Run("Independent", Claimed, GuaranteeAudit.FewestFits * 5, seed) is var report
            ? report.WhiteBox.In.Concat(report.BlackBox.Out) : []];

        Assert.Equal(Audited(1), Audited(1));
        Assert.NotEqual(Audited(1), Audited(2));
        Assert.NotEqual(Audited(null), Audited(null));
    }

    [Fact]
    public void An_audit_can_be_stopped_and_tells_how_far_it_is()
    {
        using var stop = new CancellationTokenSource();
        var progress = new StoppingProgress(stop);

        Assert.ThrowsAny<OperationCanceledException>(
            () => GuaranteeAudit.Run("Independent", Claimed, 1_000_000, seed: 1, progress: progress, cancel: stop.Token));
        Assert.InRange(progress.Seen, 1e-6, 0.01);
    }

    [Fact]
    public void What_cannot_be_audited_is_refused()
    {
        Assert.Equal("SS0113", Assert.Throws<SafeSynthException>(() => GuaranteeAudit.Run("Nobody", Claimed, 1000)).Code);
        Assert.Equal("SS0113", Assert.Throws<SafeSynthException>(() => GuaranteeAudit.Run("SeededPrompt", Claimed, 1000)).Code);      // it needs a language model
        Assert.Throws<ArgumentOutOfRangeException>(() => GuaranteeAudit.Run("OneShot", Claimed, GuaranteeAudit.FewestFits - 1));
        Assert.Throws<ArgumentException>(() => GuaranteeAudit.Run("OneShot", new Guarantee(1, 1e-6, PrivacyUnit.Key("who", 2)), 1000));
    }

    private sealed class StoppingProgress(CancellationTokenSource stop) : IProgress<StageProgress>
    {
        public double Seen { get; private set; }

        public void Report(StageProgress value)
        {
            Seen = Math.Max(Seen, value.Done);
            stop.Cancel();
        }
    }
}
