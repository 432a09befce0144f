using System.Diagnostics;

namespace SafeSynth.Benchmarks;

/// <summary>How long the same work took, in seconds, run after run in one process.</summary>
/// <remarks>The median of the runs is what is compared; the extremes show how quiet the machine was.</remarks>
internal sealed record Timings(IReadOnlyList<double> Seconds)
{
    public double Median => Seconds.Order().ElementAt(Seconds.Count / 2);

    /// <summary>The first run apart, which pays for compilation, and then the others if there are any.</summary>
    public string ColdAndWarm => $"cold {InUnits(Seconds[0])}" + (Seconds.Count > 1 ? $", warm {new Timings([.. Seconds.Skip(1)])}" : "");

    /// <summary>Times one run.</summary>
    public static double Once(Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>Times every one of some runs; nothing is warmed up first.</summary>
    public static Timings Of(int runs, Action work) => new([.. Enumerable.Range(0, runs).Select(_ => Once(work))]);

    public override string ToString() =>
        $"median {InUnits(Median)} ({InUnits(Seconds.Min())} to {InUnits(Seconds.Max())} in {Seconds.Count} runs)";

    public static string InUnits(double seconds) => seconds < 1 ? $"{seconds * 1e3:F1} ms" : $"{seconds:F2} s";
}
