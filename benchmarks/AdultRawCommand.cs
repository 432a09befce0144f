using System.Diagnostics;
using SafeSynth.Data;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Benchmarks;

/// <summary>Fits raw rows with nothing declared, and trains a classifier on what comes out.</summary>
internal sealed class AdultRawCommand : IBenchmark
{
    public string Name => "adult-raw";

    public string Purpose =>
        "Train on synthetic, test on real: raw Adult, no schema given; AUC of boosted trees (ML.NET FastTree, its default settings).";

    public string Usage => "[--generator Mst] [--fits 5] [--epsilon 1] [--delta 1e-6]";

    public void Run(Options options, TextWriter output)
    {
        var source = new CsvSource(DataSets.Find("adult_raw/adult_raw_train.csv"));
        var test = CsvText.Read(DataSets.Find("adult_raw/adult_raw_test.csv"));
        var plan = new DpPlan(new Guarantee(options.Number("--epsilon", 1), options.Number("--delta", 1e-6)))
        {
            Generator = options.Optional("--generator"),
        };
        var synthetic = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");
        var aucs = new List<double>();
        var seconds = new List<double>();
        for (var fit = 0; fit < options.Number("--fits", 5); fit++)
        {
            var clock = Stopwatch.StartNew();
            var (model, rows) = Synthesis.Run(plan, source, new SystemNoise());
            using (var sink = new CsvSink(synthetic, [.. model.Report.Layout.Columns.Select(column => column.Name)]))
            {
                foreach (var batch in rows)
                    sink.WriteRows(batch);
                sink.Commit();
            }

            seconds.Add(clock.Elapsed.TotalSeconds);
            aucs.Add(TrainOnSynthetic.Auc(CsvText.Read(synthetic), test, "income", ">50K"));
            output.WriteLine($"fit {fit + 1}: AUC {aucs[^1]:F4}  {seconds[^1]:F2} s");
        }

        File.Delete(synthetic);
        output.WriteLine($"mean {MeanAndError.Of(aucs)}, lowest {aucs.Min():F4}");
        output.WriteLine($"time of reading, fit, rows and writing: {new Timings(seconds).ColdAndWarm}");
    }
}
