using System.Diagnostics;
using System.Text;
using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Benchmarks;

/// <summary>Times reading a large CSV file of which nothing is declared: every cell is recognised, typed and encoded.</summary>
internal sealed class ReadCsvCommand : IBenchmark
{
    private const int NumberColumns = 10;

    public string Name => "read-csv";

    public string Purpose =>
        "Reading a made CSV file with nothing declared: MB/s of the first read of the process and of later ones, peak memory.";

    public string Usage => "[--cells adult|numbers] [--size 300 (MB)] [--runs 3]";

    public void Run(Options options, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("safesynth-benchmark-");
        try
        {
            var path = Path.Combine(folder.FullName, "rows.csv");
            var bytes = (long)(options.Number("--size", 300) * 1e6);
            switch (options.Optional("--cells") ?? "adult")
            {
                case "adult": WriteAdult(path, bytes); break;
                case "numbers": WriteNumbers(path, bytes); break;
                case var other: throw new UsageException($"'{other}' is neither adult nor numbers.");
            }

            Measure(path, (int)options.Number("--runs", 3), output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The file was just written, so that it is read from the operating system's cache, not from the disk.
    private static void Measure(string path, int runs, TextWriter output)
    {
        var megabytes = new FileInfo(path).Length / 1e6;
        using var process = Process.GetCurrentProcess();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peakBefore = process.PeakWorkingSet64 / 1e6;

        RawTable? table = null;
        var cold = Timings.Once(() => table = Read(path));
        process.Refresh();
        var peak = process.PeakWorkingSet64 / 1e6;
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        var rows = table!.RowCount;
        output.WriteLine($"{megabytes:F0} MB, {rows:N0} rows of {table.ColumnNames.Count} columns");
        output.WriteLine($"cold: {megabytes / cold:F0} MB/s ({Timings.InUnits(cold)})");
        output.WriteLine($"memory: peak of the process {peak:F0} MB ({peakBefore:F0} MB before); the table holds {(double)held / rows:F1} bytes a row");

        table = null;
        var warm = Timings.Of(runs, () => Read(path));
        output.WriteLine($"warm: {megabytes / warm.Median:F0} MB/s, {warm}");
    }

    private static RawTable Read(string path) => new CsvSource(path).Read(progress: null, CancellationToken.None);

    // The rows of raw Adult, again and again.
    private static void WriteAdult(string path, long bytes)
    {
        var adult = File.ReadAllBytes(DataSets.Find("adult_raw/adult_raw_train.csv"));
        var header = Array.IndexOf(adult, (byte)'\n') + 1;
        using var file = File.Create(path);
        file.Write(adult, 0, header);
        while (file.Length < bytes) file.Write(adult, header, adult.Length - header);
    }

    // Random numbers with all their digits: no cell comes twice.
    private static void WriteNumbers(string path, long bytes)
    {
        var random = new SampleRandom(seed: 1);
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16);
        file.WriteLine(string.Join(',', Enumerable.Range(1, NumberColumns).Select(column => $"x{column}")));
        while (file.BaseStream.Length < bytes)
            file.WriteLine(string.Join(',', Enumerable.Range(1, NumberColumns).Select(_ => $"{random.NextDouble():R}")));
    }
}
