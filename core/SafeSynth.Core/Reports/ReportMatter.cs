using SafeSynth.Certificates;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Plans;

namespace SafeSynth.Reports;

/// <summary>
/// All that came together for a privacy report, before it is divided into what everybody may see and what is the owner's.
/// </summary>
/// <param name="Decisions">What gates said, and why; the same decision may come more than once.</param>
public sealed record ReportMatter(IReadOnlyList<GateDecision> Decisions)
{
    /// <summary>The certificate and its audit. If no gate judged it, one does here, without a demand.</summary>
    public AuditedCertificate? Certificate { get; init; }

    /// <summary>What the model tells of the release.</summary>
    public RunReport? Model { get; init; }

    /// <summary>The synthetic rows. Only those that the certificate vouches for are shown to everybody: others may be anybody's.</summary>
    public OwnerTable? Synthetic { get; init; }

    /// <summary>
    /// Whether the synthetic rows were read from the file that the audit compared with the certificate. Of rows that come as objects nobody
    /// knows.
    /// </summary>
    public bool IsAuditedFile { get; init; }

    /// <summary>The private rows, for the owner's report.</summary>
    public OwnerTable? Real { get; init; }

    /// <summary>What else was found out.</summary>
    public IReadOnlyList<object> Findings { get; init; } = [];

    /// <summary>What everybody may see. Private rows decide nothing of it, not even how synthetic values are shown.</summary>
    /// <exception cref="SafeSynthException">SS0190: there is nothing to tell. SS0192: model and certificate are of different
    /// releases.</exception>
    public PublicEvidence ToPublicEvidence() => ToPublicEvidence(IsVouchedFor ? LayoutOf(real: null) : null);

    /// <summary>What the owner may see.</summary>
    /// <exception cref="SafeSynthException">SS0190: there is nothing to tell. SS0192: model and certificate are of different
    /// releases.</exception>
    public OwnerEvidence ToOwnerEvidence()
    {
        var layout = LayoutOf(Real);
        List<OwnerOnly> findings = [.. Judged(), .. Findings.OfType<OwnerOnly>()];
        if (layout is not null && !IsVouchedFor)
            findings.Add(new UnvouchedDistribution(TableDistribution.Of(Synthetic!, layout)));
        if (Real is not null && layout is not null)
            findings.Add(new RealDistribution(TableDistribution.Of(Real, layout)));
        return new OwnerEvidence(ToPublicEvidence(IsVouchedFor ? layout : null), findings);
    }

    private CheckOutcome? Output => Certificate?.Checks.FirstOrDefault(check => check.Name == CertificateAudit.OutputCheck)?.Outcome;

    private bool IsVouchedFor => IsAuditedFile && Output == CheckOutcome.Passed;

    // The section of the certificate says so; nobody is shown the values of such rows.
    private bool IsOfOtherRows => Output == CheckOutcome.Failed;

    private PublicEvidence ToPublicEvidence(TableLayout? layout)
    {
        var run = RunOf(Model, Certificate?.File);
        var verdicts = Judged().Select(decision => decision.Result).ToList();
        return new PublicEvidence(
            run?.DataName ?? Synthetic?.Name ?? verdicts.FirstOrDefault()?.Subject ?? throw ReportFault.NothingToReport("There is nothing to report."), verdicts)
        {
            Certificate = Certificate,
            Run = run,
            Synthetic = layout is null ? null : TableDistribution.Of(Synthetic!, layout),
            HasUnvouchedRows = Synthetic is not null && !IsVouchedFor && !IsOfOtherRows,
            Findings = [.. Findings.Where(finding => finding is not OwnerOnly)],
        };
    }

    private IEnumerable<GateDecision> Judged() =>
        Certificate is null || Decisions.Any(decision => decision.Result.Gate == nameof(EpsilonGate))
            ? Decisions.Distinct()
            : Decisions.Distinct().Append(new EpsilonGate().Decide(Certificate));

    // Charts need the columns that model and rows have in common.
    private TableLayout? LayoutOf(OwnerTable? real) => Synthetic is null || IsOfOtherRows ? null
        : Model is null ? SeenLayout.Of(real is null ? [Synthetic] : [Synthetic, real])
        : new TableLayout(
            [.. Model.Layout.Modelled.Where(column => new[] { Synthetic, real }.All(table => table?.ColumnNames.Contains(column.Name) != false))]);

    /// <summary>
    /// What is known of how a release came about: from its model, or else from its certificate; null where neither tells.
    /// </summary>
    /// <exception cref="SafeSynthException">SS0192: they are of different releases.</exception>
    private static RunReport? RunOf(RunReport? model, CertificateFile? certificate)
    {
        var certified = certificate is null ? null : ReportOf(certificate);
        return model is null || certified is null || (model.Guarantee == certified.Guarantee && model.Events.SequenceEqual(certified.Events))
            ? model ?? certified : throw ReportFault.ModelOfAnother(model.DataName, Path.GetFileName(certificate!.Path));
    }

    private static RunReport? ReportOf(CertificateFile certificate)
    {
        try
        {
            return certificate.ToReport();
        }
        catch (Exception fault) when (fault is InvalidDataException or ArgumentException or ArithmeticException)
        {
            // The audit says so, too.
            return null;
        }
    }
}
