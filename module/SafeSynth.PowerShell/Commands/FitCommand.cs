using System.Management.Automation;
using SafeSynth.Completers;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Ingest;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Commands;

/// <summary>A cmdlet that fits models to private rows: what it reads, and what is asked of a release.</summary>
public abstract class FitCommand : DpCmdlet
{
    private protected const string ObjectSet = "Object", PathSet = "Path", LiteralPathSet = "LiteralPath";

    private readonly List<string> _files = [];
    private PipelineSource? _objects;

    /// <summary>The private rows, one object each: from Import-Csv, a query, or any .NET objects. The first one names the columns.</summary>
    [Parameter(ParameterSetName = ObjectSet, Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>A CSV file of private rows, with a header line; wildcards are allowed, and every file is a release of its own.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>A CSV file of private rows, taken literally.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [Alias("PSPath")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The privacy loss: how much anyone's odds about a person may change, e^epsilon. Smaller is more private; 1 is a common start.</summary>
    [Parameter]
    public double Epsilon { get; set; }

    /// <summary>The probability that the bound on the loss does not hold; far below 1 / (number of people).</summary>
    [Parameter]
    public double Delta { get; set; } = Guarantee.DefaultDelta;

    /// <summary>The generator that learns the model; Get-DpGenerator lists them.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GeneratorNameCompleter))]
    public string? Generator { get; set; }

    /// <summary>A Frictionless Table Schema (JSON) of what is public: types, enums, bounds. What it leaves out is learned privately, at a price.</summary>
    [Parameter]
    public string? Schema { get; set; }

    /// <summary>A plan file (JSON) that holds guarantee, unit, generator, rows and schema; parameters override it.</summary>
    [Parameter]
    public string? Plan { get; set; }

    /// <summary>The column that names the person, where one person has several rows. Without it every row is a person of its own.</summary>
    [Parameter]
    [Alias("KeyColumn")]
    public string? PrivacyUnit { get; set; }

    /// <summary>The most rows of one person that take part; which ones is drawn at random.</summary>
    [Parameter]
    public int MaxRowsPerUnit { get; set; } = 1;

    /// <summary>Which data sets must look alike: AddRemove (one person more or less) or ReplaceOne (one person exchanged).</summary>
    [Parameter]
    public Neighbors Neighbors { get; set; }

    protected override void Process()
    {
        // "Get-ChildItem *.csv |" means the files, not the table of their names and sizes.
        if (ParameterSetName != ObjectSet)
            return;
        if (InputObject.BaseObject is FileInfo file)
            _files.Add(file.FullName);
        else
            (_objects ??= new PipelineSource("pipeline")).Add(InputObject);
    }

    /// <summary>The sources that were named or piped, each a data set of its own.</summary>
    private protected IReadOnlyList<IRowSource> Sources()
    {
        var named = Path.SelectMany(path => GetResolvedProviderPathFromPSPath(path, out _)).Concat(LiteralPath.Select(Resolve)).Concat(_files);
        List<IRowSource> sources = [.. named.Select(path => new CsvSource(path))];
        if (_objects is not null || sources.Count == 0)
            sources.Add(_objects ?? new PipelineSource("pipeline"));
        return sources;
    }

    /// <summary>What is asked of every release: the plan file, and the parameters above it.</summary>
    private protected DpPlan BindPlan()
    {
        var plan = Plan is null ? null : PlanReader.Read(Resolve(Plan));
        if (plan is null && !IsBound(nameof(Epsilon)))
            throw PlanFault.EpsilonMissing();

        plan ??= new DpPlan(new Guarantee(Epsilon, Delta));
        return plan with
        {
            Guarantee = new Guarantee(
                IsBound(nameof(Epsilon)) ? Epsilon : plan.Guarantee.Epsilon,
                IsBound(nameof(Delta)) ? Delta : plan.Guarantee.Delta,
                PrivacyUnit is null ? plan.Guarantee.Unit : SafeSynth.Privacy.PrivacyUnit.Key(PrivacyUnit, MaxRowsPerUnit),
                IsBound(nameof(Neighbors)) ? Neighbors : plan.Guarantee.Neighbors),
            Schema = Schema is null ? plan.Schema : SchemaReader.Read(Resolve(Schema)),
            Generator = Generator ?? plan.Generator,
        };
    }

    /// <summary>Asks before spending; "-WhatIf" prints the price instead.</summary>
    private protected bool ShouldSpend(DpPlan plan, IRowSource source)
    {
        var price = ReleasePrice.Of(plan, source.Name, source.ReadColumnNames());
        return ShouldProcess(price.InWords(), $"This will {price.InWords()}", "Spend privacy budget");
    }

    /// <summary>Fits a model while progress is shown.</summary>
    private protected FittedModel Fit(DpPlan plan, IRowSource source)
    {
        var model = RunWithProgress($"Fitting {source.Name}", pump => Synthesis.Fit(plan, source, new SystemNoise(), pump, StopToken));
        foreach (var spent in model.Report.Events)
            WriteVerbose($"Spent on a {spent.Mechanism}: {spent.Parameters}.");
        return model;
    }

    private protected bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
