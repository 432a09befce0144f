using SafeSynth.Generators;

namespace SafeSynth.Texts;

/// <summary>The language model that a fitted model leaves writing to.</summary>
/// <param name="Name">The name of the one that it was fitted for; null where none was named.</param>
/// <param name="IsNeeded">Whether there are no texts without it.</param>
/// <param name="WordsPerText">How many words a text is to have on the average; null where that is not known.</param>
public sealed record WantedWriter(string? Name, bool IsNeeded, double? WordsPerText)
{
    /// <summary>What a model wants; null for one that has no use for a language model.</summary>
    public static WantedWriter? Of(FittedModel model) => model.Synthesizer switch
    {
        SeededModel { Seeds: var seeds, Writer: var name } => new WantedWriter(name, IsNeeded: true, MeanLengthOf(seeds)),
        EvolvedModel { Evolved.Writer: var name } => new WantedWriter(name, IsNeeded: false, WordsPerText: null),
        _ => null,
    };

    private static double MeanLengthOf(SeedDistribution seeds)
    {
        double MeanOf(double[] shares) =>
            shares.Select((share, range) => share * (LengthScale.Of(range).Least + LengthScale.Of(range).Greatest) / 2).Sum();
        return seeds.Classes.Sum(one => one.Share * MeanOf(seeds.Lengths[one.Label]));
    }
}
