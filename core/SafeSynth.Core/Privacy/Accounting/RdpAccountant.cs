using SafeSynth.Plans;

namespace SafeSynth.Privacy;

/// <summary>Renyi DP: divergences add up at every order (Mironov 2017, proposition 1), and the best order gives (epsilon, delta).</summary>
/// <remarks>
/// By default the best of the usual orders is taken and then improved between its neighbours: each order is a valid bound, so a search that
/// stops early costs tightness only. With orders given, these alone are used. A filter watches one order, chosen before the first event:
/// the one that is best for Gaussian noise under the guarantee.
/// </remarks>
public sealed class RdpAccountant : IAdaptiveAccountant
{
    private readonly IReadOnlyList<double> _orders;
    private readonly bool _refine;

    public RdpAccountant() => (_orders, _refine) = (UsualOrders, true);

    /// <param name="orders">Increasing, all above 1.</param>
    public RdpAccountant(params IReadOnlyList<double> orders)
    {
        if (orders.Count == 0 || !(orders[0] > 1) || orders.Zip(orders.Skip(1)).Any(pair => !(pair.First < pair.Second)))
            throw new ArgumentException("Orders must be increasing and above 1.", nameof(orders));
        _orders = [.. orders];
    }

    /// <summary>1.1, 1.2, ... 10.9, then 11 to 63, 128, 256, 512 and 1024.</summary>
    public static IReadOnlyList<double> UsualOrders { get; } =
    [
        .. Enumerable.Range(11, 99).Select(tenths => tenths / 10.0), .. Enumerable.Range(11, 53).Select(order => (double)order),
        128, 256, 512, 1024,
    ];

    public string Name => "RDP";

    public bool Supports(PrivacyEvent spent) => new EventCounts([spent]).Parts.All(part => RenyiDivergence.Of(part.Event) is not null);

    public PrivacyCurve Compose(FixedSchedule schedule) =>
        new RenyiCurve(Total(schedule.Counts), _orders, _refine).WithFailure(schedule.Counts.OwnDelta);

    public PrivacyFilter Filter(double epsilon, double delta, double ownDelta = 0)
    {
        var rest = ownDelta == 0 ? delta : Math.BitDecrement(delta - ownDelta);
        var order = 1 + Math.Sqrt(-Math.Log(rest) / ZcdpConversion.Rho(epsilon, rest));
        return new(counts => Total(counts)(order), RenyiConversion.Divergence(order, epsilon, rest), ownDelta);
    }

    /// <summary>The sum of all divergences as a function of the order, rounded up.</summary>
    private Func<double, double> Total(EventCounts counts)
    {
        var parts = counts.Parts.Select(part => (
            part.Times, At: RenyiDivergence.Of(part.Event) ?? throw BudgetFault.UnknownEvent(part.Event.Mechanism, Name))).ToList();
        return order => parts.Aggregate(0.0, (sum, part) => RoundedUp.Sum(sum, RoundedUp.Product(part.Times, part.At(order))));
    }

    private sealed class RenyiCurve(Func<double, double> divergence, IReadOnlyList<double> orders, bool refine) : PrivacyCurve
    {
        private readonly double[] _atOrders = [.. orders.Select(divergence)];

        private protected override double DeltaAt(double epsilon) =>
            Math.Min(1, Best((order, divergence) => RenyiConversion.Delta(order, divergence, epsilon)));

        private protected override double EpsilonAt(double delta) =>
            delta == 1 ? 0 : Best((order, divergence) => RenyiConversion.Epsilon(order, divergence, delta));

        private double Best(Func<double, double, double> convert)
        {
            var best = Enumerable.Range(0, orders.Count).MinBy(i => convert(orders[i], _atOrders[i]));
            var atBest = convert(orders[best], _atOrders[best]);
            if (!refine)
                return atBest;

            // The orders are close to even in the logarithm of order - 1; beyond the ends there is room for one factor of 16.
            var low = best > 0 ? orders[best - 1] - 1 : (orders[0] - 1) / 16;
            var high = best + 1 < orders.Count ? orders[best + 1] - 1 : (orders[^1] - 1) * 16;
            double At(double log)
            {
                var order = 1 + Math.Exp(log);
                return convert(order, divergence(order));
            }

            return Math.Min(atBest, At(GoldenSection.Least(At, Math.Log(low), Math.Log(high))));
        }
    }
}
