using System.Management.Automation;
using SafeSynth.Attacks;
using SafeSynth.Certificates;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Ingest;
using SafeSynth.Output;
using SafeSynth.Plans;

namespace SafeSynth.Commands;

/// <summary>Says Pass, Fail or Inconclusive, for a script or a build server to act upon.</summary>
/// <remarks>
/// Takes what Test-MembershipInference, Test-AttributeInference, Test-DpGuarantee, Test-DpCertificate and Measure-SyntheticUtility (with
/// thresholds) returned, certificates by name, released texts, and the history of canary guesses that Test-DpGuarantee -History left. Files
/// for build servers (-JUnit, -Sarif) hold verdicts and what was fixed beforehand, and no figure that was computed from private rows unless
/// the owner publishes them (-PublishOwnerResults). Run by 'safesynth', a Fail ends it with exit code 2 and an Inconclusive with 3.
/// </remarks>
/// <example>
/// <para>Judge a release by attacks and by its certificate</para>
/// <code>Test-MembershipInference ./hr.synthetic.csv ./hr.csv ./hr.holdout.csv | Test-PrivacyGate -Certificate ./hr.synthetic.certificate.json -MaxEpsilon 1 -JUnit ./gates.xml</code>
/// </example>
/// <example>
/// <para>Look through released texts for personal data</para>
/// <code>Test-PrivacyGate -Text ./tickets.synthetic.csv -TextProperty body</code>
/// </example>
/// <example>
/// <para>Go on only if a certificate keeps epsilon 1</para>
/// <code>if (Test-PrivacyGate -Certificate ./hr.synthetic.certificate.json -MaxEpsilon 1 -Quiet) { 'publish' }</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "PrivacyGate")]
[OutputType(typeof(GateView), typeof(bool))]
public sealed class TestPrivacyGateCommand : DpCmdlet
{
    // What the exit code says is known to this host only; another one would end the user's session.
    private const string HostWithExitCodes = "safesynth";

    private const int Failed = 2, Undecided = 3;

    private readonly List<GateDecision> _decisions = [];
    private readonly List<CertificateFile> _certificates = [];

    /// <summary>
    /// What Test-MembershipInference, Test-AttributeInference, Test-DpGuarantee, Test-DpCertificate or Measure-SyntheticUtility returned.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <summary>Certificates to judge; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Certificate { get; set; } = [];

    /// <summary>The largest epsilon that a certificate may promise.</summary>
    [Parameter]
    public double? MaxEpsilon { get; set; }

    /// <summary>The largest delta that it may promise. At this delta its whole curve counts, not only the pair that it names.</summary>
    [Parameter]
    public double? MaxDelta { get; set; }

    /// <summary>The column of people whom a certificate must protect with all their rows.</summary>
    [Parameter]
    public string? PrivacyUnit { get; set; }

    /// <summary>The file of canary guesses that 'Test-DpGuarantee -History' or builds left, to be judged over all of them.</summary>
    [Parameter]
    public string? History { get; set; }

    /// <summary>Released texts, to be looked through for personal data: the path of a CSV file, or objects.</summary>
    [Parameter]
    public object[] Text { get; set; } = [];

    /// <summary>The column of the texts, with -Text.</summary>
    [Parameter]
    public string? TextProperty { get; set; }

    /// <summary>The chance that builds which keep their claims ever fail, with -History.</summary>
    [Parameter]
    [ValidateRange(0.0001, 0.5)]
    public double Alpha { get; set; } = PermutationGate.DefaultAlpha;

    /// <summary>Writes the verdicts to this file as JUnit XML.</summary>
    [Parameter]
    public string? JUnit { get; set; }

    /// <summary>Writes the verdicts to this file as SARIF.</summary>
    [Parameter]
    public string? Sarif { get; set; }

    /// <summary>
    /// Writes the reasons of the verdicts into these files, too: figures that were computed exactly from private rows, and which no
    /// guarantee covers. Each says so, and so does every certificate that was given, from then on.
    /// </summary>
    [Parameter]
    public SwitchParameter PublishOwnerResults { get; set; }

    /// <summary>Emits $true if every gate passes and $false otherwise.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void Begin()
    {
        if (PublishOwnerResults && JUnit is null && Sarif is null)
            throw GateFault.NothingToUseItFor(nameof(PublishOwnerResults), "-JUnit or -Sarif");
    }

    protected override void Process() => Take(InputObject);

    private void Take(object? input)
    {
        switch ((input as PSObject)?.BaseObject ?? input)
        {
            case null:
                break;
            case object[] several:
                foreach (var one in several)
                    Take(one);
                break;
            case UtilityView { Verdict: null } utility:
                throw GateFault.NothingDemanded(utility.Name);
            case IJudged judged:
                _decisions.AddRange(judged.Decisions);
                break;
            case CertificateView view:
                Judge(new AuditedCertificate(CertificateFile.Read(view.Path), view.Checks));
                break;
            case var other:
                throw GateFault.NothingToJudge($"Nothing is known of the privacy of a {other.GetType().Name}.");
        }
    }

    protected override void End()
    {
        foreach (var path in FilesOf(Certificate, []))
        {
            var file = CertificateFile.Read(path);
            Judge(new AuditedCertificate(file, new CertificateAudit(file).Run()));
        }

        if (History is not null)
            _decisions.Add(new SequentialGate(Alpha).Decide(GateHistory.Read(Resolve(History))));
        if (Text.Length > 0)
        {
            var texts = OwnedTables.Read(Text, "texts", Resolve, StopToken);
            _decisions.Add(new PersonalDataGate().Decide(PersonalDataReport.Of(texts.Name, new TextColumns(TextProperty ?? throw TextGateFault.NoTextProperty()).TextsOf(texts)), StopToken));
        }

        if (_decisions.Count == 0)
            throw GateFault.NothingToJudge("There is nothing to judge.");
        if (_certificates.Count == 0 && (MaxEpsilon is not null || MaxDelta is not null || PrivacyUnit is not null))
            throw GateFault.NoCertificateToJudge();

        GateResult[] results = [.. _decisions.Select(decision => decision.Result)];
        Save(results);
        var verdict = GateResult.Together(results);
        if (Quiet)
            WriteObject(verdict == Verdict.Pass);
        else
            WriteObject(_decisions.Select(decision => new GateView(decision)), enumerateCollection: true);
        if (verdict != Verdict.Pass && Host.Name == HostWithExitCodes)
            Host.SetShouldExit(verdict == Verdict.Fail ? Failed : Undecided);
    }

    private void Save(GateResult[] results)
    {
        var (junit, sarif) = (JUnit is null ? null : Resolve(JUnit), Sarif is null ? null : Resolve(Sarif));
        if (PublishOwnerResults)
        {
            results = [.. _decisions.Select(decision => decision.Published())];
            string[] files = [.. new[] { junit, sarif }.OfType<string>().Select(System.IO.Path.GetFileName)!];
            // First: nothing is published that a certificate keeps quiet about.
            foreach (var certificate in _certificates)
            {
                using var file = new AtomicFile(certificate.Path);
                file.Content.Write(certificate.WithOwnerResults(files));
                file.Commit();
            }
        }

        VerdictFiles.Save(results, junit, sarif);
    }

    private void Judge(AuditedCertificate certificate)
    {
        _certificates.Add(certificate.File);
        _decisions.Add(new EpsilonGate(MaxEpsilon, MaxDelta, PrivacyUnit).Decide(certificate));
    }
}
