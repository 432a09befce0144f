using SafeSynth.Plans;

namespace SafeSynth.Generators;

/// <summary>Every generator there is.</summary>
public static class GeneratorCatalog
{
    public static IReadOnlyList<IGenerator> All { get; } =
    [
        new OneShot(),
        new Mst(),
        new Independent(),
    ];

    /// <summary>The generator that is used when none is named.</summary>
    public static IGenerator Default => All[0];

    /// <exception cref="SafeSynthException">SS0113: there is no such generator.</exception>
    public static IGenerator Find(string name) =>
        All.FirstOrDefault(generator => generator.Info.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw PlanFault.UnknownGenerator(name, All.Select(generator => generator.Info.Name));
}
