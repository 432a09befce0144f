using System.Diagnostics;

namespace SafeSynth.Benchmarks;

/// <summary>Compares the marginals of a synthetic table with those of the real one.</summary>
internal sealed class MarginalsCommand : IBenchmark
{
    public string Name => "marginals";

    public string Purpose => "Mean total-variation distance over all 1-, 2- and 3-way marginals of two tables of codes.";

    public string Usage => "--real a.csv --synthetic b.csv --domain d.json";

    public void Run(Options options, TextWriter output)
    {
        var domain = DataSets.Find(options.Required("--domain"));
        var real = CodedTable.Read(DataSets.Find(options.Required("--real")), domain);
        var synthetic = CodedTable.Read(DataSets.Find(options.Required("--synthetic")), domain);
        for (var ways = 1; ways <= int.Min(3, real.Shape.Length); ways++)
        {
            var clock = Stopwatch.StartNew();
            var error = MarginalError.Mean(real, synthetic, ways);
            output.WriteLine($"{ways}-way {error:F4} ({clock.Elapsed.TotalSeconds:F2} s)");
        }
    }
}
