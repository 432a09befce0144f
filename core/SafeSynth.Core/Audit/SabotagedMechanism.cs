using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Audit;

/// <summary>A mechanism that costs what one says and answers as another does: the bugs that audits have to find, planted in them.</summary>
/// <remarks>
/// It cannot be had outside this assembly and its tests, and audits measure made-up rows only, so the law of the door is untouched.
/// </remarks>
internal sealed class SabotagedMechanism<T, TNoisy>(
    Mechanism<T, TNoisy> right, Func<Sensitivity, PrivacyEvent> cost, Func<T, Sensitivity, INoiseSource, TNoisy> draw) : Mechanism<T, TNoisy>
{
    public override PrivacyEvent CostOf(Sensitivity sensitivity) => cost(sensitivity);

    internal override TNoisy Draw(T exact, Sensitivity sensitivity, INoiseSource noise) => draw(exact, sensitivity, noise);

    internal override void Spell(TNoisy answer, CanonicalBytes bytes) => right.Spell(answer, bytes);
}

internal static class Sabotage
{
    /// <summary>Claims the price of one mechanism and draws another's noise, which is half as large.</summary>
    public static Mechanism<T, TNoisy> HalfTheNoise<T, TNoisy>(Mechanism<T, TNoisy> claimed, Mechanism<T, TNoisy> drawn) =>
        new SabotagedMechanism<T, TNoisy>(claimed, claimed.CostOf, drawn.Draw);

    /// <summary>Claims its price and draws half its noise.</summary>
    /// <exception cref="NotSupportedException">It is not known what that would be.</exception>
    public static Mechanism<T, TNoisy> HalfTheNoise<T, TNoisy>(Mechanism<T, TNoisy> claimed)
    {
        object halved = (claimed, claimed.CostOf(new Sensitivity(1, 1, 1, 1))) switch
        {
            (RoundedGaussian gaussian, _) => new RoundedGaussian(Rational.RoundUp(gaussian.Sigma / 2, fractionBits: 20)),
            (_, PartitionSelectionEvent spent) =>
                new GaussianPartitionSelection(Rational.RoundUp(Math.Sqrt(spent.SigmaSquared.ToDoubleUp()) / 2, fractionBits: 20), spent.Delta),
            (_, DiscreteGaussianEvent spent) => new DiscreteGaussian(spent.SigmaSquared / 4),
            (_, DiscreteLaplaceEvent spent) => new DiscreteLaplace(2 / spent.Scale),
            (_, ExponentialEvent spent) => new ExponentialMechanism(spent.Epsilon * 2),
            var (_, spent) => throw new NotSupportedException($"The audit has to be told what half the noise of the {spent.Mechanism} is."),
        };
        return HalfTheNoise(claimed, (Mechanism<T, TNoisy>)halved);
    }
}
