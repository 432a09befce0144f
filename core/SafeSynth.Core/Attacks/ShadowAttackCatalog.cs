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
}
