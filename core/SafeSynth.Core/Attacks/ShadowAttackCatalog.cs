using SafeSynth.Plans;

namespace SafeSynth.Attacks;

/// <summary>Every attack on one record at a time that learns from releases with and without it.</summary>
public static class ShadowAttackCatalog
{
    public static IReadOnlyList<IShadowAttack> All { get; } =
    [
        new Groundhog(),
        new ModelQueries(),
        new QueryCounts(),
    ];

    /// <exception cref="SafeSynthException">SS3001: there is no such attack.</exception>
    public static IShadowAttack Find(string name) =>
        All.FirstOrDefault(attack => attack.Info.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw GateFault.UnknownAttack(name, All.Select(attack => attack.Info.Name));
}
