using System.Management.Automation;
using SafeSynth.Data;
using SafeSynth.Ingest;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Commands;

/// <summary>
/// A cmdlet that asks something of private rows: where they come from, what the answer has to keep, and which account is charged.
/// </summary>
/// <remarks>
/// Whatever can be refused is refused before a row is read from a file, or at the first object of a pipeline: what is asked fits the column
/// names, the account has room, the user has agreed to the price, and the files of the release are open.
/// </remarks>
public abstract class PrivateRowsCommand : TableCommand
{
    private NoiseChoice? _noise;
    private Ledger? _ledger;
    private PipelineSource? _objects;
    private bool _takesObjects;

    /// <summary>
    /// The privacy loss: how much anyone's odds about a person may change, e^epsilon. Smaller is more private; 1 is a common start.
    /// </summary>
    [Parameter]
    public double Epsilon { get; set; }

    /// <summary>The probability that the bound on the loss does not hold; far below 1 / (number of people).</summary>
    [Parameter]
    public double Delta { get; set; } = Guarantee.DefaultDelta;

    /// <summary>
    /// A Frictionless Table Schema (JSON) of what is public: types, enums, bounds. What it leaves out is learned privately, at a price,
    /// where it is needed.
    /// </summary>
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

    /// <summary>
    /// The ledger (JSON lines) of the data's account, which the release is charged to before anything is asked of the rows. A new one gets
    /// the limit that the plan names, or else room for this one release; New-DpLedger opens larger ones.
    /// </summary>
    [Parameter]
    public string? Ledger { get; set; }

    /// <summary>
    /// A file with a secret key (New-DpKeyFile makes one): the same rows, question and -DataVersion then give the same release again, at no
    /// cost.
    /// </summary>
    [Parameter]
    public string? KeyFile { get; set; }

    /// <summary>The public label of this version of the data, such as 2026-11. Changed rows need a new one. Goes with -KeyFile.</summary>
    [Parameter]
    public string? DataVersion { get; set; }

    /// <summary>Makes the noise from a number, for tests. The guarantee is void, and report and certificate say so.</summary>
    [Parameter]
    public ulong InsecureNoiseSeed { get; set; }

    /// <summary>What is declared public about the rows.</summary>
    private protected abstract Schema Declared { get; }

    /// <summary>The full paths of the files that a release goes to; they hold one release only.</summary>
    private protected virtual IReadOnlyList<string> Outputs => [];

    /// <summary>The public files that a release is made from, as they were named.</summary>
    private protected virtual IEnumerable<string?> PublicFiles => [Schema, Ledger, KeyFile];

    /// <summary>What the release would cost, told from public facts.</summary>
    private protected abstract Offer Price(IRowSource source, IReadOnlyList<string> columns);

    /// <summary>Whether the release may be one that its account knows, and that then costs nothing.</summary>
    private protected virtual bool MayRepeat => KeyFile is not null;

    /// <summary>Opens the files of a release, before anything is spent on it.</summary>
    private protected virtual void Open(IReadOnlyList<string> columns)
    {
    }

    /// <summary>Looks at the rows and releases the answer, once the price is accepted.</summary>
    private protected abstract void Ask(IRowSource source, INoiseProvider noise, Ledger? ledger);

    /// <summary>Closes the files of a release, finished or not.</summary>
    private protected virtual void Close()
    {
    }

    private protected override void Take(PSObject? row)
    {
        if (_objects is null) TakeFirst(row);
        else if (_takesObjects) _objects.Add(row);
    }

