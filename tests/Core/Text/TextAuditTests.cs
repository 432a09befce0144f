using SafeSynth.Audit;
using SafeSynth.Gates;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

/// <summary>Audits of whole fits of texts: the likelihood ratio of all noisy answers, and the synthetic texts, against the claimed curve. Seeds are fixed; over seeds, the chance of a false verdict is <see cref="ClaimGate.BugLevel"/>.</summary>
public sealed class TextAuditTests
{
    private static readonly Guarantee Claimed = new(8, 1e-5);

    public static TheoryData<string, bool> Generators => new(TextGeneratorCatalog.All.SelectMany(one => new[] { (one.Info.Name, true), (one.Info.Name, false) }));

    // What goes to stop words tells nothing of a text without any.
    [Theory]
    [MemberData(nameof(Generators))]
    public void All_that_a_fit_releases_keeps_the_claimed_curve_and_reaches_75_percent_of_the_mu_of_its_limit(string generator, bool publicVocabulary)
    {
        var report = Audited(generator, publicVocabulary, fits: 1_000, halfTheNoise: false);

        Assert.InRange(ClaimTest.Excess(report.WhiteBox, CurveOf(report.Cap), ClaimGate.BugLevel), -1, 0);
        Assert.InRange(ClaimTest.Excess(report.BlackBox, CurveOf(report.Cap), ClaimGate.BugLevel), -1, 0);
        Assert.InRange(new ThresholdChoice.Split().AtLeast(report.WhiteBox, GaussianDp.Mu, 0.05) / Math.Sqrt(2 * report.Cap.Cost.Rho), 0.75, 1);
    }

    [Theory]
    [MemberData(nameof(Generators))]
    public void A_generator_whose_mechanisms_draw_half_the_noise_is_caught(string generator, bool publicVocabulary)
    {
        var report = Audited(generator, publicVocabulary, fits: 700, halfTheNoise: true);

        Assert.InRange(ClaimTest.Excess(report.WhiteBox, CurveOf(report.Cap), ClaimGate.BugLevel), 0.01, 1);
        Assert.Equal(Verdict.Fail, new GuaranteeGate().Decide(report).Result.Verdict);
    }

    // The claim without the part of delta that thresholds may fail with: so rare a failure shows in no run, so this stricter curve must hold as well.
    private static PrivacyCurve CurveOf(ReleaseCap cap) => GdpAccountant.Instance.CurveOf(2 * cap.Cost.Rho);

    private static GuaranteeReport Audited(string generator, bool publicVocabulary, int fits, bool halfTheNoise) => GuaranteeAudit.Run(
        new TextFits(Claimed, TextGeneratorCatalog.Find(generator).Info, publicVocabulary ? WordList.Of("public", ["alpha beta gamma"]) : null), fits, seed: 1, halfTheNoise);
}
