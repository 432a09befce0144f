using SafeSynth.Certificates;

namespace SafeSynth.Output;

/// <summary>What the checks of a certificate came to.</summary>
/// <param name="Path">The certificate.</param>
/// <param name="Passed">Whether no check failed.</param>
/// <param name="Epsilon">What the release claims to keep.</param>
/// <param name="Delta">The probability that it does not hold.</param>
/// <param name="Unit">Who is protected: a row, or all rows of a key.</param>
/// <param name="Checks">Every check: Passed, Failed, or Open where there was nothing to check it with.</param>
public sealed record CertificateView(string Path, bool Passed, double Epsilon, double Delta, string Unit, IReadOnlyList<CertificateCheck> Checks)
{
    /// <summary>The names of the checks that failed.</summary>
    public IReadOnlyList<string> Failed => [.. Checks.Where(check => check.Outcome == CheckOutcome.Failed).Select(check => check.Name)];

    internal static CertificateView Of(CertificateFile certificate, IReadOnlyList<CertificateCheck> checks) => new(
        certificate.Path, checks.All(check => check.Outcome != CheckOutcome.Failed), certificate.Guarantee.Epsilon, certificate.Guarantee.Delta,
        certificate.Guarantee.Unit.ToString(), checks.ToArray());
}
