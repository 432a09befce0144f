using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>Adds discrete Laplace noise of scale L1 / epsilon to every count.</summary>
/// <remarks>
/// Guarantee: epsilon-DP for the unit and neighbours under which the query states its L1 sensitivity.
/// Proof: Pr[Z = z] is proportional to exp(-|z| / t). For neighbours with exact answers x and x',
///   Pr[x + Z = y] / Pr[x' + Z = y] = exp((|y - x'|_1 - |y - x|_1) / t) &lt;= exp(|x - x'|_1 / t) &lt;= exp(epsilon).
/// Integers only: the support does not depend on x, so no output tells neighbours apart (Mironov 2012).
/// Source: Ghosh, Roughgarden, Sundararajan 2009; sampler: Canonne, Kamath, Steinke 2020, algorithm 2.
/// </remarks>
public sealed class DiscreteLaplace(Rational epsilon) : Mechanism<MarginalCounts, MarginalCounts>
{
    public override PrivacyEvent CostOf(Sensitivity sensitivity) => new DiscreteLaplaceEvent(ScaleFor(sensitivity), sensitivity.L1);

    internal override MarginalCounts Draw(MarginalCounts exact, Sensitivity sensitivity, INoiseSource noise)
    {
        var noisy = new MarginalCounts([.. exact.Cells.Select(cells => (long[])cells.Clone())]);
        foreach (var cells in noisy.Cells)
            ExactSamplers.AddDiscreteLaplace(cells, ScaleFor(sensitivity), noise);
        return noisy;
    }

    internal override void Spell(MarginalCounts answer, CanonicalBytes bytes) => answer.Spell(bytes);

    private Rational ScaleFor(Sensitivity sensitivity) => sensitivity.L1 / epsilon;
}
