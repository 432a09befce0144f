using static System.FormattableString;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Privacy;
using SafeSynth.Reports;

namespace SafeSynth.Plans;

/// <summary>
/// What a release would cost, what that buys and what error noise would leave, told from public facts before anything is spent.
/// </summary>
public sealed class ReleasePrice
{
    private readonly bool _isNothingDeclared;

    private ReleasePrice(DpPlan plan, IGenerator generator, PlanForecast forecast)
    {
        (DataName, Columns, Guarantee, Size) = (forecast.Facts.Name, forecast.Facts.ColumnNames, plan.Guarantee, plan.Size);
        (OpenColumns, UndeclaredColumns, Generator) = (forecast.OpenColumns, forecast.UndeclaredColumns, generator.Info.Name);
        (Parts, RowsNeeded) = (forecast.Parts(plan.Size), forecast.RowsNeeded());
        Resources = forecast.Resources(plan.Size);
        Warnings = [.. WarningsOf(forecast)];
        _isNothingDeclared = plan.Schema.Fields.All(field => field with { Role = null } == new Field(field.Name));
    }

    /// <summary>The data set's public name.</summary>
    public string DataName { get; }

    /// <summary>The names of all columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>What the release would spend.</summary>
    public Guarantee Guarantee { get; }

    /// <summary>About how many rows there are, where that is declared.</summary>
    public long? Size { get; }

    /// <summary>The columns about which something has to be learned.</summary>
    public IReadOnlyList<string> OpenColumns { get; }

    /// <summary>Those that a model may see and of which nobody declared what values they have.</summary>
    public IReadOnlyList<string> UndeclaredColumns { get; }

    /// <summary>The generator's name.</summary>
    public string Generator { get; }

    /// <summary>What is spent on what: first what learning takes at most, then what the generator does with the rest.</summary>
    public IReadOnlyList<PricedPart> Parts { get; }

    /// <summary>What it takes of the machine; null where the generator cannot tell.</summary>
    public ResourceForecast? Resources { get; }

    /// <summary>What is allowed and most likely not meant.</summary>
    public IReadOnlyList<PlanWarning> Warnings { get; }

    /// <summary>About how many rows would do, so that no <see cref="Warnings"/> called them too few; null where no number does.</summary>
    public long? RowsNeeded { get; }

    /// <summary>The most of rho that learning what the schema leaves open may take.</summary>
    public double LearningShare => Parts.Where(part => part.IsLearning).Sum(part => part.Share);

    /// <summary>What the guarantee leaves to attackers, in one line.</summary>
    public string Attackers =>
        $"At 1 % false alarms an attacker is right about at most {Figures.Up(100 * MembershipBound.TruePositiveRate(Guarantee.Epsilon, Guarantee.Delta, 0.01))} % of the members.";

    /// <summary>What to think of, and what could be better.</summary>
    public IReadOnlyList<string> Advice => [.. AdviceOn()];

    /// <summary>Prices a plan for a table of which only the name and the column names are known.</summary>
    /// <param name="plan">What is asked of the release.</param>
    /// <param name="dataName">The data set's public name.</param>
    /// <param name="columns">The names of its columns.</param>
    /// <param name="isText">Whether the source holds text only, so that nothing has to be asked about .NET types.</param>
    /// <exception cref="SafeSynthException">The plan does not fit the columns, or names an unknown generator.</exception>
    public static ReleasePrice Of(DpPlan plan, string dataName, IReadOnlyList<string> columns, bool isText)
    {
        var generator = GeneratorCatalog.For(plan, plan.Schema.FieldsFor(columns));
        return new ReleasePrice(plan, generator, PlanForecast.Of(plan, dataName, columns, generator, isText));
    }

    /// <summary>The price, the expected error and what it takes of the machine, line by line.</summary>
    public IReadOnlyList<string> InWords() => [.. CostInWords(), .. Resources is null ? [] : new[] { Resources.ToString() }];

    private IReadOnlyList<string> CostInWords()
    {
        var price = Invariant($"spend epsilon {Guarantee.Epsilon} (delta {Guarantee.Delta:0.###e-00}) per {Guarantee.Unit} of '{DataName}'. {Learning()}");
        List<PricedPart> measured = [.. Parts.Where(part => part.Measured is not null)];
        if (measured.Count == 0)
            return [price];
        var errors = string.Join(", ", measured.Select(part => part.ErrorInWords(named: 1)));
        var drowned = Figures.RoughRows(measured.Max(part => part.ShowsFrom)!.Value);
        var better = UndeclaredColumns.Count > 0 ? " Declare what is public (New-DpPlan drafts it) to do better." : "";
        return [price, $"Expected error: {errors}; groups of fewer than {drowned} drown in noise.{better}"];
    }

    private string Learning()
    {
        var price = $"takes up to {Figures.RoughPercent(LearningShare)} of it.";
        return OpenColumns.Count == 0 ? "Everything is declared: nothing has to be learned about types, bounds and categories."
            : _isNothingDeclared ? $"Nothing is declared: learning types, bounds and categories {price}"
            : Invariant($"Learning what {OpenColumns.Count} of {Columns.Count} columns leave open (types, bounds, categories, bins) {price}");
    }

    private IEnumerable<PlanWarning> WarningsOf(PlanForecast forecast)
    {
        if (Size is not { } size)
            yield break;
        if (Guarantee.Delta >= 1.0 / size)
            yield return PlanWarning.DeltaTooLarge(Guarantee.Delta, size);
        if (forecast.OneWayError(size) is { } error and > PlanForecast.MostOneWayError)
            yield return PlanWarning.TooLittleData(size, Guarantee.Epsilon, error, forecast.EpsilonNeeded(size), RowsNeeded);
    }

    private IEnumerable<string> AdviceOn()
    {
        if (Columns.Count == 0)
            yield return "The plan names no columns: name the file of the data, too, or list the columns as fields.";
        if (UndeclaredColumns.Count > 0)
        {
            var some = string.Join(", ", UndeclaredColumns.Take(5)) + (UndeclaredColumns.Count > 5 ? Invariant($" and {UndeclaredColumns.Count - 5} more") : "");
            yield return $"Declare what is public of {some}: types, bounds, lists of values. Learning takes up to {Figures.RoughPercent(LearningShare)} of the budget.";
        }

        if (Size is null && RowsNeeded is { } rows)
            yield return Invariant($"Declare the size, if about how many rows there are is public: errors are then told in percent. From about {rows:N0} rows on, single columns come out well.");
        if (Guarantee.Unit.KeyColumn is null)
            yield return "Every row counts as a person. If people have several rows, name the column that tells whose they are as the unit.";
        yield return EpsilonJudgement.Of(Guarantee.Epsilon);
    }
}
