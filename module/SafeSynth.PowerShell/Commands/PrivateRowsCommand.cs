using System.Management.Automation;
using SafeSynth.Data;
using SafeSynth.Ingest;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Commands;

/// <summary>A cmdlet that asks something of private rows: where they come from, and what the answer has to keep.</summary>
/// <remarks>Whatever can be refused is refused before a row is read from a file, or at the first object of a pipeline.</remarks>
public abstract class PrivateRowsCommand : DpCmdlet
{
    private protected const string ObjectSet = "Object", PathSet = "Path", LiteralPathSet = "LiteralPath";

    private readonly List<string> _piped = [];
    private PipelineSource? _objects;
    private bool _takesObjects;

    /// <summary>
    /// The private rows, one object each: from Import-Csv, a query, or any .NET objects. The first one names the columns. A file from
    /// Get-ChildItem stands for the rows in it.
    /// </summary>
    [Parameter(ParameterSetName = ObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

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

    /// <summary>A Frictionless Table Schema (JSON) of what is public: types, enums, bounds.</summary>
    [Parameter]
    public string? Schema { get; set; }

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

    /// <summary>All that comes before the first look at a row; false where the user declines the price.</summary>
    private protected abstract bool Accept(IRowSource source);

    /// <summary>The look, once it is accepted.</summary>
    private protected abstract void Ask(IRowSource source);

    protected override void Process()
    {
        if (ParameterSetName != ObjectSet) return;

        // "Get-ChildItem *.csv |" means the files, not the table of their names and sizes.
        if (InputObject?.BaseObject is FileSystemInfo file) _piped.Add(file.FullName);
        else if (_objects is null) Begin(new PipelineSource("pipeline"), InputObject);
        else if (_takesObjects) _objects.Add(InputObject);
    }

    protected override void End()
    {
        List<string> files = [.. FilesOf(Path, LiteralPath), .. _piped];

        // That nobody is in the data must not show: where a schema names the columns, an empty pipeline is a table without rows.
        if (files.Count == 0 && _objects is null)
            _takesObjects = Accept(_objects = new PipelineSource("pipeline", ColumnsWithoutRows()));
        if (_takesObjects) Ask(_objects!);
        foreach (var file in files)
        {
            try
            {
                Subject = file;
                var source = new CsvSource(file);
                if (Accept(source)) Ask(source);
            }
            catch (SafeSynthException fault) when (files.Count > 1)
            {
                WriteFault(fault, file);
            }
        }
    }

    /// <summary>What every answer has to keep.</summary>
    private protected Guarantee BindGuarantee()
    {
        if (!IsBound(nameof(Epsilon))) throw PlanFault.EpsilonMissing();
        if (PrivacyUnit is null && IsBound(nameof(MaxRowsPerUnit))) throw CommandFault.RowsWithoutUnit();

        var unit = PrivacyUnit is null ? SafeSynth.Privacy.PrivacyUnit.Row : SafeSynth.Privacy.PrivacyUnit.Key(PrivacyUnit, MaxRowsPerUnit);
        return new Guarantee(Epsilon, Delta, unit, Neighbors);
    }

    /// <summary>What is declared public about the rows.</summary>
    private protected Schema BindSchema() => Schema is null ? SafeSynth.Data.Schema.Empty : SchemaReader.Read(Resolve(Schema));

    private protected bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private void Begin(PipelineSource source, PSObject? first)
    {
        _objects = source;
        source.Add(first);
        _takesObjects = Accept(source);
    }

    private List<string> ColumnsWithoutRows() =>
        BindSchema().Fields is { Count: > 0 } fields ? [.. fields.Select(field => field.Name)] : throw PipelineSource.NoObjects();
}
