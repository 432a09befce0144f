using System.Collections;
using System.Management.Automation;
using SafeSynth.Adapters;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Output;
using SafeSynth.Plans;

namespace SafeSynth.Commands;

/// <summary>Makes synthetic rows from private ones, with a proved differential-privacy guarantee, or from a fitted model.</summary>
/// <remarks>
/// Everything the command learns about the rows is paid for out of one budget, epsilon and delta: column types, bounds, categories, the
/// number of rows. What a schema declares is free. Rows come out as objects with the input's property names, or go to a CSV file.
/// Columns that name people (e-mail addresses, names, unique keys) are never looked at: fakes take their place.
/// Every run is a new release and spends again; fit a model once (New-DpModel) and sample it as often as you like.
/// Whatever can be refused is refused before a row is read, and files appear whole or not at all.
/// </remarks>
/// <example>
/// <para>Share a table, now</para>
/// <code>Import-Csv ./hr.csv | New-DpSyntheticData -Epsilon 1 | Export-Csv ./hr.synthetic.csv</code>
/// </example>
/// <example>
/// <para>See what it would cost; nothing is read but the header</para>
/// <code>New-DpSyntheticData ./hr.csv -Epsilon 1 -WhatIf</code>
/// </example>
/// <example>
/// <para>Write files, and a report of what was promised</para>
/// <code>New-DpSyntheticData ./hr.csv -Schema ./hr.schema.json -Epsilon 1 -OutFile ./hr.synthetic.csv -Report ./hr.html -PassThru</code>
/// </example>
/// <example>
/// <para>Protect people who have several rows: each of them with up to 8</para>
/// <code>New-DpSyntheticData ./visits.csv -Epsilon 1 -PrivacyUnit patient_id -MaxRowsPerUnit 8 -OutFile ./visits.synthetic.csv</code>
/// </example>
/// <example>
/// <para>Sample a fitted model: free and repeatable</para>
/// <code>New-DpSyntheticData -Model ./hr.dpmodel -Count 100000 -Seed 7 -OutFile ./big.csv</code>
/// </example>
/// <example>
/// <para>Draw young people of two cities alone</para>
/// <code>New-DpSyntheticData -Model ./hr.dpmodel -Where @{ age = '18..30'; city = 'Foxley', 'Otter End' } -Count 1000</code>
/// </example>
/// <example>
/// <para>Tickets with a free text, written anew for each queue</para>
/// <code>New-DpSyntheticData ./tickets.csv -Epsilon 4 -TextProperty body -Target queue -OutFile ./tickets.synthetic.csv</code>
/// </example>
[Cmdlet(VerbsCommon.New, "DpSyntheticData", DefaultParameterSetName = ObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(PSObject), typeof(SyntheticRelease))]
public sealed class NewDpSyntheticDataCommand : FitCommand
{
    private const string ModelSet = "Model";

    private static readonly string[] OfTheFit =
    [
        nameof(Epsilon), nameof(Delta), nameof(Generator), nameof(Target), nameof(TextProperty), nameof(Schema), nameof(Plan), nameof(PrivacyUnit), nameof(MaxRowsPerUnit), nameof(Neighbors),
        nameof(Ledger), nameof(KeyFile), nameof(DataVersion), nameof(InsecureNoiseSeed),
    ];

    private readonly List<FittedModel> _models = [];
    private ReleaseWriter? _writer;

    /// <summary>A fitted model: the path of a .dpmodel file, or what New-DpModel or Import-DpModel gave.</summary>
    [Parameter(ParameterSetName = ModelSet, Mandatory = true)]
    public object Model { get; set; } = null!;

    /// <summary>
    /// The number of synthetic rows. When left out, it is the noisy number of private rows, or with -Where what the model expects of it.
    /// </summary>
    [Parameter]
    public long Count { get; set; }

    /// <summary>
    /// The values that all synthetic rows have, by column: @{ city = 'Foxley' }, a list of which any will do, or in a column of numbers,
    /// dates or date-times a range such as '18..30', ends included; $null is missing. Rows come from the model given these values, by exact
    /// evidence.
    /// </summary>
    [Parameter]
    public IDictionary? Where { get; set; }

    /// <summary>Makes sampling repeatable: the same model and seed give the same rows. It does not touch the noise.</summary>
    [Parameter]
    public ulong Seed { get; set; }

    /// <summary>The CSV file to write. When left out, rows are emitted as objects.</summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <summary>The HTML file to write: the guarantee in plain words, what it was spent on, and the synthetic distributions.</summary>
    [Parameter]
    public string? Report { get; set; }

    /// <summary>Emits one object that sums up the release, where rows go to a file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string? Product => OutFile;

    private protected override IReadOnlyList<string> Outputs =>
        [.. new[] { OutFile, Report }.OfType<string>().Select(Resolve), .. new[] { CertificatePath }.OfType<string>()];

    protected override void Process()
    {
        if (ParameterSetName == ObjectSet && InputObject?.BaseObject is FittedModel piped) _models.Add(piped);
        else base.Process();
    }

    protected override void End()
    {
        if (ParameterSetName == ModelSet) _models.Add(ModelOf(Model));
        if (_models.Count > 1 && Outputs.Count > 0) throw PlanFault.OneFileForMany(_models.Count);

        foreach (var model in _models) Sample(model);
        if (_models.Count == 0) base.End();
    }

    private protected override DpPlan BindPlan() => WithSampling(base.BindPlan());

    private protected override void Open(DpPlan plan, IReadOnlyList<string> columns) => OpenWriter(Synthesis.ColumnsOf(plan, columns));

    private protected override void Release(FittedModel model, DpPlan plan)
    {
        model = model.Given(plan.Where);
        if (PlanWarning.OfNoRows(model, plan.Rows) is { } warning) WriteWarning($"{warning}");
        var rows = plan.Rows ?? model.DefaultRows;
        var batches = _writer!.Write(model, model.Sample(rows, plan.Seed, new BogusFakes(), StopToken));
        Deliver(batches, rows);
        if (PassThru && OutFile is not null) WriteObject(SyntheticRelease.Of(model.Report, rows, OutFile, Report, CertificatePath));
    }

    private protected override void Close() => _writer?.Dispose();

    private void OpenWriter(IReadOnlyList<string> columns)
    {
        var paths = new ReleasePaths(OutFile is null ? null : Resolve(OutFile), Report is null ? null : Resolve(Report), CertificatePath);
        _writer = new ReleaseWriter(paths, columns, Signer);
    }

    private void Sample(FittedModel model)
    {
        if (OfTheFit.FirstOrDefault(IsBound) is { } misplaced) throw CommandFault.ModelIsFitted(misplaced);

        var plan = WithSampling(new DpPlan(model.Report.Guarantee));
        if (!AgreesToDraw(plan.Rows ?? model.Given(plan.Where).DefaultRows, model)) return;

        try
        {
            OpenWriter([.. model.Report.Layout.Columns.Where(column => column is not DroppedColumn).Select(column => column.Name)]);
            Release(model, plan);
        }
        finally
        {
            Close();
        }
    }

    private DpPlan WithSampling(DpPlan plan)
    {
        if (Count < 0) throw PlanFault.RowsOutOfRange(Count);
        return plan with
        {
            Rows = IsBound(nameof(Count)) ? Count : plan.Rows,
            Where = Where is null ? plan.Where : ColumnCondition.Of(Where),
            Seed = IsBound(nameof(Seed)) ? Seed : plan.Seed,
        };
    }
}
