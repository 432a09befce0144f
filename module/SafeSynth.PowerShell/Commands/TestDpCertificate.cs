using System.Management.Automation;
using SafeSynth.Certificates;
using SafeSynth.Output;

namespace SafeSynth.Commands;

/// <summary>Works out anew what a certificate promises, and checks it against the release, a key and a ledger.</summary>
/// <remarks>
/// Events are priced again and must fit the limit, the limit must imply the guarantee, and every figure must follow from it. The file that
/// it vouches for must be the one beside it. What there is nothing to check with is Open. A certificate shows that a claim is consistent
/// and whose it is; that the events are what was done rests on trust in whoever ran the release.
/// </remarks>
/// <example>
/// <para>Check a release</para>
/// <code>Test-DpCertificate ./hr.synthetic.certificate.json</code>
/// </example>
/// <example>
/// <para>Check whose it is, and that its account knows it</para>
/// <code>Test-DpCertificate ./hr.synthetic.certificate.json -PublicKey ./officer.pem -Ledger ./hr.ledger.jsonl | Select-Object -ExpandProperty Checks</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "DpCertificate", DefaultParameterSetName = PathSet)]
[OutputType(typeof(CertificateView), typeof(bool))]
public sealed class TestDpCertificateCommand : FileCommand
{
    /// <summary>The file that it vouches for. When left out, it is looked for in the certificate's folder.</summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <summary>The ECDSA key (P-256, PEM) that must have signed it.</summary>
    [Parameter]
    public string? PublicKey { get; set; }

    /// <summary>The ledger in which the release must stand; a ledger that was rolled back or forked since is detected.</summary>
    [Parameter]
    public string? Ledger { get; set; }

    /// <summary>Emits $true or $false only.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void Read(string path)
    {
        using var key = PublicKey is null ? null : CertificateSigner.Read(Resolve(PublicKey));
        var certificate = CertificateFile.Read(path);
        var audit = new CertificateAudit(certificate)
        {
            Key = key,
            Output = OutFile is null ? null : Resolve(OutFile),
            LedgerPath = Ledger is null ? null : Resolve(Ledger),
        };
        var view = CertificateView.Of(certificate, audit.Run());
        WriteObject(Quiet ? view.Passed : view);
    }
}
