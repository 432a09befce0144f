using SafeSynth.Marginals;

namespace SafeSynth.Tests;

/// <summary>Normal numbers for made tables.</summary>
internal static class NormalDraws
{
    /// <summary>A number of mean 0 and variance 1 (Box, Muller 1958).</summary>
    public static double NextNormal(this SampleRandom random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
