namespace SafeSynth.Attacks;

/// <summary>Every attack on texts there is. None draws random numbers, so that all of them run unless some are named.</summary>
public static class TextAttackCatalog
{
    public static IReadOnlyList<ITextAttack> All { get; } =
    [
        new EmbeddingSimilarity(),
        new NearestJaccard(),
        new NGramRatio(),
        new Regurgitation(),
        new Rmia(),
    ];
}
