namespace SafeSynth.Mechanisms;

/// <summary>Every mechanism there is.</summary>
public static class MechanismCatalog
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(AboveThreshold),
        typeof(DiscreteGaussian),
        typeof(DiscreteLaplace),
        typeof(ExponentialMechanism),
        typeof(GaussianPartitionSelection),
        typeof(PermuteAndFlip),
        typeof(ReportNoisyMax),
        typeof(RoundedGaussian),
    ];
}
