using System.Diagnostics;
using SafeSynth.Marginals;

namespace SafeSynth.Benchmarks;

/// <summary>Chooses the pairs to measure of made-up wide tables, where pricing a candidate means triangulating the graph with it.</summary>
/// <remarks>No table is needed: the choice sees sizes and gains alone. Neighbouring columns are related, and so are a few others.</remarks>
internal sealed class ChoosingCommand : IBenchmark
{
    private const double Rows = 1e5, Sigma = 5.5;

    public string Name => "choosing";

    public string Purpose =>
        "Choice of pairs on made-up tables of many columns, as OneShot makes it: time, pairs chosen and cells of their junction tree.";

    public string Usage => "[--columns 300] [--cells 262144] [--runs 3]";

    public void Run(Options options, TextWriter output)
    {
        var columns = (int)options.Number("--columns", 300);
        var random = new SampleRandom(1);
        int[] shape = [.. Enumerable.Range(0, columns).Select(_ => 2 + random.Next(15))];
        List<Candidate> candidates = [];
        for (var a = 0; a < columns; a++)
        {
            for (var b = a + 1; b < columns; b++)
            {
                var strength = random.Next(100) == 0 ? random.NextDouble() : random.NextDouble() * Math.Exp((a - b) / 4.0);
                candidates.Add(new Candidate([a, b], strength < 0.05 ? 0 : Rows * strength));
            }
        }

        var seconds = new List<double>();
        IReadOnlyList<Clique> chosen = [];
        for (var run = 0; run < options.Number("--runs", 3); run++)
        {
            var clock = Stopwatch.StartNew();
            chosen = CliqueSelection.Choose(shape, candidates, Sigma, (long)options.Number("--cells", 1 << 18), [], CancellationToken.None);
            seconds.Add(clock.Elapsed.TotalSeconds);
        }

        output.WriteLine($"{columns} columns: {candidates.Count(candidate => candidate.Gain > 0)} candidates, {chosen.Count} chosen, {new JunctionTree(shape, chosen).Cells} cells");
        output.WriteLine($"time: {new Timings(seconds).ColdAndWarm}");
    }
}
