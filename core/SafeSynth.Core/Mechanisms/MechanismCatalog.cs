namespace SafeSynth.Mechanisms;

/// <summary>Every mechanism there is.</summary>
public static class MechanismCatalog
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(AboveThreshold),
        typeof(ApproximateBounds),
        typeof(DiscreteGaussian),
        typeof(DiscreteLaplace),
        typeof(ExponentialMechanism),
        typeof(GaussianPartitionSelection),
        typeof(HierarchicalBinning),
        typeof(IntervalExponential),
        typeof(PermuteAndFlip),
        typeof(ReportNoisyMax),
        typeof(RoundedGaussian),
        typeof(TruncatedGeometricSelection),
    ];
}
