using System.Diagnostics;
using SafeSynth.Noise;

namespace SafeSynth.Benchmarks;

/// <summary>Looks for the noise in the time that it takes to draw: what a stopwatch beside the release could learn.</summary>
/// <remarks>
/// Each draw is timed on its own. Spearman's correlation goes by ranks, so that interruptions, which are rare and long, do not drown the
/// rest. Its interval is Fisher's, at 99 %, with the standard error 1.03 / sqrt(n - 3) of ranks (Fieller, Hartley, Pearson 1957).
/// </remarks>
internal sealed class TimingCommand : IBenchmark
{
    private const double Z99 = 2.5758;
    private const int WarmUp = 200_000;

    public string Name => "timing";

    public string Purpose =>
        "Rank correlation of the time of a draw with the size of the noise drawn, and of a selection with what was selected.";

    public string Usage => "[--draws 1000000]";

    public void Run(Options options, TextWriter output)
    {
        var draws = (int)options.Number("--draws", 1e6);
        foreach (var scale in new[] { 10, 1000 })
        {
            OfSampler($"discrete Gaussian, scale {scale}", new GaussianSampler<ulong>(scale * scale));
            OfSampler($"rounded Gaussian, scale {scale}", new RoundedGaussianSampler<ulong>(scale));
            OfSampler($"discrete Laplace, scale {scale}", new LaplaceSampler<ulong>(scale));
            OfSampler($"geometric, scale {scale}", new GeometricSampler<ulong>(scale));
        }

        // The weights are 1, .37, .14, ...: what is compared is how far down the selected candidate is.
        long[] scores = [0, -1, -2, -3, -4, -5, -6, -7];
        var noise = new SystemNoise();
        var exponential = new ExponentialSelection(scores, 1);
        var flips = new PermuteAndFlipSelection(scores, 1);
        Report("exponential mechanism, 8 candidates", draws / 4, () => (ulong)exponential.Draw(noise), output);
        Report("permute-and-flip, 8 candidates", draws / 4, () => (ulong)flips.Draw(noise), output);

        void OfSampler<TSampler>(string name, TSampler sampler)
            where TSampler : struct, ISampler<ulong>
        {
            using var reader = new NoiseReader(new SystemNoise(), NoiseReader.ForManyDraws);
            Report(name, draws, () => sampler.Draw(reader, out _), output);
        }
    }

    private static void Report(string name, int draws, Func<ulong> draw, TextWriter output)
    {
        for (var i = 0; i < WarmUp; i++)
            draw();
        var (sizes, times) = (new double[draws], new double[draws]);
        for (var i = 0; i < draws; i++)
        {
            var start = Stopwatch.GetTimestamp();
            sizes[i] = draw();
            times[i] = Stopwatch.GetTimestamp() - start;
        }

        var correlation = Correlation(Ranks(sizes), Ranks(times));
        var width = Z99 * 1.03 / Math.Sqrt(draws - 3);
        var (low, high) = (Math.Tanh(Math.Atanh(correlation) - width), Math.Tanh(Math.Atanh(correlation) + width));
        output.WriteLine($"{name}: Spearman {correlation:F4} (99 %: {low:F4} to {high:F4}), median {times.Order().ElementAt(draws / 2) * 1e9 / Stopwatch.Frequency:F0} ns, {draws:N0} draws");
    }

    /// <summary>Ranks from 0; equal values share the mean of theirs.</summary>
    private static double[] Ranks(double[] values)
    {
        var (sorted, order) = ((double[])values.Clone(), Enumerable.Range(0, values.Length).ToArray());
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start]; end++)
            {
            }

            for (var i = start; i < end; i++)
                ranks[order[i]] = (start + end - 1) / 2.0;
        }

        return ranks;
    }

    private static double Correlation(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        double xx = 0, xy = 0, yy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            (xx, xy, yy) = (xx + dx * dx, xy + dx * dy, yy + dy * dy);
        }

        return xy / Math.Sqrt(xx * yy);
    }
}
