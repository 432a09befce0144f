namespace SafeSynth.Audit;

/// <summary>Every lower bound of epsilon there is.</summary>
public static class EpsilonBoundCatalog
{
    public static IReadOnlyList<IEpsilonBound> All { get; } =
    [
        new ClopperPearson(),
        new GaussianDp(),
        new OneRun(),
        new FdpOneRun(),
    ];
}
