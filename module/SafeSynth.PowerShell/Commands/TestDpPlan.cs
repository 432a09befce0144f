using System.Management.Automation;
using SafeSynth.Data;
using SafeSynth.Output;
using SafeSynth.Plans;

namespace SafeSynth.Commands;

/// <summary>
/// Checks a plan and says what it promises, what each part of it buys and how large an error to expect, before anything is spent.
/// </summary>
/// <remarks>
/// No private row is read. What is foretold follows from what is public: the guarantee, the schema and, where it is declared, the size of
/// the data. Errors are those that noise leaves in what is measured, as the expected total-variation distance of a column's or a pair's
/// distribution from the true one; a fit undoes a part of it, most of all in tables of many cells. Relations that are not measured, and
/// values that share a bin, come on top. Where the generator chooses what it measures by noisy answers, as OneShot does, pairs are foretold
/// as if all of them were measured. A plan that is not valid is reported as an error, and the check says so.
/// </remarks>
/// <example>
/// <para>See what a plan buys</para>
/// <code>Test-DpPlan ./hr.plan.json</code>
/// </example>
/// <example>
/// <para>Check it against the header of the data, and as if there were 5000 rows</para>
/// <code>Test-DpPlan ./hr.plan.json -Path ./hr.csv -Size 5000</code>
/// </example>
/// <example>
/// <para>The pairs of columns that suffer most</para>
/// <code>(Test-DpPlan ./hr.plan.json -Size 5000).Parts[-1].Marginals | Select-Object -First 5</code>
/// </example>
/// <example>
/// <para>Stop a script where a plan is not valid</para>
/// <code>if (-not (Test-DpPlan ./hr.plan.json -Quiet)) { throw 'The plan needs work.' }</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "DpPlan")]
[OutputType(typeof(PlanCheck), typeof(bool))]
public sealed class TestDpPlanCommand : DpCmdlet
{
    /// <summary>The plan file; files from Get-ChildItem or New-DpPlan -PassThru can be piped.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    public string[] Plan { get; set; } = [];

    /// <summary>
    /// The CSV file that the plan is for, of which the header line is read. Left out: the columns are those that the plan names.
    /// </summary>
    [Parameter(Position = 1)]
    public string? Path { get; set; }

    /// <summary>About how many rows there are, in place of what the plan says.</summary>
    [Parameter]
    public long Size { get; set; }

    /// <summary>Emits only whether the plan is valid.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void Process()
    {
        if (IsBound(nameof(Size)) && Size < 1) throw PlanFault.SizeOutOfRange(Size);
        foreach (var path in Plan)
        {
            var check = Check(path);
            WriteObject(Quiet ? check.Valid : check);
        }
    }

    private PlanCheck Check(string path)
    {
        try
        {
            var full = Resolve(path);
            var plan = PlanReader.Read(full);
            if (Size > 0) plan = plan with { Size = Size };
            plan = PublicCsv.ReadFor(plan, Path is null ? [] : [Resolve(Path)], StopToken);
            return PlanCheck.Passed(path, Price(plan, full));
        }
        catch (SafeSynthException fault)
        {
            if (!Quiet) WriteFault(fault, path);
            return PlanCheck.Failed(path);
        }
    }

    private ReleasePrice Price(DpPlan plan, string planPath)
    {
        if (Path is not null)
        {
            var source = new CsvSource(Resolve(Path));
            return ReleasePrice.Of(plan, source.Name, source.ReadColumnNames(), source.IsText);
        }

        // Without a header, the data have the columns that the plan speaks of.
        string?[] named = [.. plan.Schema.Fields.Select(field => field.Name), plan.Guarantee.Unit.KeyColumn];
        return ReleasePrice.Of(plan, System.IO.Path.GetFileName(planPath).Split('.')[0], [.. named.OfType<string>().Distinct()], isText: true);
    }
}
