using System.Text;
using SafeSynth.Certificates;
using SafeSynth.Data;
using SafeSynth.Plans;
using SafeSynth.Reports;

namespace SafeSynth.Output;

/// <summary>
/// The files of a privacy report: the page, the JSON beside it, and the certificate, which is copied where it does not stand beside it
/// already.
/// </summary>
/// <param name="page">The full path of the page.</param>
/// <param name="certificate">The certificate; null for none.</param>
/// <param name="publishes">Whether figures are published that were computed from private rows: the certificate beside the page then says
/// so.</param>
internal sealed class ReportFiles(string page, CertificateFile? certificate, bool publishes = false)
{
    public string Page => page;

    public string Json { get; } = Path.ChangeExtension(page, ".json");

    /// <summary>Where the certificate stands when all is written.</summary>
    public string? Certificate { get; } = certificate is null ? null : Path.Combine(Path.GetDirectoryName(page)!, Path.GetFileName(certificate.Path));

    /// <exception cref="SafeSynthException">SS0142: a file would be written over one that is read, or over another of these.</exception>
    public void RefuseToOverwrite(IReadOnlyList<string> inputs)
    {
        HashSet<string> taken = new([.. inputs, .. new[] { certificate?.Path, Certificate }.OfType<string>()], FilePlace.Comparer);
        foreach (var path in new[] { Page, Json })
        {
            if (!taken.Add(path))
                throw CommandFault.SameFile(path);
        }
    }

    /// <summary>Writes all of them; each appears whole or not at all, the page last.</summary>
    /// <exception cref="SafeSynthException">SS1010: a file cannot be written. SS0194: another certificate stands in the place of this
    /// one.</exception>
    public void Write(PrivacyReport report)
    {
        var changed = ChangedCertificate();
        using var written = new AtomicFile(Page);
        using var json = new AtomicFile(Json);
        using (var text = new StreamWriter(written.Content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true))
            report.WriteHtml(text);
        report.WriteJson(json.Content);
        if (changed is not null)
        {
            using var copied = new AtomicFile(Certificate!);
            copied.Content.Write(changed);
            copied.Commit();
        }

        json.Commit();
        written.Commit();
    }

    // Null where it stands in its place, and as it is to be.
    private byte[]? ChangedCertificate()
    {
        if (certificate is null)
            return null;
        var there = FilePlace.Comparer.Equals(certificate.Path, Certificate) ? certificate : File.Exists(Certificate) ? ReadThere() : null;
        if (there?.SaysTheSameAs(certificate) == false)
            throw ReportFault.OtherCertificateThere(Certificate!);
        return publishes ? (there ?? certificate).WithOwnerResults(Path.GetFileName(Page), Path.GetFileName(Json))
            : there is null ? File.ReadAllBytes(certificate.Path) : null;
    }

    private CertificateFile ReadThere()
    {
        try
        {
            return CertificateFile.Read(Certificate!);
        }
        catch (SafeSynthException)
        {
            throw ReportFault.OtherCertificateThere(Certificate!);
        }
    }
}
