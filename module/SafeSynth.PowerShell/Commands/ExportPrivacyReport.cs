using System.Management.Automation;
using SafeSynth.Certificates;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Generators;
using SafeSynth.Ingest;
using SafeSynth.Output;
using SafeSynth.Plans;
using SafeSynth.Reports;

namespace SafeSynth.Commands;

/// <summary>Writes one page that says whether a release may be published, and why: for managers to read and for experts to check.</summary>
/// <remarks>
/// The page needs nothing else, neither network nor script, and prints well. Beside it stands the same as JSON, and the certificate. It
/// begins with the verdict; then come what is promised, the synthetic values with error bars, the certificate, what was taken as public and
/// what every look at the private rows cost. By default it holds nothing that was computed from private rows but verdicts, so that it may
/// be published with the release. With -ForOwner it shows how well each attack found members, how well secrets were guessed, what chosen
/// records would risk, what the release is worth, the reasons of the gates and, with -Member, the private values beside the synthetic ones;
/// every page then says that it is for the owner of the rows. With -PublishOwnerResults the owner publishes all of that but the private
/// values: every page, and the certificate beside it, then says that no guarantee covers them.
/// </remarks>
/// <example>
/// <para>Report on a release, its attacks and its certificate</para>
/// <code>Test-MembershipInference ./hr.synthetic.csv ./hr.csv ./hr.holdout.csv | Export-PrivacyReport ./hr.report.html -Synthetic ./hr.synthetic.csv</code>
/// </example>
/// <example>
/// <para>The same for the owner's eyes, with error bars from the model and the private values themselves</para>
/// <code>$test | Export-PrivacyReport ./hr.owner.html -Synthetic ./hr.synthetic.csv -Model ./hr.dpmodel -ForOwner -Member ./hr.csv</code>
/// </example>
/// <example>
/// <para>How much the release is worth, for the owner</para>
/// <code>Measure-SyntheticUtility ./hr.synthetic.csv ./hr.csv -Target left | Export-PrivacyReport ./hr.owner.html -ForOwner</code>
/// </example>
/// <example>
/// <para>Report on a certificate that was checked with key and ledger</para>
/// <code>Test-DpCertificate ./hr.synthetic.certificate.json -PublicKey ./officer.pem -Ledger ./hr.ledger.jsonl | Export-PrivacyReport ./hr.report.html</code>
/// </example>
[Cmdlet(VerbsData.Export, "PrivacyReport", SupportsShouldProcess = true)]
[OutputType(typeof(WrittenReport))]
public sealed class ExportPrivacyReportCommand : DpCmdlet
{
    private readonly List<GateDecision> _decisions = [];
    private readonly List<object> _findings = [];
    private readonly List<(string Path, IReadOnlyList<CertificateCheck>? Checks)> _certificates = [];
    private object[] _synthetic = [];
    private FittedModel? _model;

    /// <summary>
    /// What Test-MembershipInference, Test-AttributeInference, Measure-SyntheticUtility, Test-DpGuarantee, Test-PrivacyGate,
    /// Test-DpCertificate, New-DpModel or New-DpSyntheticData -PassThru returned; several of them together make one report.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>The HTML file to write. The JSON beside it has the same name but for its end.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Path")]
    public string OutFile { get; set; } = "";

    /// <summary>The released rows: the path of a CSV file, or objects. Their certificate is looked for beside the file.</summary>
    [Parameter]
    public object[] Synthetic { get; set; } = [];

    /// <summary>
    /// The fitted model: the path of a .dpmodel file, or what New-DpModel or Import-DpModel gave. It brings the error bars.
    /// </summary>
    [Parameter]
    public object? Model { get; set; }

    /// <summary>The certificate of the release.</summary>
    [Parameter]
    public string? Certificate { get; set; }

    /// <summary>
    /// Makes a report for the owner of the private rows, with figures that were computed from them and have no guarantee.
    /// </summary>
    [Parameter]
    public SwitchParameter ForOwner { get; set; }

    /// <summary>
    /// Publishes the owner's results: figures that were computed exactly from private rows, and which no guarantee covers. The report says
    /// so on every page, and so does the certificate beside it.
    /// </summary>
    [Parameter]
    public SwitchParameter PublishOwnerResults { get; set; }

    /// <summary>
    /// The private rows, whose values are shown beside the synthetic ones in a report for their owner: the path of a CSV file, or objects.
    /// </summary>
    [Parameter]
    public object[] Member { get; set; } = [];

    /// <summary>Emits one object that names the files and the verdict.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void Begin()
    {
        if (ForOwner && PublishOwnerResults)
            throw GateFault.OwnersAndPublished();
        if (Member.Length > 0 && !ForOwner)
            throw ReportFault.PrivateRowsForAll();
        if (Model is not null)
            Take(Model);
        if (Certificate is not null)
            _certificates.Add((Resolve(Certificate), null));
        _synthetic = Synthetic;
    }

