namespace SafeSynth.Gates;

/// <summary>Every gate there is.</summary>
public static class GateCatalog
{
    public static IReadOnlyList<GateInfo> All { get; } =
    [
        AttributeGate.About,
        ClaimGate.About,
        EpsilonGate.About,
        GuaranteeGate.About,
        PermutationGate.About,
        PersonalDataGate.About,
        SequentialGate.About,
        ShadowGate.About,
        UtilityGate.About,
    ];
}
