using System.Text.Json;
using Microsoft.Build.Framework;
using SafeSynth.Certificates;
using SafeSynth.Generators;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tasks;

/// <summary>One <c>PrivateFixture</c> item, read and checked. All paths are full.</summary>
internal sealed record Fixture
{
    /// <summary>Metadata that <see cref="ResolvePrivateFixtures"/> hands on: the project file that the item stands in.</summary>
    public const string DeclaredIn = nameof(DeclaredIn);

    private static readonly string[] GoesWithEpsilon =
        [nameof(Guarantee.Delta), nameof(Schema), nameof(Generator), nameof(PrivacyUnit), "MaxRowsPerUnit"];

    private static readonly string[] DecidesTheFit =
        [nameof(Plan), nameof(Guarantee.Epsilon), nameof(KeyFile), nameof(DataVersion), .. GoesWithEpsilon];

    /// <summary>Members of a plan that decide what is drawn and have no part in the fit.</summary>
    private static readonly string[] OfTheSampleAlone = ["rows", "seed", "where", "$schema"];

    private static readonly string[] DecidesTheSample = [.. DecidesTheFit, nameof(Model), nameof(Report), nameof(Rows), nameof(Seed)];

    private readonly ItemMetadata _metadata;
    private readonly JsonElement _plan;

    /// <exception cref="SafeSynthException">SS0100 to SS0102, SS0113, SS0130 to SS0134: the item asks for what cannot be.</exception>
    /// <param name="item">The item.</param>
    /// <param name="projectDirectory">What relative paths start from.</param>
    /// <param name="stateDirectory">Where models that are not named, and stamps, are kept.</param>
    public Fixture(ITaskItem item, string projectDirectory, string stateDirectory)
    {
        _metadata = new ItemMetadata(item, projectDirectory);
        Item = item.ItemSpec;
        ProjectFile = _metadata.Text(DeclaredIn) ?? item.GetMetadata("DefiningProjectFullPath");
        Source = Path.GetFullPath(item.ItemSpec, projectDirectory);
        Plan = _metadata.FilePath(nameof(Plan));
        Schema = _metadata.FilePath(nameof(Schema));
        OutFile = Path.GetFullPath(item.GetMetadata(nameof(OutFile)), projectDirectory);
        Name = Path.GetFileNameWithoutExtension(OutFile);
        Model = _metadata.FilePath(nameof(Model)) ?? Path.Combine(stateDirectory, $"{Name}.dpmodel");
        Report = _metadata.FilePath(nameof(Report));
        Certificate = _metadata.FilePath(nameof(Certificate)) ?? CertificateFile.PathFor(OutFile);
        KeyFile = _metadata.FilePath(nameof(KeyFile));
        DataVersion = _metadata.Text(nameof(DataVersion));
        Ledger = _metadata.FilePath(nameof(Ledger)) ?? (KeyFile is null ? null : Path.ChangeExtension(Source, ".ledger.jsonl"));
        Rows = _metadata.LongCount(nameof(Rows));
        Seed = _metadata.Seed(nameof(Seed));
        OnMissingSource = _metadata.Choice(nameof(OnMissingSource), MissingSource.Error);
        Guarantee = ParseGuarantee();
        Generator = _metadata.Text(nameof(Generator)) is { } name ? GeneratorCatalog.Find(name).Info.Name : null;

        _plan = Parsed(Plan);
        var state = Path.Combine(stateDirectory, Name);
        var fit = Request(DecidesTheFit) + AskedByPlan();
        (Fitted, Unused) = (new Stamp(state, "fit", fit), new Stamp(state, "unused", fit));
        Sampled = new Stamp(state, "sample", Request(DecidesTheSample));
    }

    /// <summary>The item as its project spells it.</summary>
    public string Item { get; }

    /// <summary>The project file that the item stands in.</summary>
    public string ProjectFile { get; }

    /// <summary>What the fixture is called in the state directory: its file name without extension.</summary>
    public string Name { get; }

    /// <summary>The private CSV file.</summary>
    public string Source { get; }

    /// <summary>The plan; null where metadata or a model take its place.</summary>
    public string? Plan { get; }

    /// <summary>The schema that goes with an epsilon; null where all but the column names is learned.</summary>
    public string? Schema { get; }

    /// <summary>The model: made by a fit, and what fixtures are sampled from.</summary>
    public string Model { get; }

    /// <summary>The synthetic CSV file.</summary>
    public string OutFile { get; }

    /// <summary>The HTML report of the release; null for none.</summary>
    public string? Report { get; }

    /// <summary>The JSON certificate of the release.</summary>
    public string Certificate { get; }

    /// <summary>The secret key of a release that can be made again; null for fresh noise.</summary>
    public string? KeyFile { get; }

    /// <summary>The public label of this version of the source; goes with the key.</summary>
    public string? DataVersion { get; }

    /// <summary>The ledger that a fit is charged to, beside the source where a key but no ledger is named; null for none.</summary>
    public string? Ledger { get; }

