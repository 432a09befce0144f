using SafeSynth.Plans;

namespace SafeSynth.Attacks;

/// <summary>Every attack there is.</summary>
public static class AttackCatalog
{
    public static IReadOnlyList<IAttack> All { get; } =
    [
        new Classifier(),
        new Dcr(),
        new DcrDifference(),
        new DensityEstimate(),
        new Domias(),
        new Dpi(),
        new GenLra(),
        new LocalNeighborhood(),
        new Logan(),
        new MamaMia(),
        new ModelAnswers(),
        new ModelDensity(),
        new ModelRatio(),
        new MonteCarlo(),
        new SurprisalMatch(),
    ];

    /// <summary>The attacks that need nothing but rows.</summary>
    public static IReadOnlyList<IAttack> OfRowsAlone { get; } = [.. All.Where(attack => (attack.Info.Needs & ~AttackNeeds.Reference) == 0)];

    /// <summary>Those of them whose scores do not depend on a seed: what runs unless attacks are named.</summary>
    public static IReadOnlyList<IAttack> Default { get; } = [.. OfRowsAlone.Where(attack => !attack.Info.DependsOnSeed)];

    /// <exception cref="SafeSynthException">SS3001: there is no such attack.</exception>
    public static IAttack Find(string name) =>
        All.FirstOrDefault(attack => attack.Info.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw GateFault.UnknownAttack(name, All.Select(attack => attack.Info.Name));
}
