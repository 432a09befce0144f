namespace SafeSynth.Mechanisms;

/// <summary>Every mechanism there is.</summary>
public static class MechanismCatalog
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(DiscreteGaussian),
        typeof(DiscreteLaplace),
        typeof(ExponentialMechanism),
        typeof(GaussianPartitionSelection),
        typeof(IntervalExponential),
        typeof(RoundedGaussian),
        typeof(TruncatedGeometricSelection),
    ];
}