    protected override void End()
    {
        var files = AllFiles();
        var sources = files.Count + (_objects is null ? 0 : 1);
        if (sources > 1 && Outputs.Count > 0) throw PlanFault.OneFileForMany(sources);

        RefuseToOverwrite([.. files, .. PublicInputs()]);
        if (sources == 0) TakeNone();
        if (_takesObjects) Answer(_objects!);
        foreach (var file in files)
        {
            try
            {
                Subject = file;
                var source = new CsvSource(file);
                if (Accept(source)) Answer(source);
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

    /// <summary>What every answer has to keep: what a plan file says, if there is one, and the parameters above it.</summary>
    private protected Guarantee GuaranteeAbove(Guarantee? planned)
    {
        if (planned is null && !IsBound(nameof(Epsilon))) throw PlanFault.EpsilonMissing();

        return new Guarantee(
            planned is null || IsBound(nameof(Epsilon)) ? Epsilon : planned.Epsilon,
            planned is null || IsBound(nameof(Delta)) ? Delta : planned.Delta,
            UnitParameters.Above(planned?.Unit ?? SafeSynth.Privacy.PrivacyUnit.Row, PrivacyUnit, IsBound(nameof(MaxRowsPerUnit)) ? MaxRowsPerUnit : null),
            planned is null || IsBound(nameof(Neighbors)) ? Neighbors : planned.Neighbors);
    }

    /// <summary>What is declared public: the schema that was named, or else what a plan file says.</summary>
    private protected Schema SchemaAbove(Schema planned) => Schema is null ? planned : SchemaReader.Read(Resolve(Schema));

    /// <summary>Refuses to replace what the release is made from.</summary>
    private protected void RefuseToOverwrite(IEnumerable<string> inputs)
    {
        var taken = inputs.ToHashSet(FilePlace.Comparer);
        if (Outputs.FirstOrDefault(path => !taken.Add(path)) is { } path) throw CommandFault.SameFile(path);
    }

    private IEnumerable<string> PublicInputs() => PublicFiles.OfType<string>().Select(Resolve);

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
        if (Declared.Fields is not { Count: > 0 } fields) throw PipelineSource.NoObjects();
        _objects = new PipelineSource("pipeline", [.. fields.Select(field => field.Name)]);
        _takesObjects = Accept(_objects);
    }

    /// <summary>All that comes before the first look at a row; false where the user declines the price.</summary>
    private bool Accept(IRowSource source)
    {
        var columns = source.ReadColumnNames();
        var offer = Price(source, columns);
        foreach (var warning in offer.Warnings) WriteWarning($"{warning}");
        _noise ??= BindNoise();
        var ledger = Ledger is null ? null : Resolve(Ledger);
        if (File.Exists(ledger) && !MayRepeat) PlanAccount.RequireRoom(ledger, offer.Terms);
        if (!ShouldProcess(offer.InWords, $"This will {offer.InWords}", "Spend privacy budget")) return false;

        Open(columns);
        _ledger = ledger is null ? null : PlanAccount.Open(ledger, source.Name, offer.Terms, offer.Account);
        return true;
    }

    private NoiseChoice BindNoise()
    {
        var choice = NoiseChoice.Of(KeyFile is null ? null : Resolve(KeyFile), DataVersion, IsBound(nameof(InsecureNoiseSeed)) ? InsecureNoiseSeed : null);
        foreach (var warning in choice.Warnings) WriteWarning(warning);
        return choice;
    }

    private void Answer(IRowSource source)
    {
        try
        {
            Ask(source, _noise!.Noise, _ledger);
            if (_ledger is { } ledger) WriteVerbose($"Charged to the account '{ledger.Account.Name}', which has epsilon {ledger.LeftEpsilon:G3} left.");
        }
        finally
        {
            Close();
        }
    }

    /// <summary>What a release would cost.</summary>
    /// <param name="Terms">What it asks of an account.</param>
    /// <param name="Account">The account to open if there is none; null for one with room for this release.</param>
    /// <param name="InWords">The price, as the end of a sentence: "This will".</param>
    /// <param name="Warnings">What is allowed and most likely not meant.</param>
    private protected sealed record Offer(ReleaseTerms Terms, PlanAccount? Account, string InWords, IReadOnlyList<PlanWarning> Warnings);
}
