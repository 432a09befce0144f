using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using SafeSynth.Data;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Aggregates;

/// <summary>
/// A request bound to the columns of a table: what will be measured, and on what the budget is spent. No row is needed for it.
/// </summary>
/// <remarks>
/// The budget is split evenly, and in public, among the looks at the data: one for naming groups that are not declared, and for every
/// column one for its count, one for its sum (sum, average and standard deviation share it), one for its squares, one for each quantile,
/// one for the histogram. A look answers for all groups at once: groups share no row.
/// </remarks>
internal sealed class AggregatePlan
{
    private const int LeastQuantile = 10, GreatestQuantile = 990;
    private const Figures OfNumbers = Figures.Sum | Figures.Average | Figures.StandardDeviation;

    private static readonly CategoryDomain TwoGroups = new(FieldType.String, ["a", "b"], CellForm.Text, nullable: false, hasOther: false);

    private AggregatePlan(AggregateRequest request, IReadOnlyList<Field> fields, IReadOnlyList<MeasuredColumn> columns, CategoryDomain? groups, bool isCharged)
    {
        (Request, Fields, Columns, DeclaredGroups) = (request, fields, columns, groups);
        Quantiles = [.. QuantilesOf(request).Distinct().Order()];
        Looks = (SelectsGroups ? 1 : 0) + columns.Count * LooksOfColumn().Count();
        var composition = isCharged ? Composition.Zcdp : CompositionChoice.For(this);
        Terms = new ReleaseTerms(request.Guarantee, ThresholdShareIn(composition), composition);
    }

    public AggregateRequest Request { get; }

    /// <summary>What is declared of each column of the table, with values beyond bounds counting as the bound.</summary>
    public IReadOnlyList<Field> Fields { get; }

    public IReadOnlyList<MeasuredColumn> Columns { get; }

    /// <summary>The groups, where they are declared.</summary>
    public CategoryDomain? DeclaredGroups { get; }

    /// <summary>The quantiles to select in thousandths, those of minimum and maximum among them; ascending.</summary>
    public IReadOnlyList<int> Quantiles { get; }

    /// <summary>Whether groups have to be named privately.</summary>
    public bool SelectsGroups => Request.GroupBy is not null && DeclaredGroups is null;

    /// <summary>The powers of a column's values that are summed: 0 for its count, 1, 2.</summary>
    public IEnumerable<int> Powers => Enumerable.Range(0, NeedsSquares ? 3 : NeedsSum ? 2 : 1);

    public bool NeedsSum => (Request.Figures & OfNumbers) != 0;

    public bool NeedsSquares => Asks(Figures.StandardDeviation);

    /// <summary>The number of looks at the data.</summary>
    public int Looks { get; }

    /// <summary>
    /// What the answer asks of its budget. An account counts in zCDP whatever the composition, so nothing else is worth while there.
    /// </summary>
    public ReleaseTerms Terms { get; }

    /// <summary>The most that the answer may cost where it is charged to no account.</summary>
    public ReleaseCap Cap => CapIn(Terms.Composition);

    /// <summary>The hash of all that is asked; it is public and needs no key.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        Request with { Schema = Request.Schema with { Fields = Fields } }, AggregateRequestContext.Default.AggregateRequest)));

    public bool Asks(Figures figure) => (Request.Figures & figure) != 0;

    /// <summary>The cap of an answer whose costs add up in this way.</summary>
    public ReleaseCap CapIn(Composition composition) => ReleaseCap.Of(Request.Guarantee, ThresholdShareIn(composition), composition);

    // In pure DP nothing else needs delta; elsewhere more of it would make all other noise larger, and an account's share of it go to one
    // answer.
    private double ThresholdShareIn(Composition composition) => !SelectsGroups ? 0 : composition == Composition.Pure ? 0.9 : 0.1;

    /// <summary>A column's values before anything is known of undeclared groups: two have the sensitivity of many.</summary>
    public GroupedValues ForecastOf(MeasuredColumn column) =>
        new(column.Name, column.Grid, Request.GroupBy is { } by ? new Grouping(by, DeclaredGroups ?? TwoGroups) : null);

    /// <summary>The quantile in thousandths that stands for the minimum or maximum.</summary>
    public static int ExtremeOf(Figures figure) => figure == Figures.Minimum ? LeastQuantile : GreatestQuantile;

