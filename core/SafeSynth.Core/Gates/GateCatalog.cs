namespace SafeSynth.Gates;

/// <summary>Every gate there is.</summary>
public static class GateCatalog
{
    public static IReadOnlyList<GateInfo> All { get; } =
    [
        ClaimGate.About,
        EpsilonGate.About,
        PermutationGate.About,
        SequentialGate.About,
        UtilityGate.About,
    ];
}
