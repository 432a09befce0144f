using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Attacks;

/// <summary>How the columns of tables become features: numbers and dates on a common scale, everything else by identity.</summary>
/// <remarks>
/// A column of numbers or dates is one ordered feature, standardised, and where cells are missing a category beside it that says so. Any
/// other column is one category. Columns that name rows (<see cref="RowNames"/>) are left out.
///
/// Which columns are ordered, the numbers of categories and what is left out depend on all tables together without regard to which row is
/// whose; scales (mean and standard deviation) on the rows that the attacker knows. So scores of members and non-members stay exchangeable
/// where nothing leaks.
/// </remarks>
public sealed class FeatureSpace
{
    private readonly Feature[] _features;

    private FeatureSpace(Feature[] features, IReadOnlyList<string> leftOut) => (_features, LeftOut) = (features, leftOut);

    /// <summary>The number of features.</summary>
    public int Width => _features.Length;

    /// <summary>The features' names: the columns', and for what says whether numbers are missing more than that.</summary>
    public IReadOnlyList<string> Names => [.. _features.Select(feature => feature.Name)];

    /// <summary>The columns that features were made of, in their order.</summary>
    public IReadOnlyList<FeatureColumn> Columns =>
    [
        .. _features.Select((feature, number) => (feature.Column, number)).GroupBy(at => at.Column, at => at.number)
            .Select(column => new FeatureColumn(column.Key, column.First(), column.Count() > 1 ? column.Last() : null)),
    ];

    /// <summary>Columns that are no features because some table lacks them.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>Whether a feature is a category, whose numbers mean nothing but identity.</summary>
    public bool IsCategory(int feature) => _features[feature].IsCategory;

    /// <param name="known">Rows that the attacker knows beside the targets: the reference, or the synthetic rows where there is
    /// none.</param>
    /// <param name="tables">All tables that are to be encoded.</param>
    /// <param name="takes">Which columns may be features; null for all.</param>
    /// <exception cref="SafeSynthException">SS3002: the tables have no column in common but such as name rows.</exception>
    public static FeatureSpace Learn(OwnerTable known, IReadOnlyList<OwnerTable> tables, Predicate<string>? takes = null)
    {
        var columns = tables.SelectMany(table => table.ColumnNames).Distinct().Where(name => takes?.Invoke(name) ?? true)
            .ToLookup(name => tables.All(table => table.ColumnNames.Contains(name)));
        Feature[] features = [.. known.ColumnNames.Where(columns[true].Contains).SelectMany(column => Feature.Of(column, known, tables))];
        return features.Length > 0
            ? new FeatureSpace(features, [.. columns[false]])
            : throw GateFault.NoSharedColumns(tables.Select(table => $"'{table.Name}'"));
    }

    /// <exception cref="ArgumentException">The table lacks a column.</exception>
    public FeatureRows Encode(OwnerTable table)
    {
        var values = new double[table.RowCount * Width];
        for (var i = 0; i < Width; i++)
        {
            var column = _features[i].Encode(table);
            for (var row = 0; row < column.Length; row++)
                values[(row * Width) + i] = column[row];
        }

        return new FeatureRows(values, [.. Enumerable.Range(0, Width).Select(IsCategory)]);
    }

    /// <summary>What a category's number stands for: a value as it is written, empty for a missing one.</summary>
    /// <exception cref="ArgumentException">The feature is no such category.</exception>
    public string ValueOf(int feature, double number) => _features[feature].ValueOf(number);
}

/// <summary>A column and its features.</summary>
/// <param name="Name">The column.</param>
/// <param name="Feature">The number of the feature that holds its values.</param>
/// <param name="Absence">The number of the one that is 1 where a number is missing; null where none is, and of categories.</param>
public sealed record FeatureColumn(string Name, int Feature, int? Absence);
