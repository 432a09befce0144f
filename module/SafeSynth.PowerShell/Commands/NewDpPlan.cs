using System.Management.Automation;
using System.Text;
using SafeSynth.Completers;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Ingest;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Commands;

/// <summary>Drafts a plan for a table from its header: what is promised, and a line for every column to fill in.</summary>
/// <remarks>
/// Nothing but the names of the columns is read, so a draft costs nothing and tells nothing. It is a plan as it stands, in which nothing is
/// declared: null stands for what may be filled in. Fill in what you would know without the data (types, bounds, lists of values), since
/// what is declared need not be paid for. Columns whose names say that they name people are marked to be made up ("role": "regenerate");
/// make that "model" where a name misleads. Test-DpPlan then says what the plan costs and buys.
/// </remarks>
/// <example>
/// <para>Draft a plan, fill it in, see what it buys</para>
/// <code>New-DpPlan ./hr.csv -OutFile ./hr.plan.json</code>
/// </example>
/// <example>
/// <para>A plan that protects people who have several rows, and tells errors in percent since the size is public</para>
/// <code>New-DpPlan ./visits.csv -Epsilon 2 -PrivacyUnit patient_id -MaxRowsPerUnit 8 -Size 50000 -OutFile ./visits.plan.json</code>
/// </example>
/// <example>
/// <para>A plan for objects: the first one names the columns</para>
/// <code>Get-Process | New-DpPlan</code>
/// </example>
[Cmdlet(VerbsCommon.New, "DpPlan", DefaultParameterSetName = ObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(string), typeof(FileInfo))]
public sealed class NewDpPlanCommand : TableCommand
{
    private IReadOnlyList<string>? _columns;

    /// <summary>
    /// The privacy loss that the plan promises: how much anyone's odds about a person may change, e^epsilon. 1 when left out.
    /// </summary>
    [Parameter]
    public double Epsilon { get; set; } = 1;

    /// <summary>The probability that the bound on the loss does not hold; far below 1 / (number of people).</summary>
    [Parameter]
    public double Delta { get; set; } = Guarantee.DefaultDelta;

    /// <summary>The column that names the person, where one person has several rows. Without it every row is a person of its own.</summary>
    [Parameter]
    [Alias("KeyColumn")]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string? PrivacyUnit { get; set; }

    /// <summary>The most rows of one person that take part; which ones is drawn at random.</summary>
    [Parameter]
    public int MaxRowsPerUnit { get; set; } = 1;

    /// <summary>Which data sets must look alike: AddRemove (one person more or less) or ReplaceOne (one person exchanged).</summary>
    [Parameter]
    public Neighbors Neighbors { get; set; }

    /// <summary>The generator that learns the model; Get-DpGenerator lists them.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GeneratorNameCompleter))]
    public string? Generator { get; set; }

    /// <summary>About how many rows there are, if that is public: errors are then foretold in percent.</summary>
    [Parameter]
    public long Size { get; set; }

    /// <summary>The number of synthetic rows. When left out, it is the noisy number of private rows.</summary>
    [Parameter]
    public long Count { get; set; }

    /// <summary>Makes sampling repeatable: the same model and seed give the same rows. It does not touch the noise.</summary>
    [Parameter]
    public ulong Seed { get; set; }

    /// <summary>The plan file to write. When left out, the draft is emitted as text.</summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <summary>Replaces a file that exists, with all that was filled in there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Take(PSObject? row) =>
        _columns ??= new TableBuilder(RowShape.NamesOf(row, row?.BaseObject)).ColumnNames;

    protected override void End()
    {
        var files = AllFiles();
        var drafts = files.Count + (_columns is null ? 0 : 1);
        if (drafts == 0) throw PipelineSource.NoObjects();
        if (drafts > 1 && OutFile is not null) throw PlanFault.OneFileForMany(drafts);

        var plan = BindPlan();
        if (_columns is not null) Write(PlanDraft.Write(plan, _columns));
        foreach (var path in files)
        {
            Subject = path;
            Write(PlanDraft.Write(plan, new CsvSource(path).ReadColumnNames()));
        }
    }

    private DpPlan BindPlan()
    {
        if (IsBound(nameof(Size)) && Size < 1) throw PlanFault.SizeOutOfRange(Size);
        if (Count < 0) throw PlanFault.RowsOutOfRange(Count);

        var unit = UnitParameters.Above(SafeSynth.Privacy.PrivacyUnit.Row, PrivacyUnit, IsBound(nameof(MaxRowsPerUnit)) ? MaxRowsPerUnit : null);
        return new DpPlan(new Guarantee(Epsilon, Delta, unit, Neighbors))
        {
            Generator = Generator is null ? null : GeneratorCatalog.Find(Generator).Info.Name,
            Size = IsBound(nameof(Size)) ? Size : null,
            Rows = IsBound(nameof(Count)) ? Count : null,
            Seed = IsBound(nameof(Seed)) ? Seed : null,
        };
    }

    private void Write(string draft)
    {
        if (OutFile is null)
        {
            WriteObject(draft);
            return;
        }

        var path = Resolve(OutFile);
        Subject = path;
        if (File.Exists(path) && !Force) throw CommandFault.PlanExists(path);
        if (!ShouldProcess(path, "Write the draft of a plan")) return;

        using (var file = new AtomicFile(path))
        {
            file.Content.Write(Encoding.UTF8.GetBytes(draft));
            file.Commit();
        }

        if (PassThru) WriteObject(new FileInfo(path));
    }
}
