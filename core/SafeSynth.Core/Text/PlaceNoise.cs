using SafeSynth.Marginals;
using SafeSynth.Privacy;

namespace SafeSynth.Texts;

/// <summary>
/// Adds noise to the place of every word of a text, and puts the words in the order of their noisy places. It protects nothing.
/// </summary>
/// <remarks>
/// Laplace of scale 1 / epsilon, or Gaussian of deviation sqrt(2 ln(1.25 / delta)) / epsilon: what the textbook has for a query that one
/// person moves by 1. The place of a word in a text that a model wrote is no such query.
/// </remarks>
/// <param name="form">The form of the noise.</param>
/// <param name="scale">Its scale or deviation, in places.</param>
internal sealed class PlaceNoise(StatisticsNoise form, double scale)
{
    public static PlaceNoise Of(TextPlan plan) =>
        new(plan.Noise, plan.Noise == StatisticsNoise.Laplace ? 1 / plan.Guarantee.Epsilon : GaussianScale(plan.Guarantee));

    /// <summary>The text with its words, as spaces divide them, in their noisy order.</summary>
    public string On(string text, SampleRandom random)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var places = Enumerable.Range(0, words.Length).Select(place => place + (scale * Draw(random))).ToArray();
        Array.Sort(places, words);
        return string.Join(' ', words);
    }

    private double Draw(SampleRandom random)
    {
        if (form == StatisticsNoise.Laplace)
            return random.NextDouble() < 0.5 ? Exponential(random) : -Exponential(random);

        // The polar method (Marsaglia, Bray 1964).
        while (true)
        {
            var (x, y) = ((2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1);
            var squared = (x * x) + (y * y);
            if (squared is > 0 and < 1)
                return x * Math.Sqrt(-2 * PortableMath.Log(squared) / squared);
        }
    }

    private static double Exponential(SampleRandom random) => -PortableMath.Log(1 - random.NextDouble());

    private static double GaussianScale(Guarantee guarantee) => Math.Sqrt(2 * PortableMath.Log(1.25 / guarantee.Delta)) / guarantee.Epsilon;
}
