using System.Management.Automation;
using SafeSynth.Certificates;
using SafeSynth.Completers;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Ingest;
using SafeSynth.Noise;
using SafeSynth.Output;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Commands;

/// <summary>A cmdlet that fits models to private rows: what it reads, and what is asked of a release.</summary>
/// <remarks>
/// Whatever can be refused is refused before a row is read from a file, or at the first object of a pipeline: the plan is checked against
/// the column names, the user has agreed to the price, and the files of the release are open.
/// </remarks>
public abstract class FitCommand : DpCmdlet
{
    private protected const string ObjectSet = "Object", PathSet = "Path", LiteralPathSet = "LiteralPath";

    private readonly List<string> _piped = [];
    private DpPlan? _plan;
    private NoiseChoice? _noise;
    private Ledger? _ledger;
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

    /// <summary>
    /// The ledger (JSON lines) of the data's account, which the release is charged to before anything is asked of the rows. A new one gets the
    /// limit that the plan names, or else room for this one release; New-DpLedger opens larger ones.
    /// </summary>
    [Parameter]
    public string? Ledger { get; set; }

    /// <summary>A file with a secret key (New-DpKeyFile makes one): the same rows, plan and -DataVersion then give the same release again, at no cost.</summary>
    [Parameter]
    public string? KeyFile { get; set; }

    /// <summary>The public label of this version of the data, such as 2026-11. Changed rows need a new one. Goes with -KeyFile.</summary>
    [Parameter]
    public string? DataVersion { get; set; }

    /// <summary>Makes the noise from a number, for tests. The guarantee is void, and report and certificate say so.</summary>
    [Parameter]
    public ulong InsecureNoiseSeed { get; set; }

    /// <summary>The JSON certificate to write: what was promised, and how it follows. When left out, it stands beside -OutFile.</summary>
    [Parameter]
    public string? Certificate { get; set; }

    /// <summary>A private ECDSA key (P-256, PEM) that signs the certificate.</summary>
    [Parameter]
    public string? SigningKey { get; set; }

    /// <summary>The file that holds the release itself; null where it is emitted.</summary>
    private protected abstract string? Product { get; }

    /// <summary>The full path of the certificate; null for none.</summary>
    private protected string? CertificatePath =>
        Certificate is not null ? Resolve(Certificate) : Product is null ? null : CertificateFile.PathFor(Resolve(Product));

    /// <summary>The full paths of the files that a release goes to; they hold one release only.</summary>
    private protected abstract IReadOnlyList<string> Outputs { get; }

    /// <summary>Opens the files of a release, before anything is spent on it.</summary>
    private protected abstract void Open(DpPlan plan, IReadOnlyList<string> columns);

    /// <summary>Emits or writes what a finished fit is wanted for.</summary>
    private protected abstract void Release(FittedModel model, DpPlan plan);

    /// <summary>Closes the files of a release, finished or not.</summary>
    private protected abstract void Close();

    protected override void Process()
    {
        if (ParameterSetName != ObjectSet) return;

        // "Get-ChildItem *.csv |" means the files, not the table of their names and sizes.
        if (InputObject?.BaseObject is FileSystemInfo file) _piped.Add(file.FullName);
        else if (_objects is null) TakeFirst(InputObject);
        else if (_takesObjects) _objects.Add(InputObject);
    }

