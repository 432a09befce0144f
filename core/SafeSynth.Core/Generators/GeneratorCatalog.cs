using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Generators;

/// <summary>Every generator there is.</summary>
public static class GeneratorCatalog
{
    public static IReadOnlyList<IGenerator> All { get; } =
    [
        new OneShot(),
        new Aim(),
        new Auto(),
        new Mst(),
        new Independent(),
    ];

    /// <summary>The generator that is used when none is named.</summary>
    public static IGenerator Default => All[0];

    /// <exception cref="SafeSynthException">SS0113: there is no such generator.</exception>
    public static IGenerator Find(string name) =>
        All.FirstOrDefault(generator => generator.Info.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw PlanFault.UnknownGenerator(name, All.Select(generator => generator.Info.Name));

    /// <summary>
    /// The generator that fits a plan: the one that it names or the default one, or what that one chooses by public facts.
    /// </summary>
    /// <param name="plan">What is asked of the release.</param>
    /// <param name="fields">What is declared of every column.</param>
    /// <exception cref="SafeSynthException">SS0113: there is no such generator.</exception>
    internal static IGenerator For(DpPlan plan, IReadOnlyList<Field> fields)
    {
        var named = plan.Generator is null ? Default : Find(plan.Generator);
        return named is Auto auto ? auto.For(plan, fields) : named;
    }

    /// <summary>What is known of a generator by the name that a report gives it; null for one that is not known here.</summary>
    internal static GeneratorInfo? InfoOf(string reported) =>
        All.Select(generator => generator.Info).Concat(Auto.Choices).FirstOrDefault(info => info.Name == reported);
}
