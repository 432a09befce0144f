namespace SafeSynth.Privacy;

/// <summary>The most that one release may spend, and why that keeps its guarantee.</summary>
/// <remarks>
/// <para>All compositions count in the same coin, rho = L2^2 / (2 sigma^2) for a Gaussian; what differs is how much of it a guarantee
/// allows. delta* is the part of delta set apart for mechanisms that have a delta of their own, the rest is delta'.</para>
/// <para>zCDP: rho* is the largest rho that implies (epsilon, delta')-DP (<see cref="ZcdpConversion"/>). Accepted costs sum to at most
/// (rho*, delta*) on every path of an adaptive run, so by the filter theorem for approximate zCDP (Whitehouse, Ramdas, Rogers, Wu 2023,
/// theorem 1) the whole is delta*-approximate rho*-zCDP, hence (epsilon, delta)-DP (Bun and Steinke 2016, lemma 8.8).</para>
/// <para>GDP: rho* = mu*^2 / 2 for the largest mu* that implies (epsilon, delta')-DP (<see cref="GaussianConversion"/>). Events are exactly
/// Gaussian, with mu_i^2 = 2 rho_i; their squares sum to at most mu*^2 on every path, so the whole is mu*-GDP (Smith and Thakurta 2022;
/// Koskela, Tobaben, Honkela 2023). A mechanism that fails with a probability of its own is exactly Gaussian otherwise, and these
/// probabilities add up to at most delta*.</para>
/// <para>Pure DP: the exact epsilons of accepted events sum to at most epsilon* = epsilon on every path, so the whole is epsilon*-DP by the
/// filter theorem for pure DP (Rogers, Roth, Ullman, Vadhan 2016), but for failures of mechanisms that have a delta of their own, which add
/// up to at most delta*. rho* = epsilon*^2 / 2 is what that comes to in zCDP and what an account is charged; sum epsilon_i^2 / 2 is never
/// more. rho* alone would not keep the guarantee, hence <see cref="BudgetScope"/> counts epsilons as well. Where an account lowers rho*,
/// epsilon* goes with it.</para>
/// </remarks>
public sealed record ReleaseCap
{
    internal ReleaseCap(Guarantee guarantee, Composition composition, ZcdpCost cost) =>
        (Guarantee, Composition, Cost) = (guarantee, composition, cost);

    /// <summary>The cap of a release that is charged to no account.</summary>
    /// <param name="guarantee">What the release keeps.</param>
    /// <param name="thresholdShare">The share of its delta, in [0, 1), for mechanisms that have one of their own.</param>
    /// <param name="composition">How its costs add up.</param>
    public static ReleaseCap Of(Guarantee guarantee, double thresholdShare, Composition composition = Composition.Zcdp) =>
        OfThreshold(guarantee, guarantee.Delta * thresholdShare, composition);

    /// <summary>What the release keeps by itself.</summary>
    public Guarantee Guarantee { get; }

    public Composition Composition { get; }

    /// <summary>The most that all its measurements may add up to in zCDP.</summary>
    public ZcdpCost Cost { get; }

    /// <summary>The most that the epsilons of all its measurements may add up to in pure DP; null in other compositions.</summary>
    public double? Epsilon => Composition == Composition.Pure ? PureConversion.Epsilon(Cost.Rho) : null;

    /// <summary>What makes a release that can be made again the same one; null for a release of fresh noise.</summary>
    public ReleaseIdentity? Identity { get; init; }

    /// <summary>
    /// All pairs (epsilon, delta) that the whole release keeps: the curve of its cap, which holds whatever was spent of it.
    /// </summary>
    public PrivacyCurve Curve => (Composition switch
    {
        Composition.Gdp => GdpAccountant.Instance.CurveOf(2 * Cost.Rho),
        Composition.Pure => PureAccountant.Instance.CurveOf(PureConversion.Epsilon(Cost.Rho)),
        _ => ZcdpAccountant.Instance.CurveOf(Cost.Rho),
    }).WithFailure(Cost.Delta);

    /// <summary>The accountant of the composition: what it has no price for, the release may not do.</summary>
    internal AdditiveAccountant Accountant => Composition switch
    {
        Composition.Gdp => GdpAccountant.Instance,
        Composition.Pure => PureAccountant.Instance,
        _ => ZcdpAccountant.Instance,
    };

    /// <summary>The cap that sets a part of delta apart, from 0 to below all of it.</summary>
    internal static ReleaseCap OfThreshold(Guarantee guarantee, double thresholdDelta, Composition composition)
    {
        var converted = Math.BitDecrement(guarantee.Delta - thresholdDelta);
        if (!(thresholdDelta >= 0 && converted > 0))
            throw new ArgumentOutOfRangeException(nameof(thresholdDelta), thresholdDelta, "The part is 0 or more, and less than the whole delta.");
        return new ReleaseCap(guarantee, composition, new ZcdpCost(LargestRho(guarantee.Epsilon, converted, composition), thresholdDelta));
    }

    /// <summary>Whether the cost implies the guarantee, worked out from the cost: for caps that were read from a file.</summary>
    /// <remarks>
    /// There and back every figure is rounded against us, so a cap that was worked out here may seem to miss by some units in the last
    /// place.
    /// </remarks>
    internal bool KeepsItsGuarantee => Curve.Delta(Guarantee.Epsilon) <= Guarantee.Delta * (1 + 1e-9);

    /// <summary>Whether a budget with this cap accepts all these events, one after the other.</summary>
    internal bool Accepts(IEnumerable<PrivacyEvent> events) => events.All(new BudgetScope(this).TryCharge);

    private static double LargestRho(double epsilon, double delta, Composition composition) => composition switch
    {
        Composition.Gdp => RoundedDown(GdpAccountant.Instance.Filter(epsilon, delta).Limit / 2),
        Composition.Pure => PureConversion.Rho(epsilon),
        _ => RoundedDown(ZcdpConversion.Rho(epsilon, delta)),
    };

    // To 32 significant bits. Conversions use the platform's exponential and logarithm, whose last bits differ between processors; noise
    // scales follow from this number, and a keyed release has to have the same ones everywhere. At 32 bits a difference survives by rare
    // chance only.
    private static double RoundedDown(double rho) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(rho) & (-1L << 20));
}

/// <summary>
/// What a keyed release is recognised by: where all four agree, a run draws the same noise for the same answers, and is the same release.
/// </summary>
/// <param name="DataVersion">The public label of the content.</param>
/// <param name="Fingerprint">A keyed hash (HMAC) of the content. An unkeyed hash would give guesses at the content away.</param>
/// <param name="Key">A name of the key, derived from it one way, so that a change of key is not taken for a change of content.</param>
/// <param name="Plan">The version of the algorithm, a colon and a hash of the plan.</param>
public sealed record ReleaseIdentity(string DataVersion, string Fingerprint, string Key, string Plan)
{
    /// <summary>Whether another release would be the same, had it been made by the same version of the algorithm.</summary>
    internal bool DiffersInVersionAlone(ReleaseIdentity other) =>
        Plan != other.Plan && this == other with { Plan = Plan } && PlanAlone == other.PlanAlone;

    private string PlanAlone => Plan[(Plan.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
