using System.Diagnostics;
using SafeSynth.Adapters.Learners;
using SafeSynth.Data;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Utility;

namespace SafeSynth.Benchmarks;

/// <summary>
/// Measures the utility of a release of raw Adult with all metrics and all learners: the figures, and how long each takes.
/// </summary>
internal sealed class UtilityCommand : IBenchmark
{
    public string Name => "utility";

    public string Purpose =>
        "All utility metrics and learners on raw Adult: 32,561 synthetic and real rows, 16,281 test rows; figures and time.";

    public string Usage => "[--generator OneShot] [--epsilon 1] [--delta 1e-6]";

    public void Run(Options options, TextWriter output)
    {
        var source = new CsvSource(DataSets.Find("adult_raw/adult_raw_train.csv"));
        var plan = new DpPlan(new Guarantee(options.Number("--epsilon", 1), options.Number("--delta", 1e-6))) { Generator = options.Optional("--generator") };
        var model = Synthesis.Fit(plan, source, new SystemNoise());
        List<Table> batches = [.. model.Sample(32_561, 1, new PatternFakes(), CancellationToken.None)];
        var clock = Stopwatch.StartNew();
        var synthetic = OwnerTable.Read(CsvText.Of(batches).AsSource("synthetic"));
        var (real, test) = (OwnerTable.Read(source), OwnerTable.Read(new CsvSource(DataSets.Find("adult_raw/adult_raw_test.csv"))));
        output.WriteLine($"reading: {clock.Elapsed.TotalSeconds:F1} s");

        clock.Restart();
        var report = UtilityTest.Run(synthetic, real, test, UtilityCatalog.All, LearnerCatalog.All, "income", seed: 1);
        var all = clock.Elapsed.TotalSeconds;
        output.WriteLine($"{"figure",-54} {"released",9} {"error",7} {"real",9} {"independent",11} {"majority",8}  worst");
        foreach (var figure in report.Figures)
            output.WriteLine($"{figure.Name,-54} {figure.Value,9:F4} {figure.StandardError,7:F4} {figure.Real,9:F4} {figure.Independent,11:F4} {figure.Majority,8:F4}  {figure.Worst}");
        output.WriteLine($"all metrics, {LearnerCatalog.All.Count} learners: {all:F1} s");
        foreach (var metric in UtilityCatalog.All)
            output.WriteLine($"{metric.Info.Name,-20} alone: {Timings.InUnits(Timings.Once(() => UtilityTest.Run(synthetic, real, test, [metric], LearnerCatalog.All, "income", seed: 1)))}");
        using var process = Process.GetCurrentProcess();
        output.WriteLine($"peak memory of the process, the fit included: {process.PeakWorkingSet64 / 1e6:F0} MB");
    }
}