    protected override void End()
    {
        List<string> files = [.. FilesOf(Path, LiteralPath), .. _piped];
        var sources = files.Count + (_objects is null ? 0 : 1);
        if (sources == 0) TakeNone();
        if (sources > 1 && Outputs.Count > 0) throw PlanFault.OneFileForMany(sources);

        RefuseToOverwrite([.. files, .. PublicInputs()]);
        if (_takesObjects) Fit(_objects!);
        foreach (var file in files)
        {
            try
            {
                Subject = file;
                var source = new CsvSource(file);
                if (Accept(source)) Fit(source);
            }
            catch (SafeSynthException fault) when (sources > 1)
            {
                WriteFault(fault, file);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Close();
        base.Dispose(disposing);
    }

    /// <summary>What is asked of every release: the plan file, and the parameters above it.</summary>
    private protected virtual DpPlan BindPlan()
    {
        var plan = Plan is null ? null : PlanReader.Read(Resolve(Plan));
        if (plan is null && !IsBound(nameof(Epsilon))) throw PlanFault.EpsilonMissing();

        plan ??= new DpPlan(new Guarantee(Epsilon, Delta));
        return plan with
        {
            Guarantee = new Guarantee(
                IsBound(nameof(Epsilon)) ? Epsilon : plan.Guarantee.Epsilon,
                IsBound(nameof(Delta)) ? Delta : plan.Guarantee.Delta,
                UnitAbove(plan.Guarantee.Unit),
                IsBound(nameof(Neighbors)) ? Neighbors : plan.Guarantee.Neighbors),
            Schema = Schema is null ? plan.Schema : SchemaReader.Read(Resolve(Schema)),
            Generator = Generator ?? plan.Generator,
        };
    }

    /// <summary>Refuses to replace what the release is made from.</summary>
    private protected void RefuseToOverwrite(IEnumerable<string> inputs)
    {
        var taken = inputs.ToHashSet(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        if (Outputs.FirstOrDefault(path => !taken.Add(path)) is { } path) throw CommandFault.SameFile(path);
    }

    private protected bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>The key that signs certificates, read anew for each; null for none.</summary>
    private protected CertificateSigner? ReadSigner() => SigningKey is null ? null : CertificateSigner.Read(Resolve(SigningKey));

    private IEnumerable<string> PublicInputs() => new[] { Plan, Schema, Ledger, KeyFile, SigningKey }.OfType<string>().Select(Resolve);

    private void TakeFirst(PSObject? item)
    {
        RefuseToOverwrite(PublicInputs());
        _objects = new PipelineSource("pipeline");
        _objects.Add(item);
        _takesObjects = Accept(_objects);
    }

    // That nobody is in the data must not show: where a schema names the columns, an empty pipeline is a table without rows.
    private void TakeNone()
    {
        _plan ??= BindPlan();
        if (_plan.Schema.Fields.Count == 0) throw PipelineSource.NoObjects();
        _objects = new PipelineSource("pipeline", [.. _plan.Schema.Fields.Select(field => field.Name)]);
        _takesObjects = Accept(_objects);
    }

    /// <summary>All that comes before the first look at a row; false where the user declines the price.</summary>
    private bool Accept(IRowSource source)
    {
        var plan = _plan ??= BindPlan();
        var columns = source.ReadColumnNames();
        var price = ReleasePrice.Of(plan, source.Name, columns, source.IsText);
        foreach (var warning in price.Warnings) WriteWarning($"{warning}");
        _noise ??= BindNoise();
        var ledger = Ledger is null ? null : Resolve(Ledger);
        if (File.Exists(ledger) && KeyFile is null) PlanAccount.RequireRoom(PlanAccount.Open(ledger, plan, source.Name, columns), plan, columns);
        var words = string.Join(Environment.NewLine, price.InWords());
        if (!ShouldProcess(words, $"This will {words}", "Spend privacy budget")) return false;

        Open(plan, columns);
        _ledger = ledger is null ? null : PlanAccount.Open(ledger, plan, source.Name, columns);
        return true;
    }

    private NoiseChoice BindNoise()
    {
        var choice = NoiseChoice.Of(KeyFile is null ? null : Resolve(KeyFile), DataVersion, IsBound(nameof(InsecureNoiseSeed)) ? InsecureNoiseSeed : null);
        foreach (var warning in choice.Warnings) WriteWarning(warning);
        return choice;
    }

    private void Fit(IRowSource source)
    {
        try
        {
            var model = RunWithProgress($"Fitting {source.Name}", pump => Synthesis.Fit(_plan!, source, _noise!.Noise, pump, StopToken, _ledger));
            foreach (var line in ReportInWords.Of(model.Report)) WriteVerbose(line);
            if (_ledger is { } ledger) WriteVerbose($"Charged to the account '{ledger.Account.Name}', which has epsilon {ledger.LeftEpsilon:G3} left.");
            Release(model, _plan!);
        }
        finally
        {
            Close();
        }
    }

    private PrivacyUnit UnitAbove(PrivacyUnit planned)
    {
        if (!IsBound(nameof(MaxRowsPerUnit))) return PrivacyUnit is null ? planned : SafeSynth.Privacy.PrivacyUnit.Key(PrivacyUnit, MaxRowsPerUnit);

        var key = PrivacyUnit ?? planned.KeyColumn ?? throw CommandFault.RowsWithoutUnit();
        return SafeSynth.Privacy.PrivacyUnit.Key(key, MaxRowsPerUnit);
    }
}
