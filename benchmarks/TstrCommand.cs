using System.Diagnostics;

namespace SafeSynth.Benchmarks;

/// <summary>Trains on one file, tests on another.</summary>
internal sealed class TstrCommand : IBenchmark
{
    public string Name => "tstr";

    public string Purpose => "Train on synthetic, test on real: AUC of boosted trees (ML.NET FastTree, its default settings).";

    public string Usage => "--train a.csv --test b.csv --target column --positive value";

    public void Run(Options options, TextWriter output)
    {
        var train = CsvText.Read(DataSets.Find(options.Required("--train")));
        var test = CsvText.Read(DataSets.Find(options.Required("--test")));
        var clock = Stopwatch.StartNew();
        var auc = TrainOnSynthetic.Auc(train, test, options.Required("--target"), options.Required("--positive"));
        output.WriteLine($"AUC {auc:F4} ({clock.Elapsed.TotalSeconds:F2} s)");
    }
}
