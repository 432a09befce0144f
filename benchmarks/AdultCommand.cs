using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SafeSynth.Data;
using SafeSynth.Data.Learning;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Reports;

namespace SafeSynth.Benchmarks;

/// <summary>Fits a generator to coded rows whose domain is declared, and compares all marginals of its rows with the real ones.</summary>
internal sealed class AdultCommand : IBenchmark
{
    public string Name => "adult";

    public string Purpose =>
        "Mean total-variation error of all 1/2/3-way marginals on coded Adult, and of the 3-way ones of at most 10,000 cells; time of fit and rows; AUC of boosted trees with --test.";

    public string Usage =>
        "[--generator OneShot | --cells 262144] [--fits 10] [--epsilon 1] [--delta 1e-9] [--data adult/adult.csv] [--domain adult/adult-domain.json] [--ways 2] [--target column] [--test rows.csv (last column, 1 against the rest)]";

    private const int SmallCells = 10_000;

    public void Run(Options options, TextWriter output)
    {
        var csv = DataSets.Find(options.Optional("--data") ?? "adult/adult.csv");
        var domain = DataSets.Find(options.Optional("--domain") ?? "adult/adult-domain.json");
        var real = CodedTable.Read(csv, domain);
        var guarantee = new Guarantee(options.Number("--epsilon", 1), options.Number("--delta", 1e-9));
        var workload = new Workload { Ways = (int)options.Number("--ways", 2), Target = options.Optional("--target") };
        string[] names = [.. CodedTable.ReadNames(domain)];
        var test = options.Optional("--test") is { } file ? CsvText.Read(DataSets.Find(file)) : null;
        var plan = new DpPlan(guarantee) { Schema = SchemaOf(domain), Generator = options.Optional("--generator"), Workload = workload };
        var source = new LoadedSource(new CsvSource(csv));
        var fitter = options.Optional("--cells") is null
            ? (DpPlan asked, IRowSource rows) => Synthesis.Fit(asked, rows, new SystemNoise())
            : FitterOf(new OneShot((long)options.Number("--cells", 0)));

        var errors = new List<double[]>();
        var (seconds, aucs) = (new List<double>(), new List<double>());
        for (var fit = 0; fit < options.Number("--fits", 10); fit++)
        {
            var clock = Stopwatch.StartNew();
            var model = fitter(plan, source);
            var fitted = clock.Elapsed.TotalSeconds;
            var tables = model.Sample(null, null, new PatternFakes(), CancellationToken.None).ToList();
            seconds.Add(clock.Elapsed.TotalSeconds);
            var synthetic = CodesOf(tables, names, real.Shape);
            errors.Add(
                [.. Enumerable.Range(1, 3).Select(ways => MarginalError.Mean(real, synthetic, ways)), MarginalError.Mean(real, synthetic, 3, SmallCells)]);
            if (test is not null)
                aucs.Add(TrainOnSynthetic.Auc(TextOf(names, synthetic), test, names[^1], "1"));
            output.WriteLine($"fit {fit + 1}: {string.Join(" / ", errors[^1].Select(error => $"{error:F4}"))}  {seconds[^1]:F2} s (fit {fitted:F2} s){(test is null ? "" : $"  AUC {aucs[^1]:F4}")}  {ChoiceOf(model)}");
        }

        var means = Enumerable.Range(0, 4).Select(kind => MeanAndError.Of([.. errors.Select(e => e[kind])]));
        output.WriteLine($"mean of {errors.Count} fits, 1/2/3-way, 3-way of at most {SmallCells} cells: {string.Join(" / ", means)}");
        if (aucs.Count > 0)
            output.WriteLine($"AUC: {MeanAndError.Of(aucs)}, lowest {aucs.Min():F4}");
        output.WriteLine($"time: {new Timings(seconds).ColdAndWarm}");
        using var process = Process.GetCurrentProcess();
        output.WriteLine($"peak memory of the process, rows and comparison included: {process.PeakWorkingSet64 / 1e6:F0} MB");
    }

    // The story of Synthesis.Fit with a generator that no catalogue holds: one of another size.
    private static Func<DpPlan, IRowSource, FittedModel> FitterOf(IGenerator generator) => (plan, source) =>
    {
        var rows = source.Read(progress: null, CancellationToken.None);
        var fields = plan.Schema.FieldsFor(rows.ColumnNames);
        var cap = ReleaseCap.Of(plan.Guarantee, LayoutLearner.ThresholdShareFor(fields), generator.Info.Composition);
        var door = PrivateTable.Open(source.Name, rows, fields, plan.Schema.MissingValues, new BudgetScope(cap), new SystemNoise().ForRelease(rows, ""));
        var layout = new LayoutLearner(door, fields, source.IsText).Learn(CancellationToken.None);
        var synthesizer = generator.Fit(door, new FitContext(layout) { Workload = plan.Workload }, CancellationToken.None);
        return new FittedModel(new RunReport(source.Name, cap, generator.Info, [.. door.Budget.Events], [], layout), synthesizer);
    };

    private static Schema SchemaOf(string domainPath) => new(
    [
        .. JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(domainPath))!.Select(column => new Field(column.Key)
        {
            Type = FieldType.Integer,
            Required = true,
            Minimum = "0",
            Maximum = (column.Value - 1).ToString(CultureInfo.InvariantCulture),
        }),
    ]);

    private static CsvText TextOf(string[] names, CodedTable table) =>
        new(names, [.. table.Columns.Select(codes => Array.ConvertAll(codes, code => code.ToString(CultureInfo.InvariantCulture)))]);

    // What was measured together, and the size of the tree that holds it.
    private static string ChoiceOf(FittedModel model) => model.Synthesizer is not MarginalModel { Model: { } graph } ? ""
        : $"{graph.Potentials.Count(potential => potential.Clique.Count == 2)} pairs, {graph.Potentials.Count(potential => potential.Clique.Count == 3)} triples, {graph.Tree.Cells} cells";

    private static CodedTable CodesOf(List<Table> tables, string[] names, int[] shape) => new(
        [.. names.Select(name => tables.SelectMany(table => ((CodedColumn)table[name]).Codes).Select(code => (int)code).ToArray())], shape);

    /// <summary>Rows that were read once, so that only fits are timed.</summary>
    private sealed class LoadedSource(IRowSource source) : IRowSource
    {
        private readonly RawTable _rows = source.Read(null, CancellationToken.None);

        public string Name => source.Name;

        public bool IsText => source.IsText;

        public IReadOnlyList<string> ReadColumnNames() => source.ReadColumnNames();

        public RawTable Read(IProgress<double>? progress, CancellationToken cancel) => _rows;
    }
}