    protected override void Process()
    {
        if (InputObject is not null)
            Take(InputObject);
    }

    protected override void End()
    {
        var file = OwnedTables.PathOf(_synthetic.Length == 1 ? _synthetic[0] : null) is { } synthetic ? Resolve(synthetic) : null;
        var audited = Audit(file);
        var rows = _synthetic.Length == 0 ? null : OwnedTables.Read(_synthetic, "synthetic", Resolve, StopToken);
        var real = Member.Length == 0 ? null : OwnedTables.Read(Member, "members", Resolve, StopToken);
        var matter = new ReportMatter(_decisions) { Certificate = audited, Model = _model?.Report, Synthetic = rows, IsAuditedFile = file is not null, Real = real, Findings = _findings };

        var files = new ReportFiles(Resolve(OutFile), audited?.File, PublishOwnerResults);
        files.RefuseToOverwrite(
            [.. new[] { _synthetic, Member }.SelectMany(given => given).Append(Model).Select(OwnedTables.PathOf).OfType<string>().Select(Resolve)]);
        if (!ShouldProcess(files.Page, Audience switch
        {
            Audience.Owner => "Write a privacy report for the owner of the rows",
            Audience.Published => "Publish figures that were computed from private rows, in a privacy report",
            _ => "Write a privacy report",
        }))
            return;
        var report = RunWithProgress("Writing the report", _ => Audience switch
        {
            Audience.Owner => PrivacyReport.ForOwner(matter.ToOwnerEvidence()),
            Audience.Published => PrivacyReport.Published(matter.ToOwnerEvidence()),
            _ => PrivacyReport.ForAll(matter.ToPublicEvidence()),
        });
        files.Write(report);
        if (PassThru)
            WriteObject(new WrittenReport(report.Release, report.Verdict, Audience, files.Page, files.Json, files.Certificate));
    }

    private Audience Audience => ForOwner ? Audience.Owner : PublishOwnerResults ? Audience.Published : Audience.All;

    /// <param name="file">The file of the synthetic rows; null where they are objects, or none.</param>
    private AuditedCertificate? Audit(string? file)
    {
        if (_certificates.Count == 0 && file is not null && File.Exists(CertificateFile.PathFor(file)))
            _certificates.Add((CertificateFile.PathFor(file), null));
        if (_certificates.Count == 0)
            return null;
        var (path, _) = _certificates[0];
        if (_certificates.FirstOrDefault(other => !FilePlace.Comparer.Equals(other.Path, path)) is { Path: { } second })
            throw ReportFault.SeveralReleases(path, second);
        Subject = path;
        var certificate = CertificateFile.Read(path);
        var checks = new CertificateAudit(certificate) { Output = file }.Run();

        // What was piped was checked with more, such as a key; but whether these rows are the released ones is known here.
        if (_certificates.Select(one => one.Checks).FirstOrDefault(known => known is not null) is { } known)
            checks = file is null
                ? known
                : [.. known.Where(check => check.Name != CertificateAudit.OutputCheck), .. checks.Where(check => check.Name == CertificateAudit.OutputCheck)];
        return new AuditedCertificate(certificate, checks);
    }

    private void Take(object input)
    {
        var item = (input as PSObject)?.BaseObject ?? input;
        var isKnown = false;
        if (item is IJudged judged)
        {
            _decisions.AddRange(judged.Decisions);
            isKnown = true;
            if (judged.Decisions.Count == 0 && Audience == Audience.All)
                WriteWarning(
                    "What was measured without a demand is its owner's: this report says nothing of it. Add -ForOwner, or demand something with -Threshold.");
        }

        if (item is IReportable reportable)
        {
            _findings.AddRange(reportable.Findings);
            isKnown = true;
        }

        switch (item)
        {
            case object[] several:
                foreach (var one in several.Where(one => one is not null))
                    Take(one);
                break;
            case CertificateView view:
                _certificates.Add((view.Path, view.Checks));
                break;
            case SyntheticRelease release:
                Take(release);
                break;
            case FittedModel or string or FileInfo:
                _model = ModelPath(item) is { } path ? ModelFile.Read(path) : (FittedModel)item;
                break;
            case var other when !isKnown:
                throw ReportFault.NothingToReport($"Nothing is known of the privacy of a {other.GetType().Name}.");
        }
    }

    private void Take(SyntheticRelease release)
    {
        if (release.OutFile is { } rows && _synthetic.Length == 0)
            _synthetic = [rows];
        if (release.Certificate is { } certificate)
            _certificates.Add((Resolve(certificate), null));
    }

    private string? ModelPath(object item) => OwnedTables.PathOf(item) is { } path ? Resolve(path) : null;
}
