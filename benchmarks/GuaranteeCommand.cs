using System.Diagnostics;
using SafeSynth.Audit;
using SafeSynth.Gates;
using SafeSynth.Generators;
using SafeSynth.Privacy;

namespace SafeSynth.Benchmarks;

/// <summary>Audits every generator on made-up neighbours, as it is and with half the noise.</summary>
internal sealed class GuaranteeCommand : IBenchmark
{
    public string Name => "guarantee";

    public string Purpose => "Lower bounds of epsilon of whole fits on made-up neighbours: white box, black box, and with half the noise.";

    public string Usage => "[--epsilon 1] [--delta 1e-9] [--fits 100000] [--half-fits 50000] [--generator all] [--seed 1]";

    public void Run(Options options, TextWriter output)
    {
        var claimed = new Guarantee(options.Number("--epsilon", 1), options.Number("--delta", 1e-9));
        var (fits, halfFits, seed) = ((int)options.Number("--fits", 100_000), (int)options.Number("--half-fits", 50_000), (ulong)options.Number("--seed", 1));
        foreach (var generator in GeneratorCatalog.All.Select(one => one.Info.Name).Append("NGram").Where(name => options.Optional("--generator") is not { } only || only == "all" || only == name))
        {
            Audit(generator, claimed, fits, seed, halfTheNoise: false, output);
            Audit(generator, claimed, halfFits, seed, halfTheNoise: true, output);
        }
    }

    private static void Audit(string generator, Guarantee claimed, int fits, ulong seed, bool halfTheNoise, TextWriter output)
    {
        var watch = Stopwatch.StartNew();
        var report = GuaranteeAudit.Run(generator, claimed, fits, seed, halfTheNoise);
        var seconds = watch.Elapsed.TotalSeconds;
        var verdict = new GuaranteeGate(together: GeneratorCatalog.All.Count + 1).Decide(report).Result.Verdict;
        output.WriteLine($"{generator}{(halfTheNoise ? ", half the noise" : "")}: {verdict}, {fits} fits a side in {seconds:F0} s");
        foreach (var (box, scores) in new[] { ("white", report.WhiteBox), ("black", report.BlackBox) })
            output.WriteLine(
                $"  {box} box: {string.Join(", ", report.BoundsOf(scores).Select(bound => $"{bound.Name} {bound.Epsilon:F3} (cap {bound.Cap:F2})"))}");
    }
}
