namespace SafeSynth.Privacy;

/// <summary>Puts privacy losses on a grid so that the grid's privacy curve is nowhere below the true one, and touches it at every grid
/// point.</summary>
/// <remarks>
/// <para>Doroshenko, Ghazi, Kamath, Kumar, Manurangsi 2022. An outcome with loss l between grid points e and e + h, of mass p under P and
/// so p exp(-l) under Q, is split between the two points so that both masses are kept: the upper point gets
///   p (1 - exp(-(l - e))) / (1 - exp(-h)).
/// Merging the parts again gives the outcome back, so the true pair is post-processing of the one on the grid.</para>
/// <para>Rounding. More mass at the upper point and less at the lower only makes the curve larger, so the share is raised by more than
/// the error that a rounded loss can cause, and each mass by <see cref="MassError"/>.</para>
/// <para>A density is given as the atoms of a quadrature rule between grid points, all of which are split by the same two factors.</para>
/// </remarks>
internal sealed class ConnectTheDots
{
    private const double MassError = 1e-13;

    // Losses are good to a few units in 10^16 of 1 and of themselves.
    private const double LossError = 4e-15;

    // Nodes and weights of the Gauss-Legendre rule with six points on [-1, 1].
    private static readonly (double Node, double Weight)[] Rule =
    [
        (-0.93246951420315203, 0.17132449237917035), (0.93246951420315203, 0.17132449237917035),
        (-0.66120938646626451, 0.36076157304813861), (0.66120938646626451, 0.36076157304813861),
        (-0.23861918608319691, 0.46791393457269105), (0.23861918608319691, 0.46791393457269105),
    ];

    private readonly double _step;
    private readonly double _wholeStep;
    private readonly long _first;
    private readonly double[] _masses;

    /// <param name="step">The distance of grid points.</param>
    /// <param name="lowest">No loss is below.</param>
    /// <param name="highest">No loss is above.</param>
    public ConnectTheDots(double step, double lowest, double highest)
    {
        _step = step;
        _wholeStep = -NearZero.ExpM1(-step);
        _first = (long)Math.Floor(lowest / step) - 1;
        _masses = new double[(long)Math.Ceiling(highest / step) + 2 - _first];
    }

    /// <summary>An outcome that has a mass of its own.</summary>
    public void Add(double loss, double mass)
    {
        var below = Math.Floor(loss / _step);
        var share = -NearZero.ExpM1(below * _step - loss) / _wholeStep;
        share = Math.Clamp(share + LossError * (1 + Math.Abs(loss)) / _wholeStep, 0, 1);
        mass *= 1 + MassError;
        var index = (int)((long)below - _first);
        _masses[index] += (1 - share) * mass;
        _masses[index + 1] += share * mass;
    }

    /// <summary>Outcomes x from <paramref name="low"/> to <paramref name="high"/> with a density and a loss that is monotone in
    /// x.</summary>
    /// <param name="low">The least x.</param>
    /// <param name="high">The greatest x.</param>
    /// <param name="widest">Over so much of x, polynomials of degree 11 follow the density.</param>
    /// <param name="density">The density of P.</param>
    /// <param name="loss">The loss at x.</param>
    /// <param name="outcomeAt">The x at a loss between those of low and high.</param>
    public void Add(
        double low, double high, double widest, Func<double, double> density, Func<double, double> loss, Func<double, double> outcomeAt)
    {
        var (start, end) = (loss(low), loss(high));
        var towards = start <= end ? 1 : -1;
        var point = towards > 0 ? Math.Floor(start / _step) : Math.Ceiling(start / _step);
        while (low < high)
        {
            point += towards;
            var inside = towards * (end - point * _step) > 0;
            var next = inside ? Math.Clamp(outcomeAt(point * _step), low, high) : high;
            AddPieces(low, next, widest, density, loss);
            low = next;
        }
    }

    public LossDistribution ToDistribution(double infinite)
    {
        var start = Array.FindIndex(_masses, mass => mass > 0);
        var end = Array.FindLastIndex(_masses, mass => mass > 0) + 1;
        return new(_step, _first + start, _masses[start..end], infinite * (1 + MassError));
    }

    private void AddPieces(double low, double high, double widest, Func<double, double> density, Func<double, double> loss)
    {
        var pieces = (int)Math.Ceiling((high - low) / widest);
        var half = (high - low) / (2 * pieces);
        for (var piece = 0; piece < pieces; piece++)
        {
            var middle = low + (2 * piece + 1) * half;
            foreach (var (node, weight) in Rule)
            {
                var x = middle + half * node;
                Add(loss(x), half * weight * density(x));
            }
        }
    }
}
