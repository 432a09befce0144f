using System.Security.Cryptography;
using SafeSynth.Attacks;
using SafeSynth.AttributeInference;
using SafeSynth.Audit;
using SafeSynth.Certificates;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Privacy;
using SafeSynth.Reports;
using SafeSynth.Tests.AttributeInference;
using SafeSynth.Tests.Gates;
using SafeSynth.Utility;
using Canaries = SafeSynth.Tests.Audit.Scores;

namespace SafeSynth.Tests.Reports;

/// <summary>
/// All that a privacy report is made from, made up: a release of three columns, an attack that finds copies and one that finds nothing.
/// </summary>
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

    /// <summary>A game of three chosen records, which two attacks played.</summary>
    public static ClaimedGame Game()
    {
        var random = new SampleRandom(seed: 23);
        var isMember = MadeReport.Divided(20, 20, random);
        return new ClaimedGame(
            new ShadowReport("Mst", "people <2024>", 40,
            [
                .. from record in new[] { 7, 99, 3 }
                   from attack in new[] { new AttackInfo("QueryCounts", "Counts of queries.", AttackNeeds.Record, "Houssiau et al. 2022"), new AttackInfo("Groundhog", "Histograms.", AttackNeeds.Record, "Stadler et al. 2022") }
                   select new ShadowResult(record, attack, new RocCurve(MadeReport.Copies(isMember, record % 8, random), isMember), 20),
            ]),
            Claim.Of(new Guarantee(1)));
    }

    /// <summary>What a release is worth.</summary>
    public static UtilityReport Worth() => new("people", "real <rows>", ["age", "town", "paid"],
    [
        new UtilityFigure("ColumnShapes", 0.98, Better.Higher) { Real = 0.99, Independent = 0.98, Worst = "'<b>paid'" },
        new UtilityFigure("TotalVariation.TwoWay", 0.0432, Better.Lower) { Real = 0.0132, Independent = 0.1032, Worst = "'age' x 'town'" },
        new UtilityFigure("TrainOnSynthetic.BoostedTrees.Auc", 0.8717, Better.Higher) { StandardError = 0.0124, Real = 0.9217, Independent = 0.5217, Majority = 0.5 },
        new UtilityFigure("TrainOnSynthetic.BoostedTrees.Accuracy", 0.8417, Better.Higher) { StandardError = 0.0104, Real = 0.8617, Independent = 0.7617, Majority = 0.7617 },
        new UtilityFigure("TrainOnSynthetic.NaiveBayes.Auc", 0.8517, Better.Higher) { StandardError = 0.0134, Real = 0.8817, Independent = 0.4917, Majority = 0.5 },
    ])
    { Target = "paid" };

    /// <summary>Guesses at people's secrets.</summary>
    public static AttributeReport Guessed()
    {
        var (people, made) = (new MadeSecrets(seed: 3), new MadeSecrets(seed: 4));
        return MadeSecrets.Attack(made.People(200), people.People(200), people.People(200));
    }

    /// <summary>An audit on made-up data of a generator whose noise is not all Gaussian.</summary>
    public static GuaranteeReport Audit(string generator = "Mst")
    {
        var info = GeneratorCatalog.Find(generator).Info;
        return new GuaranteeReport(info, ReleaseCap.Of(new Guarantee(1, 1e-9), 0, info.Composition), 2000, HalfTheNoise: false, Canaries.Even(0.2, 2000), Canaries.Even(0.1, 2000), new string('a', 64));
    }

    /// <summary>An attack on texts of which some are repeated, and with them an e-mail address of two members.</summary>
    public static MembershipReport Texts() => Attacked with
    {
        DataName = "tickets <body>",
        Repeated = new RepeatedTexts(300, 0.1375, 0.0125, [new RepeatedRun(1234, 31), new RepeatedRun(7, 12)]),
        PersonalData = PersonalDataReport.Of("tickets", ["nothing", "write to jo@example.org", "to jo@example.org, too"], ["jo@example.org", "Jo@Example.org", "none", "no"], [0, 1, 2, 3], [true, true, true, false]),
    };

    /// <summary>An audit of a generator of texts, with canaries in one release.</summary>
    public static GuaranteeReport AuditOfTexts() => Audit("OneShot") with { Canaries = new CanaryReport(new Guarantee(1, 1e-9), Canaries.Even(1, 200)) };

    /// <summary>All of it, with a finding of every kind that there is a section for.</summary>
    public static ReportMatter Everything() => Whole() with { Findings = [Attacked, Texts(), Game(), Guessed(), Worth(), Audit(), AuditOfTexts()] };

    /// <summary>A certificate that vouches for the synthetic rows.</summary>
    public static AuditedCertificate Certificate(RunReport run)
    {
        var folder = Directory.CreateTempSubdirectory("safesynth-");
        try
        {
            var (rows, path) = (Path.Combine(folder.FullName, "people.csv"), Path.Combine(folder.FullName, "people.certificate.json"));
            File.WriteAllText(rows, TextOf(seed: 1));
            using (var stream = File.Create(path))
                CertificateFile.Write(
                    run, new ReleasedFile("people.csv", Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(rows)))), signer: null, stream);
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
