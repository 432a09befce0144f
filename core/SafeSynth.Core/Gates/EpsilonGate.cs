using SafeSynth.Certificates;
using SafeSynth.Reports;

namespace SafeSynth.Gates;

/// <summary>Does a certificate promise at least what is demanded, and does its promise follow from its own events?</summary>
/// <remarks>
/// Everything is priced anew (<see cref="CertificateAudit"/>); no check may fail. At the demanded delta the whole curve of the certificate counts, so
/// (1, 1e-6) may well keep (1.2, 1e-9). Nothing is left to chance, and nothing of it is private.
/// </remarks>
/// <param name="maxEpsilon">The largest epsilon that passes.</param>
/// <param name="maxDelta">The largest delta that passes; null takes the certificate's own.</param>
/// <param name="unit">The column of people that must be protected as wholes; null takes any unit.</param>
public sealed class EpsilonGate(double maxEpsilon, double? maxDelta = null, string? unit = null) : IGate<CertificateFile>
{
    public static GateInfo About { get; } = new(
        "EpsilonGate", "Fails a certificate that promises too little, or whose promise does not follow from what was done.", "Dong, Roth, Su 2022");

    public GateInfo Info => About;

    public GateDecision Decide(CertificateFile certificate, CancellationToken cancel = default)
    {
        var hypothesis = $"The release keeps epsilon {Figures.Exact(maxEpsilon)}"
            + (maxDelta is { } most ? $" at delta {Figures.Exact(most)}" : "") + (unit is null ? "." : $" for all rows of one '{unit}'.");
        var fault = FaultOf(certificate);
        var result = new GateResult(
            About.Name, Path.GetFileName(certificate.Path), fault is null ? Verdict.Pass : Verdict.Fail, hypothesis);
        var guarantee = certificate.Guarantee;
        return new GateDecision(result, fault is null
            ? $"Pass: it keeps epsilon {Figures.Exact(guarantee.Epsilon)} at delta {Figures.Exact(guarantee.Delta)} per {guarantee.Unit}, which follows from its events."
            : $"Fail: {fault}");
    }

    private string? FaultOf(CertificateFile certificate)
    {
        if (new CertificateAudit(certificate).Run().FirstOrDefault(check => check.Outcome == CheckOutcome.Failed) is { } failed)
            return $"the check '{failed.Name}' of the certificate fails. {failed.Detail}";
        var guarantee = certificate.Guarantee;
        if (unit is not null && guarantee.Unit.KeyColumn != unit)
            return $"it protects each {(guarantee.Unit.KeyColumn is { } column ? $"'{column}'" : "row")}, not all rows of one '{unit}'.";
        if (maxDelta is not { } delta || delta >= guarantee.Delta)
            return guarantee.Epsilon <= maxEpsilon ? null : $"it keeps epsilon {Figures.Exact(guarantee.Epsilon)}, and {Figures.Exact(maxEpsilon)} is the most that passes.";
        var kept = certificate.Curve.Epsilon(delta);
        return kept <= maxEpsilon ? null : $"at delta {Figures.Exact(delta)} it keeps epsilon {Figures.Up(kept)}, and {Figures.Exact(maxEpsilon)} is the most that passes.";
    }
}
