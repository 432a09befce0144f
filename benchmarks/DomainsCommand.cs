using SafeSynth.Data;
using SafeSynth.Data.Learning;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Benchmarks;

/// <summary>Learns types, bounds and category lists of real tables with nothing declared, and compares them with the exact ones.</summary>
/// <remarks>The whole budget goes to learning; fresh noise every time.</remarks>
internal sealed class DomainsCommand : IBenchmark
{
    public string Name => "domains";

    public string Purpose =>
        "Private learning of domains alone: in how many runs categories are found, and bounds hold the values and are not too wide.";

    public string Usage => "[--runs 100] [--epsilon 0.5] [--delta 1e-6] [--rows 48842]";

    public void Run(Options options, TextWriter output)
    {
        var rows = (int)options.Number("--rows", int.MaxValue);
        var adult = CsvText.Read(DataSets.Find("adult_raw/adult_raw_train.csv")).Append(CsvText.Read(DataSets.Find("adult_raw/adult_raw_test.csv")));
        var housing = CsvText.Read(DataSets.Find("california_housing/housing.csv"));
        Measure("adult_raw", adult.Thinned(rows), share: 0.99, options, output);
        Measure("california_housing", housing.Thinned(rows), share: 0.98, options, output);
    }

    private static void Measure(string name, CsvText text, double share, Options options, TextWriter output)
    {
        var guarantee = new Guarantee(options.Number("--epsilon", 0.5), options.Number("--delta", 1e-6));
        var exact = Enumerable.Range(0, text.Names.Length).Select(column => ExactDomain.Of(text.Names[column], text.Columns[column])).ToList();
        var table = text.ToTable();
        var fields = text.Names.Select(column => new Field(column)).ToList();
        var learned = new List<TableLayout>();
        var seconds = Timings.Of((int)options.Number("--runs", 100), () => learned.Add(Learn(name, table, fields, guarantee)));

        output.WriteLine($"{name}: {text.Rows} rows, epsilon {guarantee.Epsilon}, delta {guarantee.Delta:0e+0}, {learned.Count} runs, {seconds}");
        var (found, held, narrow) = (0, 0, 0);
        foreach (var layout in learned)
        {
            var columns = exact.Zip(layout.Columns).ToList();
            found += columns.All(pair => !pair.First.MissedBy(pair.Second).Any()) ? 1 : 0;
            held += columns.All(pair => pair.First.CoverageOf(pair.Second) >= share) ? 1 : 0;
            narrow += columns.All(pair => pair.First.WidthOf(pair.Second) <= 8) ? 1 : 0;
        }

        output.WriteLine(
            $"  all categories of at least 1 % found: {found}; bounds hold {share:P0} of the values: {held}; at most 8 times the central 99 %: {narrow}");
        foreach (var (domain, column) in exact.Select((domain, column) => (domain, column)))
            output.WriteLine("  " + domain.Compare([.. learned.Select(layout => layout.Columns[column])]));
    }

    private static TableLayout Learn(string name, RawTable table, IReadOnlyList<Field> fields, Guarantee guarantee)
    {
        var budget = new BudgetScope(guarantee, LayoutLearner.ThresholdShareFor(fields));
        var door = PrivateTable.Open(name, table, fields, [], budget, new SystemNoise());
        return new LayoutLearner(door, fields, isText: true, new LearningBudget(budget.Limit.Rho)).Learn(CancellationToken.None);
    }
}
