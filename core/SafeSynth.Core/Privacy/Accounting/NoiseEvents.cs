using static System.FormattableString;
using SafeSynth.Noise;

namespace SafeSynth.Privacy;

/// <summary>Continuous Gaussian noise of standard deviation <paramref name="Sigma"/> on real vectors of L2 sensitivity
/// <paramref name="L2"/>.</summary>
/// <param name="Sigma">Above 0.</param>
/// <param name="L2">Above 0.</param>
public sealed record GaussianEvent(Rational Sigma, Rational L2) : PrivacyEvent
{
    public override string Mechanism => "Gaussian";

    public override string Parameters => Invariant($"sigma {Sigma.ToDoubleUp():G5}, L2 sensitivity {L2.ToDoubleUp():G5}");
}

/// <summary>Continuous Laplace noise of scale <paramref name="Scale"/> on real vectors of L1 sensitivity <paramref name="L1"/>.</summary>
/// <param name="Scale">Above 0.</param>
/// <param name="L1">Above 0.</param>
public sealed record LaplaceEvent(Rational Scale, Rational L1) : PrivacyEvent
{
    public override string Mechanism => "Laplace";

    public override string Parameters => Invariant($"scale {Scale.ToDoubleUp():G5}, L1 sensitivity {L1.ToDoubleUp():G5}");
}

/// <summary>A Gaussian sum over units that are each taken with probability <paramref name="Rate"/>, independently and in secret.</summary>
/// <remarks>Neighbours add or remove one unit; for replaced units this event claims nothing.</remarks>
/// <param name="Rate">Above 0, at most 1.</param>
/// <param name="NoiseMultiplier">The noise's standard deviation divided by the largest L2 norm of one unit's contribution; above 0.</param>
public sealed record SubsampledGaussianEvent(Rational Rate, Rational NoiseMultiplier) : PrivacyEvent
{
    public override string Mechanism => "Gaussian on a Poisson sample";

    public override string Parameters => Invariant($"rate {Rate.ToDoubleUp():G5}, noise multiplier {NoiseMultiplier.ToDoubleDown():G5}");
}
