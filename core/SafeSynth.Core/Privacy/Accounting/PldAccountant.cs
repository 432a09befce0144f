using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>Privacy loss distributions: the losses themselves add up, on a grid on which the curve is nowhere below the true one.</summary>
/// <remarks>
/// <para>Sommer, Meiser, Mohammadi 2019; Koskela, Jalko, Honkela 2020. The steps, each with its proof: a <see cref="DominatingPair"/> for
/// each event,
/// <see cref="ConnectTheDots"/> to put its losses on the grid, one tilt for all (<see cref="LossSum"/>), the product of their
/// transforms with a bound on all rounding (<see cref="Spectrum"/>), and delta at every grid point (<see cref="PldCurve"/>).</para>
/// <para>This is no filter: it takes a <see cref="FixedSchedule"/>, because losses that react to earlier ones are not a sum of independent
/// ones.</para>
/// </remarks>
public sealed class PldAccountant : IAccountant
{
    // Of one event, and of the sum of all.
    private const int MostOwnCells = 1 << 20;
    private const int MostCells = 1 << 22;

    private readonly double _grid;

    /// <param name="grid">The distance of losses, from 1e-6 to 0.1; doubled for schedules whose losses spread over millions of
    /// steps.</param>
    public PldAccountant(double grid = 1e-4)
    {
        if (!(grid is >= 1e-6 and <= 0.1))
            throw new ArgumentOutOfRangeException(nameof(grid), grid, "The grid is from 1e-6 to 0.1.");
        _grid = grid;
    }

    public string Name => "PLD";

    public bool Supports(PrivacyEvent spent) => new EventCounts([spent]).Parts.All(part => DominatingPair.Knows(part.Event));

    public PrivacyCurve Compose(FixedSchedule schedule)
    {
        var pairs = DominatingPair.Of(schedule.Counts, unknown => BudgetFault.UnknownEvent(unknown.Mechanism, Name));
        if (pairs.Count == 0)
            return new PureAccountant().Compose(schedule);

        PrivacyCurve curve = OneDirection(pairs);
        if (pairs.Any(part => !part.Pair.Symmetric))
            curve = new WorseOf(curve, OneDirection([.. pairs.Select(part => (part.Pair.Reversed(), part.Times))]));
        return curve.WithFailure(schedule.Counts.OwnDelta);
    }

    private LossCurve OneDirection(IReadOnlyList<(DominatingPair Pair, long Times)> pairs)
    {
        var step = _grid;
        while (pairs.Max(part => part.Pair.Spread) > MostOwnCells * step)
            step *= 2;
        while (true)
        {
            var curve = new LossCurve([.. pairs.Select(part => (part.Pair.Losses(step), part.Times))]);
            if (curve.Cells <= MostCells)
                return curve;
            step *= 2;
        }
    }

    private sealed class WorseOf(PrivacyCurve first, PrivacyCurve second) : PrivacyCurve
    {
        private protected override double DeltaAt(double epsilon) => Math.Max(first.Delta(epsilon), second.Delta(epsilon));

        private protected override double EpsilonAt(double delta) => Math.Max(first.Epsilon(delta), second.Epsilon(delta));
    }
}
