using System.Management.Automation;
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
/// <para>Fit a model and sample it at once</para>
/// <code>Import-Csv ./hr.csv | New-DpModel -Epsilon 1 | New-DpSyntheticData -Count 50</code>
/// </example>
[Cmdlet(VerbsCommon.New, "DpModel", DefaultParameterSetName = ObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(FittedModel))]
public sealed class NewDpModelCommand : FitCommand
{
    /// <summary>The .dpmodel file to write. When left out, the model is emitted.</summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <summary>Emits the model, also when it goes to a file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void End()
    {
        var sources = Sources();
        if (sources.Count > 1 && OutFile is not null)
            throw PlanFault.OneFileForMany(sources.Count);
        var plan = BindPlan();
        foreach (var source in sources)
        {
            Subject = source.Name;
            if (!ShouldSpend(plan, source))
                continue;
            using var file = OutFile is null ? null : new AtomicFile(Resolve(OutFile));
            var model = Fit(plan, source);
            if (file is not null)
            {
                ModelFile.Write(model, file.Content);
                file.Commit();
            }

            if (OutFile is null || PassThru)
                WriteObject(model);
        }
    }
}
