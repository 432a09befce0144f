using System.Diagnostics;
using System.Globalization;
using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Benchmarks;

/// <summary>Fits a generator to a made table of any size and draws as many rows: time, memory and error of the pairs.</summary>
internal sealed class ScaleCommand : IBenchmark
{
    private const int MostPairs = 1000;

    public string Name => "scale";

    public string Purpose =>
        "A made table of some size: time of fit and rows, peak memory, mean two-way error beside independence and a second sample.";

    public string Usage => "[--rows 100000] [--columns 50] [--generator OneShot] [--epsilon 1] [--delta 1e-9]";

    public void Run(Options options, TextWriter output)
    {
        var (rows, columns) = ((int)options.Number("--rows", 1e5), (int)options.Number("--columns", 50));
        var table = new MadeTable(columns, rows, seed: 1);
        var guarantee = new Guarantee(options.Number("--epsilon", 1), options.Number("--delta", 1e-9));
        var plan = new DpPlan(guarantee) { Schema = SchemaOf(table), Generator = options.Optional("--generator") ?? "OneShot" };
        var source = new MadeSource(table);
        output.WriteLine($"{rows:N0} rows, {columns} columns; the table takes {PeakInWords()}");

        var (clock, before) = (Stopwatch.StartNew(), Cpu());
        var model = Synthesis.Fit(plan, source, new SystemNoise());
        var fitted = clock.Elapsed;
        output.WriteLine($"fit {Timings.InUnits(fitted.TotalSeconds)}, {Timings.InUnits(Cpu() - before)} of CPU, {PeakInWords()}");

        var pairs = PairsOf(columns);
        var synthetic = new PairCounts(pairs, table.Shape);
        var (rowsTime, rowsCpu) = (0.0, 0.0);
        (clock, before) = (Stopwatch.StartNew(), Cpu());
        foreach (var batch in model.Sample(rows, seed: 1, new PatternFakes(), CancellationToken.None))
        {
            (rowsTime, rowsCpu) = (rowsTime + clock.Elapsed.TotalSeconds, rowsCpu + Cpu() - before);
            synthetic.Add(CodesOf(batch, table));
            (clock, before) = (Stopwatch.StartNew(), Cpu());
        }

        output.WriteLine($"rows {Timings.InUnits(rowsTime)}, {Timings.InUnits(rowsCpu)} of CPU, {PeakInWords()}");

        var (real, again) = (new PairCounts(pairs, table.Shape), new PairCounts(pairs, table.Shape));
        var second = new MadeTable(columns, rows, seed: 2);
        for (var block = 0; block < table.Blocks; block++)
        {
            real.Add(table.Block(block));
            again.Add(second.Block(block));
        }

        output.WriteLine($"two-way errors of {pairs.Count} pairs, mean and that of the tenth that depend most:");
        var dependence = real.DistancesFromIndependence();
        int[] strongest = [.. Enumerable.Range(0, pairs.Count).OrderByDescending(pair => dependence[pair]).Take((pairs.Count + 9) / 10)];
        void Print(string what, double[] errors) =>
            output.WriteLine($"{what} {errors.Average():F4} / {strongest.Average(pair => errors[pair]):F4}");
        Print("synthetic rows", real.DistancesFrom(synthetic));
        Print("exact independence", dependence);
        Print("a second sample", real.DistancesFrom(again));
    }

    private static List<Clique> PairsOf(int columns)
    {
        Clique[] pairs = [.. from a in Enumerable.Range(0, columns) from b in Enumerable.Range(a + 1, columns - a - 1) select Clique.Of(a, b)];
        new SampleRandom(seed: 3).Shuffle<Clique>(pairs);
        return [.. pairs.Take(MostPairs)];
    }

    private static Schema SchemaOf(MadeTable table) => new([.. table.Names.Zip(table.Shape, (name, size) => new Field(name)
    {
        Type = FieldType.Integer,
        Required = true,
        Minimum = "0",
        Maximum = (size - 1).ToString(CultureInfo.InvariantCulture),
    })]);

    private static CodeColumns CodesOf(Table batch, MadeTable table) => new(batch.RowCount,
        [.. table.Names.Zip(table.Shape, (name, size) => new CodeColumn(size, [.. ((CodedColumn)batch[name]).Codes.Select(code => (int)code)]))]);

    // Of a crowded machine this says more than the clock.
    private static double Cpu() => Environment.CpuUsage.TotalTime.TotalSeconds;

    private static string PeakInWords()
    {
        using var process = Process.GetCurrentProcess();
        return $"peak {process.PeakWorkingSet64 / 1e6:N0} MB";
    }

    private sealed class PairCounts(IReadOnlyList<Clique> pairs, int[] shape)
    {
        private readonly long[][] _counts = [.. pairs.Select(pair => new long[pair.Cells(shape)])];

        public void Add(CodeColumns rows)
        {
            foreach (var (sum, more) in _counts.Zip(MarginalCounter.Count(rows, pairs)))
                for (var cell = 0; cell < sum.Length; cell++) sum[cell] += more[cell];
        }

        public double[] DistancesFrom(PairCounts other) => [.. _counts.Zip(other._counts, (a, b) =>
        {
            var (m, n) = ((double)a.Sum(), (double)b.Sum());
            return a.Zip(b, (x, y) => Math.Abs((x / m) - (y / n))).Sum() / 2;
        })];

        public double[] DistancesFromIndependence() => [.. _counts.Zip(pairs, (counts, pair) =>
        {
            var (size, total) = (shape[pair[1]], (double)counts.Sum());
            double[] rows = [.. counts.Chunk(size).Select(row => row.Sum() / total)];
            double[] columns = [.. Enumerable.Range(0, size).Select(y => Enumerable.Range(0, rows.Length).Sum(x => counts[(x * size) + y]) / total)];
            return counts.Select((count, cell) => Math.Abs((count / total) - (rows[cell / size] * columns[cell % size]))).Sum() / 2;
        })];
    }

    /// <summary>Rows that exist before the clock starts.</summary>
    private sealed class MadeSource(MadeTable table) : IRowSource
    {
        private readonly RawTable _rows = table.ToRawTable();

        public string Name => "made";

        // So that the declared schema leaves nothing to be learned.
        public bool IsText => true;

        public IReadOnlyList<string> ReadColumnNames() => [.. table.Names];

        public RawTable Read(IProgress<double>? progress, CancellationToken cancel) => _rows;
    }
}
