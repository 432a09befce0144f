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
/// <para>Sample a fitted model: free and repeatable</para>
/// <code>New-DpSyntheticData -Model ./hr.dpmodel -Count 100000 -Seed 7 -OutFile ./big.csv</code>
/// </example>
[Cmdlet(VerbsCommon.New, "DpSyntheticData", DefaultParameterSetName = ObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(PSObject), typeof(SyntheticRelease))]
public sealed class NewDpSyntheticDataCommand : FitCommand
{
    private const string ModelSet = "Model";

    /// <summary>A fitted model: the path of a .dpmodel file, or what New-DpModel or Import-DpModel gave.</summary>
    [Parameter(ParameterSetName = ModelSet, Mandatory = true)]
    public object Model { get; set; } = null!;

    /// <summary>The number of synthetic rows. When left out, it is the noisy number of private rows.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long Count { get; set; }

    /// <summary>Makes sampling repeatable: the same model and seed give the same rows. It does not touch the noise.</summary>
    [Parameter]
    public ulong Seed { get; set; }

    /// <summary>The CSV file to write. When left out, rows are emitted as objects.</summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <summary>The HTML file to write: the guarantee in plain words, what it was spent on, and the synthetic distributions.</summary>
    [Parameter]
    public string? Report { get; set; }

    /// <summary>Emits one object that sums up the release, also when rows go to a file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void Process()
    {
        if (ParameterSetName == ObjectSet && InputObject.BaseObject is FittedModel piped)
            Sample(piped);
        else
            base.Process();
    }

    protected override void End()
    {
        if (ParameterSetName == ModelSet)
        {
            Sample(ModelOf(Model));
            return;
        }

        var sources = Sources();
        if (sources.Count > 1 && (OutFile ?? Report) is not null)
            throw PlanFault.OneFileForMany(sources.Count);
        var plan = BindPlan();
        foreach (var source in sources)
        {
            Subject = source.Name;
            if (!ShouldSpend(plan, source))
                continue;
            using var writer = Open(Synthesis.ColumnsOf(plan, source.ReadColumnNames()));
            Release(Fit(plan, source), writer, plan);
        }
    }

    private void Sample(FittedModel model)
    {
        using var writer = Open([.. model.Report.Layout.Columns.Where(column => column is not DroppedColumn).Select(column => column.Name)]);
        Release(model, writer, new DpPlan(model.Report.Guarantee));
    }

    private ReleaseWriter Open(IReadOnlyList<string> columns) =>
        new(OutFile is null ? null : Resolve(OutFile), Report is null ? null : Resolve(Report), columns);

    private void Release(FittedModel model, ReleaseWriter writer, DpPlan plan)
    {
        var rows = IsBound(nameof(Count)) ? Count : plan.Rows;
        var seed = IsBound(nameof(Seed)) ? Seed : plan.Seed;
        var written = 0L;
        foreach (var batch in writer.Write(model, model.Sample(rows, seed, new BogusFakes(), StopToken)))
        {
            written += batch.RowCount;
            if (OutFile is null)
                RowObjects.Of(batch).ForEach(WriteObject);
            StopToken.ThrowIfCancellationRequested();
        }

        if (PassThru)
            WriteObject(SyntheticRelease.Of(model.Report, written, OutFile, Report));
    }

    private FittedModel ModelOf(object model)
    {
        switch (model is PSObject wrapped ? wrapped.BaseObject : model)
        {
            case FittedModel fitted:
                return fitted;
            case string path:
                Subject = path;
                return ModelFile.Read(Resolve(path));
            case FileInfo file:
                return ModelFile.Read(file.FullName);
            default:
                throw PlanFault.NoModel();
        }
    }
}
