using System.Management.Automation;
using SafeSynth.Certificates;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Plans;

namespace SafeSynth.Commands;

/// <summary>Fits a model to private rows, once; sampling it is free, for ever.</summary>
/// <remarks>
/// The model holds no private row: what it knows came through the priced measurements that its report lists. Sample it with
/// New-DpSyntheticData -Model, keep it with Export-DpModel or -OutFile.
/// </remarks>
/// <example>
/// <para>Fit and keep a model</para>
/// <code>New-DpModel ./hr.csv -Schema ./hr.schema.json -Epsilon 1 -OutFile ./hr.dpmodel</code>
/// </example>
/// <example>
/// <para>Protect people who have several rows: each of them with up to 8</para>
/// <code>New-DpModel ./visits.csv -Epsilon 1 -PrivacyUnit patient_id -MaxRowsPerUnit 8 -OutFile ./visits.dpmodel</code>
/// </example>
/// <example>
/// <para>Fit a model and sample it at once</para>
/// <code>Import-Csv ./hr.csv | New-DpModel -Epsilon 1 | New-DpSyntheticData -Count 50</code>
/// </example>
[Cmdlet(VerbsCommon.New, "DpModel", DefaultParameterSetName = ObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(FittedModel))]
public sealed class NewDpModelCommand : FitCommand
{
    private AtomicFile? _file;
    private AtomicFile? _certificate;

    /// <summary>The .dpmodel file to write. When left out, the model is emitted.</summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <summary>Emits the model, also when it goes to a file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string? Product => OutFile;

    private protected override IReadOnlyList<string> Outputs =>
        [.. OutFile is null ? [] : new[] { Resolve(OutFile) }, .. new[] { CertificatePath }.OfType<string>()];

    private protected override void Open(DpPlan plan, IReadOnlyList<string> columns)
    {
        _ = Signer;      // a key that cannot be read must not cost a release
        _file = OutFile is null ? null : new AtomicFile(Resolve(OutFile));
        _certificate = CertificatePath is null ? null : new AtomicFile(CertificatePath);
    }

    private protected override void Release(FittedModel model, DpPlan plan)
    {
        if (_file is not null) ModelFile.Write(model, _file.Content);
        if (_certificate is not null)
        {
            var output = _file is null ? null : new ReleasedFile(System.IO.Path.GetFileName(OutFile!), _file.Hash());
            CertificateFile.Write(model.Report, output, Signer, _certificate.Content);
            _certificate.Commit();
        }

        _file?.Commit();

        if (_file is null || PassThru) WriteObject(model);
    }

    private protected override void Close()
    {
        _file?.Dispose();
        _certificate?.Dispose();
    }
}
