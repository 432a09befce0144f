using System.Globalization;
using SafeSynth.Aggregates;
using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Benchmarks;

/// <summary>
/// Times a private answer about a large table: count, sum, average, 9 quantiles and a histogram of 20 bins, in groups that are named
/// privately.
/// </summary>
internal sealed class MeasureCommand : IBenchmark
{
    private const int Groups = 10;

    private static readonly AggregateRequest Request = new(new Guarantee(1))
    {
        Columns = ["duration"],
        LowerBounds = ["0"],
        UpperBounds = ["600"],
        Figures = Figures.Sum | Figures.Average,
        Quantiles = [.1, .2, .3, .4, .5, .6, .7, .8, .9],
        Bins = 20,
        GroupBy = "ward",
    };

    public string Name => "measure";

    public string Purpose =>
        "Count, sum, average, 9 quantiles and a 20-bin histogram in 10 groups: seconds from CSV file to answer, and without reading.";

    public string Usage => "[--rows 1000000] [--runs 5]";

    public void Run(Options options, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("safesynth-benchmark-");
        try
        {
            var path = Path.Combine(folder.FullName, "visits.csv");
            var rows = (int)options.Number("--rows", 1e6);
            Write(path, rows);
            var runs = (int)options.Number("--runs", 5);
            var source = new CsvSource(path);
            IReadOnlyList<NoisyFigures> told = [];
            output.WriteLine($"{rows:N0} rows, {new FileInfo(path).Length / 1e6:F0} MB");
            output.WriteLine($"from file to answer: {Timings.Of(runs, () => told = Aggregation.Measure(Request, source, new SystemNoise())).ColdAndWarm}");
            var table = new ReadTable(source);
            output.WriteLine($"without reading    : {Timings.Of(runs, () => Aggregation.Measure(Request, table, new SystemNoise()))}");
            output.WriteLine($"{told.Count} groups; average of the first one {told[0].InWords("Average")}, ranks within {told[0].InWords("RankError")}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Durations of two decimals around a mean of their ward, most of them distinct from row to row.
    private static void Write(string path, int rows)
    {
        var random = new SampleRandom(seed: 1);
        using var file = new StreamWriter(path);
        file.WriteLine("ward,duration");
        for (var row = 0; row < rows; row++)
        {
            var ward = (int)(random.NextDouble() * Groups);
            var duration = -(20 + 20 * ward) * Math.Log(1 - random.NextDouble());
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ward {ward},{duration:F4}"));
        }
    }

    /// <summary>A source that was read before.</summary>
    private sealed class ReadTable(IRowSource source) : IRowSource
    {
        private readonly RawTable _table = source.Read(progress: null, CancellationToken.None);

        public string Name => source.Name;

        public bool IsText => source.IsText;

        public IReadOnlyList<string> ReadColumnNames() => _table.ColumnNames;

        public RawTable Read(IProgress<double>? progress, CancellationToken cancel) => _table;
    }
}
