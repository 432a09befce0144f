using System.Text.Json;
using System.Text.Json.Serialization;
using SafeSynth.Data;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Reports;
using SafeSynth.Texts;

namespace SafeSynth.Generators.Saving;

/// <summary>
/// The content of a model file, member by member as <c>docs/model-format.md</c> describes it; reading back checks all of it.
/// </summary>
internal sealed record SavedModel(
    string DataName,
    SavedGuarantee Guarantee,
    string Generator,
    SavedLimit Limit,
    SavedEvent[] Events,
    string[] DeclaredPublic,
    SavedColumn[] Columns,
    SavedFit? Fit = null,
    Composition Composition = Composition.Zcdp,
    NoiseKind Noise = NoiseKind.Fresh,
    string? DataVersion = null,
    SavedAccountEntry? Account = null,
    SavedErrors? Errors = null,
    SavedValues[]? Where = null,
    SavedText? Text = null,
    SavedSeeds? Seeds = null,
    SavedPool? Pool = null,
    SavedText[]? Texts = null)
{
    /// <summary>More columns than any generator can relate; the junction tree's work grows with their square.</summary>
    private const int MaxColumns = 1 << 14;

    public static SavedModel Of(FittedModel model)
    {
        var report = model.Report;
        if (!report.Generator.HasGuarantee)
            throw ToolFault.ModelOfPrivateTexts(report.Generator.Name);
        var (fit, text) = (model.Rows as MarginalModel, model.Synthesizer as NGramModel);
        var (seeds, pool) = (model.Synthesizer as SeededModel, model.Synthesizer as EvolvedModel);
        if (fit is null && text is null && seeds is null && pool is null)
            throw ModelFault.NotSavable(report.Generator.Name);
        return new SavedModel(
            report.DataName,
            SavedGuarantee.Of(report.Guarantee),
            report.Generator.Name,
            SavedLimit.Of(report.Cap.Cost),
            [.. report.Events.Select(SavedEvent.Of)],
            [.. report.DeclaredPublic],
            [.. report.Layout.Columns.Select(SavedColumn.Of)],
            fit is null ? null : SavedFit.Of(fit, report),
            report.Cap.Composition,
            report.Noise,
            report.DataVersion,
            SavedAccountEntry.Of(report.Account),
            SavedErrors.Of(report.Errors, report.Layout),
            report.Condition.Count == 0 ? null : [.. report.Condition.Select(values => new SavedValues(values.Column, [.. values.AnyOf]))],
            text is null ? null : SavedText.Of(text.Distribution),
            seeds is null ? null : SavedSeeds.Of(seeds),
            pool is null ? null : SavedPool.Of(pool.Evolved),
            model.Synthesizer is RowsWithTexts rows ? [.. rows.Texts.Select(column => SavedText.Of(column.Distribution))] : null);
    }

    /// <exception cref="InvalidDataException">The content contradicts itself. Constructors' own exceptions mean the same.</exception>
    /// <exception cref="SafeSynthException">SS4006: the model is too large.</exception>
    public FittedModel ToModel(string file)
    {
        if (Columns.Length > MaxColumns)
            throw ModelFault.TooLarge(file, $"{Columns.Length} columns", $"{MaxColumns}");
        Sound.Require(!DeclaredPublic.Contains(null), "a public declaration is empty");
        Sound.Require(!Columns.Contains(null) && !Events.Contains(null), "a column or an event is empty");
        Sound.Require(Columns.DistinctBy(column => column.Name, StringComparer.OrdinalIgnoreCase).Count() == Columns.Length, "two columns have one name");
        Sound.Require(new object?[] { Fit, Text, Seeds, Pool }.Count(content => content is not null) == 1, "it is a model of rows or of texts, one of them");
        var cap = new ReleaseCap(Guarantee.ToGuarantee(), Composition, Limit.ToCost());
        var events = Events.Select(saved => saved.ToEvent()).ToList();
        Sound.Require(cap.Accepts(events) && cap.KeepsItsGuarantee, "its events cost more than its guarantee allows");
        var layout = new TableLayout([.. Columns.Select(column => column.ToLayout())]);
        var report = new RunReport(DataName, cap, GeneratorOf(Generator), events, DeclaredPublic, layout)
        {
            Noise = Noise,
            DataVersion = DataVersion,
            Account = Account?.ToEntry(),
            Errors = Fit is null ? null : Errors?.ToErrors(layout, Fit.Rows),
            Condition = [.. (Where ?? []).Select(values => values?.ToValues() ?? throw new InvalidDataException("a condition is empty"))],
        };
        return new FittedModel(report, Fit is not null ? WithTexts(Fit.ToSynthesizer(layout, file), layout)
            : Text?.ToSynthesizer(layout) ?? Seeds?.ToSynthesizer(layout) ?? (ISynthesizer)Pool!.ToSynthesizer(layout));
    }

    private ISynthesizer WithTexts(ISynthesizer rows, TableLayout layout)
    {
        var columns = layout.Columns.OfType<TextColumn>().ToList();
        Sound.Require(columns.Count == (Texts?.Length ?? 0) && Texts?.Contains(null) != true, "its columns of texts have no models, or an empty one");
        if (columns.Count == 0)
            return rows;
        Sound.Require(columns.All(column => column.WrittenFor is null || column.LabelIn(layout) is not null), "texts are written for a column that the model does not see");
        return new RowsWithTexts(rows, [.. columns.Zip(Texts!, (column, text) => new WrittenColumn(column.Name, column.LabelIn(layout), text.ToDistribution(column.LabelIn(layout))))]);
    }

    private static GeneratorInfo GeneratorOf(string name) =>
        GeneratorCatalog.InfoOf(name) ?? TextGeneratorCatalog.InfoOf(name)
            ?? new GeneratorInfo(name, "A generator of another version of SafeSynth.", Composition.Zcdp, "", "");
}

