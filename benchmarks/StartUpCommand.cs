using System.Diagnostics;

namespace SafeSynth.Benchmarks;

/// <summary>Times whole processes, from their start to their end: what a user waits for and what it takes.</summary>
internal sealed class StartUpCommand : IBenchmark
{
    private const int PollMilliseconds = 5;

    public string Name => "start-up";

    public string Purpose =>
        "Wall time and peak memory of whole processes of the built host: the engine alone, the README's command, raw Adult without a schema.";

    public string Usage => "[--runs 7]";

    public void Run(Options options, TextWriter output)
    {
        var runs = (int)options.Number("--runs", 7);
        var folder = Directory.CreateTempSubdirectory("safesynth-benchmark-");
        string[] results = ["-OutFile", Path.Combine(folder.FullName, "rows.csv"), "-Report", Path.Combine(folder.FullName, "report.html")];
        try
        {
            Measure("engine and module, one cmdlet that lists", ["Get-DpGenerator"]);
            Measure("people, schema given (the README's command)",
                ["New-DpSyntheticData", "-Path", "samples/people.csv", "-Schema", "samples/people.schema.json", "-Epsilon", "1", .. results]);
            Measure("raw Adult, no schema",
                ["New-DpSyntheticData", "-Path", DataSets.Find("adult_raw/adult_raw_train.csv"), "-Epsilon", "1", .. results]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        void Measure(string title, string[] arguments)
        {
            var peaks = new List<long>();
            var times = Timings.Of(runs, () => peaks.Add(PeakBytesOf(arguments)));
            output.WriteLine($"{title}: {times}; peak {peaks.Min() / 1e6:F0} to {peaks.Max() / 1e6:F0} MB");
        }
    }

    // The operating system keeps the peak, but not beyond the end of the process: the last look is a few milliseconds old.
    private static long PeakBytesOf(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Repository.Host, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        })!;
        var drained = process.StandardOutput.ReadToEndAsync();
        var peak = 0L;
        do
        {
            try
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It ended between the question and the answer.
            }
        }
        while (!process.WaitForExit(PollMilliseconds));

        drained.Wait();
        return process.ExitCode == 0
            ? peak
            : throw new InvalidDataException($"safesynth {arguments[0]} ended with code {process.ExitCode}.");
    }
}
