using SafeSynth.Data;

namespace SafeSynth.Attacks;

/// <summary>How the columns of a table become features: numbers and dates on a common scale, everything else by identity.</summary>
/// <remarks>
/// Which columns are ordered, and the numbers of categories, depend on all tables together without regard to which row is whose; scales (mean and standard
/// deviation) on the rows that the attacker knows. So scores of members and non-members stay exchangeable where nothing leaks.
/// </remarks>
public sealed class FeatureSpace
{
    private readonly Feature[] _features;

    private FeatureSpace(Feature[] features) => _features = features;

    /// <summary>The number of features: one for each column that all tables have.</summary>
    public int Width => _features.Length;

    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> Names => [.. _features.Select(feature => feature.Name)];

    /// <summary>Whether a feature is a category, whose numbers mean nothing but identity.</summary>
    public bool IsCategory(int feature) => _features[feature].Numbers is not null;

    /// <param name="known">Rows that the attacker knows beside the targets: the reference, or the synthetic rows where there is none.</param>
    /// <param name="tables">All tables that are to be encoded.</param>
    /// <param name="except">A column that is no feature: the one that names people.</param>
    /// <exception cref="ArgumentException">The tables have no column in common.</exception>
    public static FeatureSpace Learn(OwnerTable known, IReadOnlyList<OwnerTable> tables, string? except = null)
    {
        var shared = known.ColumnNames.Where(name => name != except && tables.All(table => table.ColumnNames.Contains(name))).ToList();
        return shared.Count > 0
            ? new FeatureSpace([.. shared.Select(name => Feature.Learn(name, known, tables))])
            : throw new ArgumentException("The tables have no column in common.", nameof(tables));
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

    private sealed record Feature(string Name, double Mean, double Deviation, Dictionary<string, int>? Numbers)
    {
        public static Feature Learn(string name, OwnerTable known, IReadOnlyList<OwnerTable> tables)
        {
            if (!tables.All(table => table.IsOrdered(name)))
            {
                var values = tables.SelectMany(table => table.TextsOf(name)).Distinct().Order(StringComparer.Ordinal);
                return new Feature(name, 0, 1, values.Select((value, number) => (value, number)).ToDictionary(pair => pair.value, pair => pair.number));
            }

            var numbers = known.NumbersOf(name).Where(double.IsFinite).ToList();
            var mean = numbers.Count == 0 ? 0 : numbers.Average();
            var variance = numbers.Count == 0 ? 0 : numbers.Average(number => (number - mean) * (number - mean));
            return new Feature(name, mean, variance > 0 ? Math.Sqrt(variance) : 1, Numbers: null);
        }

        // A missing number is an ordinary one here: the mean.
        public double[] Encode(OwnerTable table) => Numbers is null
            ? Array.ConvertAll(table.NumbersOf(Name), number => double.IsNaN(number) ? 0 : (number - Mean) / Deviation)
            : Array.ConvertAll(table.TextsOf(Name), value => (double)Numbers[value]);
    }
}
