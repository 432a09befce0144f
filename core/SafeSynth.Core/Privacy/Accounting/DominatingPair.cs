using SafeSynth.Noise;

namespace SafeSynth.Privacy;

/// <summary>Two distributions that are as easy to tell apart as the outputs of a mechanism on the worst pair of neighbours.</summary>
/// <remarks>
/// Zhu, Dong, Wang 2022, definition 7 and theorem 10: P and Q dominate a mechanism if no neighbours give a larger delta at any epsilon;
/// products of dominating pairs dominate the composition. Neighbours come in two directions, a unit more in the first or in the second,
/// and the same one holds for all mechanisms of a release: each direction is composed on its own.
/// </remarks>
internal abstract class DominatingPair
{
    /// <summary>Whether both directions give the same curve.</summary>
    public virtual bool Symmetric => true;

    /// <summary>How far apart the losses lie that are put on a grid.</summary>
    public abstract double Spread { get; }

    /// <summary>The distribution of ln P/Q under P, on a grid and never too small.</summary>
    public abstract LossDistribution Losses(double step);

    /// <summary>The pair for neighbours that change places.</summary>
    public virtual DominatingPair Reversed() => this;

    /// <summary>The pairs of a whole schedule, and how often each is used; an event without one is a fault.</summary>
    /// <remarks>
    /// Gaussians are taken together: their squared mu add up to that of one Gaussian, exactly (Dong, Roth, Su 2022, corollary 3.3), in
    /// which no grid has a part.
    /// A continuous Gaussian is rotation invariant: all that counts is the L2 norm of the shift. A discrete one is not; but an integer
    /// shift of squared norm 1, 2 or 3 has no other entries than -1, 0 and 1, and is as many unit shifts.
    /// Of larger norms the shape would have to be known: shifts by 2 and by (1, 1, 1, 1) have the same norm, and neither is proved to
    /// dominate the other. The event does not say it, so there is no price. Mechanisms of which only epsilon is known are dominated by
    /// randomised response (<see cref="PureEvent"/>).
    /// </remarks>
    public static IReadOnlyList<(DominatingPair Pair, long Times)> Of(EventCounts counts, Func<PrivacyEvent, Exception> unknown)
    {
        var pairs = new List<(DominatingPair Pair, long Times)>();
        double muSquared = 0;
        foreach (var (spent, times) in counts.Parts)
        {
            if (MuSquared(spent) is { } one)
                muSquared = RoundedUp.Sum(muSquared, (times * one).ToDoubleUp());
            else if (NotGaussian(spent) is var (pair, each))
                pairs.Add((pair, checked(times * each)));
            else
                throw unknown(spent);
        }

        if (muSquared > 0)
            pairs.Add((new GaussianPair(RoundedUp.Root(muSquared)), 1));
        return pairs;
    }

    public static bool Knows(PrivacyEvent spent) => MuSquared(spent) is not null || NotGaussian(spent) is not null;

    private static Rational? MuSquared(PrivacyEvent spent) => spent switch
    {
        GaussianEvent g => g.L2 * g.L2 / (g.Sigma * g.Sigma),
        RoundedGaussianEvent g => g.L2Squared / g.SigmaSquared,
        SubsampledGaussianEvent s when s.Rate == Rational.One => 1 / (s.NoiseMultiplier * s.NoiseMultiplier),
        _ => null,
    };

    private static (DominatingPair Pair, long Times)? NotGaussian(PrivacyEvent spent) => spent switch
    {
        LaplaceEvent l => (new LaplacePair((l.L1 / l.Scale).ToDoubleUp()), 1),
        DiscreteGaussianEvent { L2Squared: >= 1 and <= 3 } g => (new DiscreteGaussianPair(g.SigmaSquared.ToDoubleDown()), g.L2Squared),
        DiscreteLaplaceEvent l => (new DiscreteLaplacePair((1 / l.Scale).ToDoubleUp(), l.L1), 1),
        ExponentialEvent e => (new LogisticPair(e.Epsilon.ToDoubleUp()), 1),
        PureEvent p => (new DiscreteLaplacePair(p.Epsilon.ToDoubleUp(), 1), 1),
        SubsampledGaussianEvent s => (new SubsampledGaussianPair(s.Rate.ToDoubleUp(), (1 / s.NoiseMultiplier).ToDoubleUp()), 1),
        _ => null,
    };
}
