namespace SafeSynth.Privacy;

/// <summary>The privacy curve of a sum of losses on a grid: delta at each grid point, and between grid points linear in
/// exp(epsilon).</summary>
/// <remarks>
/// With masses r at losses l, delta(epsilon) = sum over l > epsilon of r (1 - exp(epsilon - l)). From one grid point down to the next,
///   B' = exp(-h) (B + r),   delta' = delta + (1 - exp(-h)) (B + r),
/// where B is the sum of r exp(epsilon - l): nothing is subtracted, and what 2^22 steps can round is below 4 in 10^9.
/// </remarks>
internal sealed class PldCurve : PrivacyCurve
{
    private readonly double _step;
    private readonly long _first;

    // At grid points first, first + 1, ...; decreasing.
    private readonly double[] _deltas;

    /// <summary>The curve of a sum, by one transform.</summary>
    /// <remarks>
    /// The window of losses kept wraps around: tilted mass from outside comes back in, where it only adds to delta at every epsilon of the
    /// window, and the mass above it is counted once more, as infinite. Epsilons below the window get delta 1.
    /// </remarks>
    public PldCurve(LossSum sum)
    {
        var length = 1 << (int)Math.Ceiling(Math.Log2(sum.Cells));
        _step = sum.Step;
        _first = (long)Math.Floor(sum.Window.Low / _step);

        var spectrum = new Spectrum(length);
        for (var i = 0; i < sum.Parts.Count; i++)
            spectrum.MultiplyByPower(Wrapped(sum.Parts[i].Losses, sum.Tilt, sum.LogMoments[i], length), sum.Parts[i].Times);
        var tilted = spectrum.ToMassesRoundedUp();

        var infinite = sum.Parts.Sum(part => part.Times * part.Losses.Infinite);
        _deltas = Deltas(tilted, sum, _first, infinite + sum.MassAbove);
    }

    private protected override double DeltaAt(double epsilon)
    {
        var point = epsilon / _step - _first;
        if (point < 0)
            return 1;
        if (point >= _deltas.Length - 1)
            return _deltas[^1];
        var index = (int)point;
        // The share of exp(epsilon) between its values at the two grid points.
        var share = NearZero.ExpM1((point - index) * _step) / NearZero.ExpM1(_step);
        return _deltas[index + 1] + (_deltas[index] - _deltas[index + 1]) * Math.Clamp(1 - share + 1e-9, 0, 1);
    }

    private protected override double EpsilonAt(double delta)
    {
        if (DeltaAt(0) <= delta)
            return 0;
        if (_deltas[^1] > delta)
            return double.PositiveInfinity;

        // The first grid point that keeps delta; the one before does not.
        var (above, below) = (-1, _deltas.Length - 1);
        while (below - above > 1)
        {
            var middle = (above + below) / 2;
            if (_deltas[middle] > delta)
                above = middle;
            else
                below = middle;
        }

        if (below == 0)
            return _first * _step;
        var share = (_deltas[above] - delta) / (_deltas[above] - _deltas[below]);
        var within = NearZero.Log1P(Math.Min(1, share + 1e-9) * NearZero.ExpM1(_step));
        return Math.Max(0, Math.BitIncrement((_first + above) * _step + within));
    }

    private static double[] Wrapped(LossDistribution losses, double tilt, double logMoment, int length)
    {
        var wrapped = new double[length];
        for (var i = 0; i < losses.Masses.Length; i++)
        {
            var exponent = tilt * losses.LossAt(i) - logMoment;
            var mass = losses.Masses[i] * Math.Exp(exponent) * (1 + 4e-16 * (4 + Math.Abs(tilt * losses.LossAt(i)) + Math.Abs(logMoment)));
            wrapped[(losses.First + i) & (length - 1)] += mass;
        }

        return wrapped;
    }

    private static double[] Deltas(double[] tilted, LossSum sum, long first, double infinite)
    {
        var step = sum.Step;
        var logMoment = sum.LogMoment;
        var (decay, rest) = (Math.Exp(-step), -NearZero.ExpM1(-step));
        var deltas = new double[tilted.Length];
        double delta = 0, scaled = 0;
        for (var i = tilted.Length - 1; i >= 0; i--)
        {
            deltas[i] = Math.Min(1, infinite + delta * (1 + 4e-9));
            var exponent = logMoment - sum.Tilt * (first + i) * step;
            var error = 4e-16 * (4 + sum.LogMomentSize + Math.Abs(sum.Tilt * (first + i) * step));
            scaled += tilted[(first + i) & (tilted.Length - 1)] * Math.Exp(exponent) * (1 + error);
            delta += rest * scaled;
            scaled *= decay;
        }

        return deltas;
    }
}
