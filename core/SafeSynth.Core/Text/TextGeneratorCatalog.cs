using SafeSynth.Generators;
using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>Every generator of texts there is.</summary>
public static class TextGeneratorCatalog
{
    public static IReadOnlyList<ITextGenerator> All { get; } =
    [
        new NGram(),
        new SeededPrompt(),
        new PrivateEvolution(),
        new RawPrompt(),
    ];

    /// <summary>The generator that is used when none is named.</summary>
    public static ITextGenerator Default => All[0];

    /// <exception cref="SafeSynthException">SS0113: there is no such generator.</exception>
    public static ITextGenerator Find(string name) =>
        All.FirstOrDefault(generator => generator.Info.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw PlanFault.UnknownGenerator(name, All.Select(generator => generator.Info.Name));

    /// <summary>The generator that a plan names, or the default one.</summary>
    /// <exception cref="SafeSynthException">SS0113: there is no such generator.</exception>
    internal static ITextGenerator For(TextPlan plan) => plan.Generator is null ? Default : Find(plan.Generator);

    /// <summary>What is known of a generator by the name that a report gives it; null for one that is not known here.</summary>
    internal static GeneratorInfo? InfoOf(string reported) =>
        All.Select(generator => generator.Info).FirstOrDefault(info => info.Name == reported);
}
