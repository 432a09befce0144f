namespace SafeSynth.Privacy;

/// <summary>The privacy curve of a sum of losses: worked out under two tilts, one that is exact where delta is small, one where it is
/// large.</summary>
/// <remarks>Both are bounds everywhere, so the better one counts. Each is worked out when it is first asked for.</remarks>
internal sealed class LossCurve : PrivacyCurve
{
    // Deltas about 10^-8 and about 1/3 are typical under the two tilts; half way, both lose next to nothing.
    private const double SmallReach = 1;
    private const double LargeReach = 18;
    private const double HalfWay = 1e-4;

    private readonly LossSum _rare;
    private readonly Lazy<PldCurve> _ofRare;
    private readonly Lazy<PldCurve> _ofCommon;

    public LossCurve(IReadOnlyList<(LossDistribution Losses, long Times)> parts)
    {
        _rare = new LossSum(parts, LargeReach);
        _ofRare = new(() => new PldCurve(_rare));
        _ofCommon = new(() => new PldCurve(new LossSum(parts, SmallReach)));
    }

    /// <summary>The grid points that it takes.</summary>
    public double Cells => _rare.Cells;

    private protected override double DeltaAt(double epsilon)
    {
        var delta = _ofRare.Value.Delta(epsilon);
        return delta > HalfWay ? Math.Min(delta, _ofCommon.Value.Delta(epsilon)) : delta;
    }

    private protected override double EpsilonAt(double delta)
    {
        var epsilon = _ofRare.Value.Epsilon(delta);
        return delta > HalfWay ? Math.Min(epsilon, _ofCommon.Value.Epsilon(delta)) : epsilon;
    }
}
