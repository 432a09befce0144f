using SafeSynth.Noise;

namespace SafeSynth.Benchmarks;

/// <summary>
/// Times the samplers of noise, as the mechanisms use them: added to many values at once, from the operating system's random source.
/// </summary>
internal sealed class NoiseCommand : IBenchmark
{
    public string Name => "noise";

    public string Purpose =>
        "Discrete Gaussian, rounded Gaussian and discrete Laplace draws per second on one core, at scales of 10 and 1,000.";

    public string Usage => "[--runs 11] [--draws 2000000]";

    public void Run(Options options, TextWriter output)
    {
        var runs = (int)options.Number("--runs", 11);
        var values = new long[(int)options.Number("--draws", 2e6)];
        foreach (var scale in new[] { 10, 1000 })
        {
            Report("discrete Gaussian", noise => ExactSamplers.AddDiscreteGaussian(values, scale * scale, noise));
            Report("rounded Gaussian", noise => ExactSamplers.AddRoundedGaussian(values, scale, noise));
            Report("discrete Laplace", noise => ExactSamplers.AddDiscreteLaplace(values, scale, noise));

            void Report(string name, Action<INoiseSource> add)
            {
                var noise = new SystemNoise();
                var cold = Timings.Once(() => add(noise));
                var warm = Timings.Of(runs, () => add(noise));
                string PerSecond(double seconds) => $"{values.Length / seconds / 1e6:F1}";
                output.WriteLine(
                    $"{name}, scale {scale}: {PerSecond(warm.Median)} million draws/s " +
                    $"({PerSecond(warm.Seconds.Max())} to {PerSecond(warm.Seconds.Min())} in {runs} runs; cold {PerSecond(cold)})");
            }
        }
    }
}
