using MathNet.Numerics.Distributions;
using SafeSynth.Audit;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Audit;

/// <summary>Canaries whose scores are those of the Gaussian mechanism: N(mu, 1) of those that were in, N(0, 1) of the others.</summary>
internal static class Scores
{
    /// <summary>As many on each side, at even quantiles: nothing is left to chance.</summary>
    public static CanaryScores Even(double mu, int count)
    {
        double[] quantiles = [.. Enumerable.Range(0, count).Select(i => Normal.InvCDF(0, 1, (i + 0.5) / count))];
        return new CanaryScores(quantiles.Select(score => score + mu), quantiles);
    }

    /// <summary>Drawn, each side by a fair coin.</summary>
    public static CanaryScores Drawn(double mu, int canaries, SampleRandom random)
    {
        var coins = CanaryScores.Coins(canaries, random);
        return CanaryScores.Of([.. coins.Select(wentIn => Normal.InvCDF(0, 1, random.NextDouble()) + (wentIn ? mu : 0))], coins);
    }
}
