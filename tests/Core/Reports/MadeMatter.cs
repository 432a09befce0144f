using System.Security.Cryptography;
using SafeSynth.Attacks;
using SafeSynth.Certificates;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Marginals;
using SafeSynth.Reports;
using SafeSynth.Tests.Gates;

namespace SafeSynth.Tests.Reports;

/// <summary>All that a privacy report is made from, made up: a release of three columns, an attack that finds copies and one that finds nothing.</summary>
internal static class MadeMatter
{
    public static readonly MembershipReport Attacked = Attack();

    public static readonly GateDecision Failed = new PermutationGate().Decide(Attacked);

    /// <summary>Attacks, gates, certificate, synthetic and private rows.</summary>
    public static ReportMatter Whole(RunReport? run = null) => new([Failed])
    {
        Certificate = Certificate(run ?? MadeUpRelease.Report()),
        Synthetic = Rows(seed: 1),
        IsAuditedFile = true,
        Real = Rows(seed: 2),
        Findings = [Attacked],
    };

    /// <summary>A certificate that vouches for the synthetic rows.</summary>
    public static AuditedCertificate Certificate(RunReport run)
    {
        var folder = Directory.CreateTempSubdirectory("safesynth-");
        try
        {
            var (rows, path) = (Path.Combine(folder.FullName, "people.csv"), Path.Combine(folder.FullName, "people.certificate.json"));
            File.WriteAllText(rows, TextOf(seed: 1));
            using (var stream = File.Create(path))
                CertificateFile.Write(run, new ReleasedFile("people.csv", Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(rows)))), signer: null, stream);
            var file = CertificateFile.Read(path);
            return new AuditedCertificate(file, new CertificateAudit(file).Run());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static OwnerTable Rows(int seed)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, TextOf(seed));
            return OwnerTable.Read(new CsvSource(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static string Html(PrivacyReport report)
    {
        using var writer = new StringWriter();
        report.WriteHtml(writer);
        return writer.ToString();
    }

    public static string Json(PrivacyReport report)
    {
        using var stream = new MemoryStream();
        report.WriteJson(stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string TextOf(int seed)
    {
        var random = new SampleRandom((ulong)seed);
        return "age,town,paid,name\n" + string.Concat(Enumerable.Range(0, 400).Select(row =>
            FormattableString.Invariant($"{random.Next(70) + 18},{(random.Next(5) == 0 ? "" : "Bern,Basel,<b>Chur</b>".Split(',')[random.Next(3)])},{random.Next(100_000) / 100.0:0.00},p{seed}x{row}\n")));
    }

    private static MembershipReport Attack()
    {
        var random = new SampleRandom(seed: 21);
        var isMember = MadeReport.Divided(300, 300, random);
        return MadeReport.Of(isMember, [MadeReport.Chance(600, random), MadeReport.Copies(isMember, 60, random)]);
    }
}
