using System.Management.Automation;
using SafeSynth.Completers;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Commands;

/// <summary>A cmdlet that fits models to the rows of private tables: what is asked of a release.</summary>
public abstract class FitCommand : ReleaseCommand
{
    private DpPlan? _plan;

    /// <summary>The generator that learns the model; Get-DpGenerator lists them.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GeneratorNameCompleter))]
    public string? Generator { get; set; }

    /// <summary>
    /// The column that is to be told from the others, as a classifier would: its relations come out better. Name it without looking at the
    /// rows.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string? Target { get; set; }

    /// <summary>
    /// Columns that hold texts: new ones are written for the values of another column (the target, or the first of few values), with 40 %
    /// of the budget.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string[] TextProperty { get; set; } = [];

    /// <summary>
    /// A CSV file of public rows with the same columns: relations between columns begin with theirs, and private rows correct them. It
    /// costs nothing; the certificate names it.
    /// </summary>
    [Parameter]
    public string? PublicData { get; set; }

    /// <summary>
    /// A plan file (JSON) that holds guarantee, unit, generator, workload, public data, constraints, rows and schema; parameters override
    /// it.
    /// </summary>
    [Parameter]
    public string? Plan { get; set; }

    private protected override IEnumerable<string?> PublicFiles =>
        [Plan, PublicData ?? (Plan is null ? null : Asked.PublicDataFile), .. base.PublicFiles];

    private protected override Schema Declared => Asked.Schema;

    private DpPlan Asked => _plan ??= BindPlan();

    /// <summary>Opens the files of a release, before anything is spent on it.</summary>
    private protected abstract void Open(DpPlan plan, IReadOnlyList<string> columns);

    /// <summary>Emits or writes what a finished fit is wanted for.</summary>
    private protected abstract void Release(FittedModel model, DpPlan plan);

    private protected override Offer Price(IRowSource source, IReadOnlyList<string> columns)
    {
        var price = ReleasePrice.Of(Asked, source.Name, columns, source.IsText);
        return new Offer(Synthesis.TermsOf(Asked, columns), Asked.Account, string.Join(Environment.NewLine, price.InWords()), price.Warnings);
    }

    private protected override void Open(IReadOnlyList<string> columns) => Open(Asked, columns);

    private protected override void Ask(IRowSource source, INoiseProvider noise, Ledger? ledger) =>
        ReleaseOrKeep(source, pump => Synthesis.Fit(Asked, source, noise, pump, StopToken, ledger), model => Release(model, Asked));

    /// <summary>What is asked of every release: the plan file, and the parameters above it.</summary>
    private protected virtual DpPlan BindPlan()
    {
        var plan = Plan is null ? null : PlanReader.Read(Resolve(Plan));
        var guarantee = GuaranteeAbove(plan?.Guarantee);
        plan ??= new DpPlan(guarantee);
        var asked = plan with
        {
            Guarantee = guarantee,
            Schema = SchemaAbove(plan.Schema).WithTexts(TextProperty),
            PublicDataFile = PublicData is null ? plan.PublicDataFile : Resolve(PublicData),
            Generator = Generator ?? plan.Generator,
            Workload = plan.Workload with { Target = Target ?? plan.Workload.Target },
        };
        return PublicCsv.ReadFor(asked, AllFiles(), StopToken);
    }
}
