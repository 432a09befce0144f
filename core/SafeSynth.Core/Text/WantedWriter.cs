using SafeSynth.Generators;

namespace SafeSynth.Texts;

/// <summary>The language model that a fitted model leaves writing to.</summary>
/// <param name="Name">The name of the one that it was fitted for; null where none was named.</param>
/// <param name="WordsPerText">How many words a text is to have on the average.</param>
public sealed record WantedWriter(string? Name, double WordsPerText)
{
    /// <summary>What a model wants; null for one that needs no language model.</summary>
    public static WantedWriter? Of(FittedModel model) => model.Synthesizer is SeededModel { Seeds: var seeds, Writer: var name } ? new WantedWriter(name, MeanLengthOf(seeds)) : null;

    private static double MeanLengthOf(SeedDistribution seeds)
    {
        double MeanOf(double[] shares) => shares.Select((share, range) => share * (LengthScale.Of(range).Least + LengthScale.Of(range).Greatest) / 2).Sum();
        return seeds.Classes.Sum(one => one.Share * MeanOf(seeds.Lengths[one.Label]));
    }
}
