using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>(epsilon, delta)-differential privacy for one unit under one neighbour relation: all that a user has to ask for.</summary>
public sealed record Guarantee
{
    public const double DefaultDelta = 1e-6;

    /// <summary>Below this, doubles are too coarse to round against ourselves.</summary>
    private const double SmallestDelta = 1e-300;

    /// <exception cref="SafeSynthException">SS0100 or SS0101: epsilon is not a positive number, or delta not in [1e-300, 1).</exception>
    public Guarantee(double epsilon, double delta = DefaultDelta, PrivacyUnit? unit = null, Neighbors neighbors = Neighbors.AddRemove)
    {
        if (!(epsilon > 0) || double.IsInfinity(epsilon))
            throw PlanFault.EpsilonNotPositive(epsilon);
        if (!(delta >= SmallestDelta && delta < 1))
            throw PlanFault.DeltaOutOfRange(delta);
        (Epsilon, Delta, Unit, Neighbors) = (epsilon, delta, unit ?? PrivacyUnit.Row, neighbors);
    }

    public double Epsilon { get; }

    public double Delta { get; }

    public PrivacyUnit Unit { get; }

    public Neighbors Neighbors { get; }
}
