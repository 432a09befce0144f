using System.Globalization;
using SafeSynth.Data;
using Sylvan.Data.Csv;

namespace SafeSynth.Tests.Data.Learning;

/// <summary>
/// Real tables with nothing declared, at epsilon 1/2 for types, bounds and category lists together, with noise of fixed seeds.
/// </summary>
/// <remarks>
/// The data are not part of the repository: see the environment variable SAFESYNTH_DATA. The command <c>domains</c> of the benchmarks draws
/// fresh noise.
/// </remarks>
public sealed class RealDomainTests
{
    [Fact]
    public void All_common_categories_of_Adult_are_found_and_bounds_hold_99_percent_and_are_not_wide() =>
        AssertLearned(0.99, "adult_raw/adult_raw_train.csv", "adult_raw/adult_raw_test.csv");

    [Fact]
    public void Bounds_of_California_housing_hold_98_percent_and_are_not_wide() =>
        AssertLearned(0.98, "california_housing/housing.csv");

    private static void AssertLearned(double coverage, params string[] files)
    {
        var (names, columns) = Read(files);
        var table = new TableBuilder(names);
        for (var row = 0; row < columns[0].Count; row++)
        {
            for (var column = 0; column < names.Length; column++)
                table[column].Add(columns[column][row]);
            table.EndRow();
        }

        var raw = table.Build();
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var learned = LearnedLayout.Of(raw, epsilon: 0.5, seed);
            foreach (var (name, cells) in names.Zip(columns))
                AssertLearned(learned, name, [.. cells.Where(cell => cell.Length > 0)], coverage);
        }
    }

    private static void AssertLearned(LearnedLayout learned, string name, List<string> cells, double coverage)
    {
        if (!double.TryParse(cells[0], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            var common = cells.GroupBy(cell => cell).Where(same => same.Count() >= 0.01 * cells.Count).Select(same => same.Key);
            Assert.Empty(common.Except(learned.CategoriesOf(name)));
            return;
        }

        var values = cells.ConvertAll(cell => double.Parse(cell, CultureInfo.InvariantCulture));
        Assert.InRange(learned.CoverageOf(name, values), coverage, 1);
        Assert.InRange(learned.WidthOf(name, values), 0, 8);
    }

    private static (string[] Names, List<string>[] Columns) Read(string[] files)
    {
        var (names, columns) = (Array.Empty<string>(), Array.Empty<List<string>>());
        foreach (var file in files)
        {
            using var reader = CsvDataReader.Create(DataSets.Find(file), new CsvDataReaderOptions { Delimiter = ',' });
            names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
            columns = columns.Length > 0 ? columns : [.. names.Select(_ => new List<string>())];
            while (reader.Read())
            {
                for (var column = 0; column < columns.Length; column++)
                    columns[column].Add(reader.GetString(column));
            }
        }

        return (names, columns);
    }
}
