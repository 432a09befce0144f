using SafeSynth.Certificates;
using SafeSynth.Reports;

namespace SafeSynth.Gates;

/// <summary>Does a certificate promise at least what is demanded, and does its promise follow from its own events?</summary>
/// <remarks>
/// No check of the audit may fail, in which everything is priced anew (<see cref="CertificateAudit"/>). At the demanded delta the whole
/// curve of the certificate counts, so (1, 1e-6) may well keep (1.2, 1e-9). Nothing is left to chance, and nothing of it is private.
/// </remarks>
/// <param name="maxEpsilon">The largest epsilon that passes; null takes any that is sound.</param>
/// <param name="maxDelta">The largest delta that passes; null takes the certificate's own.</param>
/// <param name="unit">The column of people that must be protected as wholes; null takes any unit.</param>
public sealed class EpsilonGate(double? maxEpsilon = null, double? maxDelta = null, string? unit = null) : IGate<AuditedCertificate>
{
    public static GateInfo About { get; } = new(
        "EpsilonGate", "Fails a certificate that promises too little, or whose promise does not follow from what was done.", "Dong, Roth, Su 2022");

    public GateInfo Info => About;

    public GateDecision Decide(AuditedCertificate evidence, CancellationToken cancel = default)
    {
        var guarantee = evidence.File.Guarantee;
        var fault = FaultOf(evidence);
        var reason = fault is null
            ? $"It keeps epsilon {Figures.Exact(guarantee.Epsilon)} at delta {Figures.Exact(guarantee.Delta)} per {guarantee.Unit}, which follows from its events."
            : fault;
        var result = new GateResult(
            About.Name, Path.GetFileName(evidence.File.Path), fault is null ? Verdict.Pass : Verdict.Fail,
            (maxEpsilon is { } most ? $"The release keeps epsilon {Figures.Exact(most)}" : "The release keeps what its certificate says")
                + (maxDelta is { } delta ? $" at delta {Figures.Exact(delta)}" : "") + (unit is null ? "." : $" for all rows of one '{unit}'."),
            Reason: reason);
        return new GateDecision(result, result.ToString());
    }

    private string? FaultOf(AuditedCertificate evidence)
    {
        if (evidence.Checks.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed) is { } failed)
            return $"The check '{failed.Name}' of the certificate fails. {failed.Detail}";
        var guarantee = evidence.File.Guarantee;
        if (unit is not null && guarantee.Unit.KeyColumn != unit)
            return $"It protects each {(guarantee.Unit.KeyColumn is { } column ? $"'{column}'" : "row")}, not all rows of one '{unit}'.";
        var delta = Math.Min(maxDelta ?? 1, guarantee.Delta);
        var kept = delta < guarantee.Delta ? evidence.File.Curve.Epsilon(delta) : guarantee.Epsilon;
        var most = maxEpsilon ?? guarantee.Epsilon;
        return kept <= most ? null
            : $"At delta {Figures.Exact(delta)} it keeps {(double.IsFinite(kept) ? $"epsilon {Figures.Up(kept)}" : "no epsilon at all")}; {Figures.Exact(most)} is the most that passes.";
    }
}

/// <summary>A certificate and what its audit came to.</summary>
/// <param name="File">The certificate.</param>
/// <param name="Checks">What <see cref="CertificateAudit.Run"/> said.</param>
public sealed record AuditedCertificate(CertificateFile File, IReadOnlyList<CertificateCheck> Checks);