/// <summary>What the release keeps; without a unit, every row is a person of its own.</summary>
internal sealed record SavedGuarantee(double Epsilon, double Delta, Neighbors Neighbors, SavedUnit? Unit = null)
{
    public static SavedGuarantee Of(Guarantee guarantee) => new(
        guarantee.Epsilon, guarantee.Delta, guarantee.Neighbors,
        guarantee.Unit.KeyColumn is { } column ? new SavedUnit(column, guarantee.Unit.MaxRows) : null);

    public Guarantee ToGuarantee()
    {
        Sound.Require(
            Epsilon > 0 && double.IsFinite(Epsilon) && Delta is > 0 and < 1 && Unit is not { MaxRows: < 1 },
            "the parameters of its guarantee are out of range");
        return new Guarantee(Epsilon, Delta, Unit is null ? PrivacyUnit.Row : PrivacyUnit.Key(Unit.Column, Unit.MaxRows), Neighbors);
    }
}

/// <summary>The most that all events together were allowed to cost.</summary>
internal sealed record SavedLimit(double Rho, double Delta)
{
    public static SavedLimit Of(ZcdpCost cost) => new(cost.Rho, cost.Delta);

    public ZcdpCost ToCost()
    {
        Sound.Require(Rho > 0 && double.IsFinite(Rho) && Delta is >= 0 and < 1, "the limit of its budget is out of range");
        return new ZcdpCost(Rho, Delta);
    }
}

/// <summary>Where the release stands in its account; the head as <see cref="LedgerHead"/> writes it.</summary>
internal sealed record SavedAccountEntry(string Name, string Release, string Head, int Attempt)
{
    public static SavedAccountEntry? Of(AccountEntry? entry) =>
        entry is null ? null : new(entry.Account, entry.Release, entry.Head.ToString(), entry.Attempt);

    public AccountEntry ToEntry()
    {
        Sound.Require(Attempt > 0, "its release has no place in its account");
        return LedgerHead.TryParse(Head, out var head)
            ? new AccountEntry(Name, Release, head, Attempt) : throw new InvalidDataException("the head of its ledger is none");
    }
}

/// <summary>The values of a column that the model's rows were asked to have; null is missing.</summary>
internal sealed record SavedValues(string Column, string?[] AnyOf)
{
    public ColumnValues ToValues()
    {
        Sound.Require(AnyOf.Length > 0, "a condition has no values");
        return new ColumnValues(Column, AnyOf);
    }
}

internal sealed record SavedUnit(string Column, int MaxRows);

/// <summary>What reading back demands of a content.</summary>
internal static class Sound
{
    /// <exception cref="InvalidDataException">The demand is not met.</exception>
    public static void Require(bool demand, string reason)
    {
        if (!demand)
            throw new InvalidDataException(reason);
    }
}

/// <summary>How the content is put into JSON: no member twice, none unknown, none missing, enumerations by name.</summary>
[JsonSerializable(typeof(SavedModel))]
internal sealed partial class SavedModelContext : JsonSerializerContext
{
    public static SavedModelContext Strict { get; } = new(new JsonSerializerOptions(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            ByName<Neighbors>(), ByName<Composition>(), ByName<NoiseKind>(), ByName<FieldType>(), ByName<CellForm>(), ByName<FaultPolicy>(), ByName<IdentifierKind>(),
        },
    });

    private static JsonStringEnumConverter<T> ByName<T>() where T : struct, Enum =>
        new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
}
