using SafeSynth.Generators;
using SafeSynth.Privacy;

namespace SafeSynth.Audit;

/// <summary>What an audit of a generator on made-up data found.</summary>
/// <param name="Generator">What was audited.</param>
/// <param name="Cap">What its releases may spend, and the curve that they are said to keep.</param>
/// <param name="Fits">On each side, on average.</param>
/// <param name="HalfTheNoise">Whether the bug was planted that mechanisms draw half their noise.</param>
/// <param name="WhiteBox">What an observer of all noisy answers thinks of the canary, for each fit.</param>
/// <param name="BlackBox">What an observer of the synthetic rows thinks of it, for each fit that did not teach him: in standard deviations
/// from what is halfway between the two sides.</param>
/// <param name="Transcript">The hash of all noisy answers of all fits, in lower-case hexadecimal.</param>
public sealed record GuaranteeReport(
    GeneratorInfo Generator, ReleaseCap Cap, int Fits, bool HalfTheNoise, CanaryScores WhiteBox, CanaryScores BlackBox, string Transcript)
{
    private static readonly ThresholdChoice Thresholds = new ThresholdChoice.Split();

    /// <summary>What canaries hidden in one release say; null of generators of rows.</summary>
    public CanaryReport? Canaries { get; init; }

    /// <summary>What is claimed.</summary>
    public Guarantee Claimed => Cap.Guarantee;

    /// <summary>Every bound of the catalogue at 95 %, at the claim's delta.</summary>
    public IReadOnlyList<EpsilonBound> BoundsOf(CanaryScores scores) =>
        [.. EpsilonBoundCatalog.All.Select(bound => Of(bound, scores, GuaranteeAudit.BoundError))];

    /// <summary>The bound by <see cref="GaussianDp"/>, which tells most of releases whose noise is Gaussian.</summary>
    /// <param name="scores">White box or black box.</param>
    /// <param name="error">The chance that it is above the truth.</param>
    public EpsilonBound BoundOf(CanaryScores scores, double error = GuaranteeAudit.BoundError) =>
        Of(new GaussianDp(), scores, error);

    // Releases that compose in GDP are exactly Gaussian: what these bounds assume is then proved.
    private EpsilonBound Of(IEpsilonBound bound, CanaryScores scores, double error) =>
        EpsilonBound.Of(bound, scores, Thresholds, Claimed.Delta, error) with
        {
            Assumes = bound.Info.Assumes.Length == 0 || Cap.Composition == Composition.Gdp ? ""
                : $"An estimate: it assumes {bound.Info.Assumes}, which not all noise of {Generator.Name} has.",
        };
}
