using SafeSynth.Audit;
using SafeSynth.Privacy;
using SafeSynth.Reports;

namespace SafeSynth.Gates;

/// <summary>Does a generator keep what it claims, on made-up data on which nothing hides a breach?</summary>
/// <remarks>
/// Fail, "a bug", takes what the whole claimed curve allows with probability 10^-6 at most, over all generators that are audited together,
/// both boxes and canaries (<see cref="ClaimTest"/>, a union bound). Pass takes as many fits as would have found half the noise, 9 times in
/// 10, and no bound above the claim at 99.9 %.
/// </remarks>
/// <param name="together">How many generators are audited together: the error rate is that of all of them.</param>
public sealed class GuaranteeGate(int together = 1) : IGate<GuaranteeReport>
{
    // All noisy answers, what is synthetic, and the canaries of one release.
    private const int Boxes = 3;

    /// <summary>Of a bound above the claim, which then deserves a second look.</summary>
    private const double SuspicionError = 0.001;

    private readonly double _error = ClaimGate.BugLevel / (Boxes * together);

    public static GateInfo About { get; } = new(
        "GuaranteeGate", "Fails a generator that tells more of a canary than its claim allows: a bug.", "Dong, Roth, Su 2022; Nasr et al. 2023");

    public GateInfo Info => About;

    public GateDecision Decide(GuaranteeReport report, CancellationToken cancel = default)
    {
        var (curve, claim) = (report.Cap.Curve, new Claim(report.Cap.Curve, report.Claimed));
        var breaching = new[] { ("all noisy answers", report.WhiteBox), ("synthetic rows alone", report.BlackBox) }
            .Where(box => ClaimTest.Excess(box.Item2, curve, _error) > 0).Select(box => box.Item1)
            .Concat(report.Canaries?.Refutes(curve, _error) == true ? ["the canaries of one release"] : []).FirstOrDefault();
        cancel.ThrowIfCancellationRequested();
        var halved = 2 * Math.Sqrt(2 * report.Cap.Cost.Rho);
        var isSuspect = report.BoundOf(report.WhiteBox, SuspicionError).Epsilon > report.Claimed.Epsilon
            || report.Canaries?.Refutes(curve, SuspicionError) == true;
        var isEnough = ClaimTest.WouldSee(halved, report.Fits, curve, _error);
        var verdict = breaching is not null ? Verdict.Fail : isEnough && !isSuspect ? Verdict.Pass : Verdict.Inconclusive;

        var bound = report.BoundOf(report.WhiteBox);
        var found = $"{Figures.Whole(report.Fits)} fits a side show an epsilon of {(bound.Assumes.Length == 0 ? "at least" : "about")} {Figures.Short(bound.Epsilon)} (95 %; a perfect attack: {Figures.Short(bound.Cap)})";
        var reason = (verdict, isEnough) switch
        {
            (Verdict.Fail, _) =>
                $"By {breaching} its canary is told better than {claim} allows. {(report.HalfTheNoise ? "The planted bug is found" : "The guarantee is broken: report a bug")}. {found}.",
            (Verdict.Pass, _) => $"{found}, within {claim}.",
            (_, false) => $"{found}. So few would not surely have found half the noise: take {NeededFits(halved, report.Fits, curve)}.",
            _ => $"{found}. That is too much for {claim}, and too little to call it a bug: take more fits.",
        };
        var result = new GateResult(
            About.Name, report.Generator.Name, verdict, $"{report.Generator.Name} keeps {claim} for every row, where all columns are declared.", ClaimGate.BugLevel, "half the noise", reason);
        return new GateDecision(result, result.ToString());
    }

    private string NeededFits(double mu, int fits, PrivacyCurve curve)
    {
        for (var factor = 2; factor <= 1 << 12; factor *= 2)
        {
            if (ClaimTest.WouldSee(mu, factor * (double)fits, curve, _error))
                return Figures.Whole(factor * (long)fits);
        }

        return "more, or a larger epsilon";
    }
}