    /// <summary>The number of synthetic rows; null for the plan's, or else the noisy number of private ones.</summary>
    public long? Rows { get; }

    /// <summary>The seed of sampling; null for the plan's, or else a fresh one.</summary>
    public ulong? Seed { get; }

    public MissingSource OnMissingSource { get; }

    /// <summary>The guarantee that metadata ask for; null where a plan does, or nothing.</summary>
    public Guarantee? Guarantee { get; }

    public string? Generator { get; }

    /// <summary>Marks the fit as done.</summary>
    public Stamp Fitted { get; }

    /// <summary>Marks a fit that was spent and could not be used: the same again would be spent for nothing, too.</summary>
    public Stamp Unused { get; }

    /// <summary>Marks the sample as drawn.</summary>
    public Stamp Sampled { get; }

    /// <summary>Whether private rows are asked about at all; else a model is only sampled.</summary>
    public bool IsRelease => Plan is not null || Guarantee is not null;

    public bool HasSource => File.Exists(Source);

    /// <summary>
    /// The files that decide the fit, beside the plan, which counts by what it asks for. A newer one asks for a new release.
    /// </summary>
    public IEnumerable<string> FitInputs => new[] { Source, Schema ?? NamedByPlan("schema"), NamedByPlan("publicData") }.OfType<string>();

    /// <summary>The files that decide the sample.</summary>
    public IEnumerable<string> SampleInputs => new[] { Model, Plan }.OfType<string>();

    /// <summary>All that is asked of the release; null where a model is only sampled.</summary>
    /// <exception cref="SafeSynthException">The plan or the schema is not valid.</exception>
    public DpPlan? ReadPlan()
    {
        if (Plan is not null)
        {
            var plan = PlanReader.Read(Plan);
            return plan with { Rows = Rows ?? plan.Rows, Seed = Seed ?? plan.Seed };
        }

        return Guarantee is null ? null : new DpPlan(Guarantee)
        {
            Schema = Schema is null ? Data.Schema.Empty : SchemaReader.Read(Schema),
            Generator = Generator,
            Rows = Rows,
            Seed = Seed,
        };
    }

    /// <summary>The file to open in order to cure a fault. Never a place inside the private data.</summary>
    public string OriginOf(SafeSynthException fault) => fault switch
    {
        MalformedFileException malformed => malformed.Path,
        { Code: "SS2004" } => Source,
        { Code: "SS2020" or "SS2021" } => KeyFile!,
        _ when fault.Code.StartsWith("SS1", StringComparison.Ordinal) => Source,
        _ when fault.Code.StartsWith("SS4", StringComparison.Ordinal) => Model,
        _ when fault.Code.StartsWith("SS0", StringComparison.Ordinal) => Plan ?? Schema ?? ProjectFile,
        _ => Plan ?? ProjectFile,
    };

    private string? NamedByPlan(string member) =>
        _plan.ValueKind == JsonValueKind.Object && _plan.TryGetProperty(member, out var file) && file.ValueKind == JsonValueKind.String
            ? Path.GetFullPath(file.GetString()!, Path.GetDirectoryName(Plan)!) : null;

    // What the plan asks of the fit, however it is laid out.
    private string AskedByPlan() => _plan.ValueKind != JsonValueKind.Object ? "" : string.Concat(
        _plan.EnumerateObject().Where(member => !OfTheSampleAlone.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
            .OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}={JsonSerializer.Serialize(member.Value)}\n"));

    // Only to tell whether there is anything to do: whatever is wrong with the plan, the fit says.
    private static JsonElement Parsed(string? plan)
    {
        try
        {
            return File.Exists(plan) ? JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(plan)) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private Guarantee? ParseGuarantee()
    {
        var epsilon = _metadata.Number(nameof(Guarantee.Epsilon));
        if (Plan is null && epsilon is null && _metadata.Text(nameof(Model)) is null)
            throw FixtureFault.NothingAskedFor();

        if (Plan is not null && epsilon is not null)
            throw FixtureFault.GoesWithEpsilon(nameof(Guarantee.Epsilon), hasPlan: true);
        if (epsilon is null && GoesWithEpsilon.FirstOrDefault(name => _metadata.Text(name) is not null) is { } stray)
            throw FixtureFault.GoesWithEpsilon(stray, hasPlan: Plan is not null);

        var column = _metadata.Text(nameof(PrivacyUnit));
        var rows = _metadata.Count("MaxRowsPerUnit");
        if (column is null != rows is null)
            throw FixtureFault.UnitIncomplete();

        return epsilon is null ? null : new Guarantee(
            epsilon.Value,
            _metadata.Number(nameof(Guarantee.Delta)) ?? Guarantee.DefaultDelta,
            column is null ? PrivacyUnit.Row : PrivacyUnit.Key(column, rows!.Value));
    }

    private string Request(IEnumerable<string> names)
    {
        var metadata = _metadata;
        return string.Concat(names.Select(name => $"{name}={metadata.Text(name)}\n").Prepend($"{Item}\n"));
    }
}