    /// <summary>Binds a request to a table of which only the column names are known.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="columns">The names of the table's columns.</param>
    /// <param name="isCharged">Whether the answer is charged to an account.</param>
    /// <exception cref="SafeSynthException">What is asked does not go together, or with the columns.</exception>
    public static AggregatePlan Of(AggregateRequest request, IReadOnlyList<string> columns, bool isCharged = false)
    {
        foreach (var name in request.Columns)
            RequireColumn("-Property", name, columns);
        if (request.GroupBy is { } by)
            RequireColumn("-GroupBy", by, columns);
        if (request.Guarantee.Unit.KeyColumn is { } key && !columns.Contains(key))
            throw PlanFault.UnknownKeyColumn(key, columns);

        var figure = FigureInWords(request);
        if (figure is not null && request.Columns.Count == 0)
            throw AggregateFault.ColumnMissing(figure);
        RequireOneEach("-LowerBound", request.LowerBounds, request.Columns);
        RequireOneEach("-UpperBound", request.UpperBounds, request.Columns);

        Field[] fields = [.. request.Schema.FieldsFor(columns)];
        foreach (var field in fields)
            DeclaredDomain.Check(field);
        var measured = new List<MeasuredColumn>();
        for (var i = 0; i < request.Columns.Count; i++)
        {
            ref var field = ref fields[columns.ToList().IndexOf(request.Columns[i])];
            if (figure is not null)
                field = MeasuredColumn.WithBounds(field, BoundOf(request.LowerBounds, i), BoundOf(request.UpperBounds, i), figure);
            measured.Add(MeasuredColumn.Of(field, figure is null ? null : request.Step ?? MeasuredColumn.StepOf(field)));
            RequireSense(request, measured[^1]);
        }

        return new AggregatePlan(request, fields, measured.Count > 0 ? measured : [MeasuredColumn.Rows], GroupsOf(request, fields), isCharged);
    }

    /// <summary>The looks at one column, in words.</summary>
    public IEnumerable<string> LooksOfColumn()
    {
        yield return "count";
        if (NeedsSum)
            yield return "sum";
        if (NeedsSquares)
            yield return "squares";
        foreach (var quantile in Quantiles)
            yield return FormattableString.Invariant($"{quantile / 1000.0} quantile");
        if (Request.Bins is not null)
            yield return "histogram";
    }

    private static IEnumerable<int> QuantilesOf(AggregateRequest request)
    {
        if ((request.Figures & Figures.Minimum) != 0)
            yield return LeastQuantile;
        if ((request.Figures & Figures.Maximum) != 0)
            yield return GreatestQuantile;
        foreach (var quantile in request.Quantiles)
        {
            var thousandths = Math.Round(quantile * 1000);
            if (!(thousandths is >= 1 and <= 999) || Math.Abs(quantile * 1000 - thousandths) > 1e-6)
                throw AggregateFault.QuantileOutOfRange(quantile);
            yield return (int)thousandths;
        }
    }

    private static string? FigureInWords(AggregateRequest request) =>
        Enum.GetValues<Figures>().Where(figure => figure != Figures.None && (request.Figures & figure) != 0).Select(figure => $"-{figure}")
            .Concat(request.Quantiles.Count > 0 ? ["-Quantile"] : []).Concat(request.Bins is not null ? ["-Histogram"] : []).FirstOrDefault();

    private static CategoryDomain? GroupsOf(AggregateRequest request, Field[] fields)
    {
        var field = fields.FirstOrDefault(field => field.Name == request.GroupBy);
        if (field is null || (field.Enum is null && field.Type != FieldType.Boolean))
            return null;

        // Rows without a group are in none, also where the column may be missing.
        var declared = field with { Required = true, Faults = FaultPolicy.Drop };
        return (CategoryDomain)DeclaredDomain.Of(declared, FormTypes.DefaultOf(field.Type ?? FieldType.String), decimals: 0);
    }

    private static void RequireColumn(string parameter, string name, IReadOnlyList<string> columns)
    {
        if (!columns.Contains(name))
            throw AggregateFault.UnknownColumn(parameter, name, columns);
    }

    private static void RequireOneEach(string parameter, IReadOnlyList<string> bounds, IReadOnlyList<string> columns)
    {
        if (bounds.Count > 1 && bounds.Count != columns.Count)
            throw AggregateFault.BoundsNotOneEach(parameter, bounds.Count, columns.Count);
    }

    private static void RequireSense(AggregateRequest request, MeasuredColumn column)
    {
        if (column is not { Name: { } name, Grid: { } grid })
            return;
        if (grid.Type is FieldType.Date or FieldType.DateTime && (request.Figures & OfNumbers) is not Figures.None and var figures)
            throw AggregateFault.WrongType(name, FigureInWords(request with { Figures = figures })!, grid.Type);
        if (request.Bins is { } bins && (bins < 1 || bins > Math.Min(BinCoding.MostBins, grid.Points)))
            throw AggregateFault.BinsOutOfRange(name, bins, Math.Min(BinCoding.MostBins, grid.Points));
    }

    private static string? BoundOf(IReadOnlyList<string> bounds, int column) =>
        bounds.Count == 0 ? null : bounds[bounds.Count == 1 ? 0 : column];
}

[JsonSerializable(typeof(AggregateRequest))]
internal sealed partial class AggregateRequestContext : JsonSerializerContext;
