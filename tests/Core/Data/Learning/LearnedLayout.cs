using SafeSynth.Data;
using SafeSynth.Data.Learning;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Data.Learning;

/// <summary>What was learned of a table of text of which nothing is declared, with the whole budget and noise of a fixed seed.</summary>
internal sealed class LearnedLayout
{
    private readonly Dictionary<string, ColumnLayout> _columns;

    private LearnedLayout(TableLayout layout) => _columns = layout.Columns.ToDictionary(column => column.Name);

    public static LearnedLayout Of(RawTable table, double epsilon, ulong seed)
    {
        var fields = table.ColumnNames.Select(name => new Field(name)).ToList();
        var budget = new BudgetScope(new Guarantee(epsilon), LayoutLearner.ThresholdShareFor(fields));
        var door = PrivateTable.Open("test", table, fields, [], budget, new InsecureNoise(seed));
        return new LearnedLayout(new LayoutLearner(door, fields, isText: true, new LearningBudget(budget.Limit.Rho)).Learn(CancellationToken.None));
    }

    public FieldType? TypeOf(string column) => (_columns[column] as ModelledColumn)?.Domain.Type;

    public bool IsNullable(string column) => ((ModelledColumn)_columns[column]).Domain.Nullable;

    public IReadOnlyList<string> CategoriesOf(string column) =>
        _columns[column] is ModelledColumn { Domain: CategoryDomain domain } ? domain.Values : [];

    /// <summary>The share of some values that lie between the learned bounds; 0 where none were learned.</summary>
    public double CoverageOf(string column, IReadOnlyCollection<double> values) =>
        BoundsOf(column) is var (least, greatest) ? values.Count(value => least <= value && value <= greatest) / (double)values.Count : 0;

    /// <summary>The distance of the learned bounds, in terms of that of the bounds of the central 99 % of some values.</summary>
    public double WidthOf(string column, IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToList();
        return BoundsOf(column) is var (least, greatest)
            ? (greatest - least) / (sorted[(int)(0.995 * sorted.Count)] - sorted[(int)(0.005 * sorted.Count)]) : double.PositiveInfinity;
    }

    private (double Least, double Greatest)? BoundsOf(string column)
    {
        if (_columns[column] is not ModelledColumn { Domain: GridDomain grid })
            return null;
        var unit = Math.Pow(10, -grid.Decimals);
        return (grid.Origin * unit, (grid.Origin + grid.Count - 1) * unit);
    }
}
