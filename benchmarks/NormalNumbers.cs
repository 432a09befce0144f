using SafeSynth.Marginals;

namespace SafeSynth.Benchmarks;

/// <summary>Normal numbers for made data.</summary>
internal static class NormalNumbers
{
    /// <summary>A standard normal number (Box, Muller 1958).</summary>
    public static double NextNormal(this SampleRandom random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
