namespace SafeSynth.Marginals;

/// <summary>How far marginals are from noisy answers: L(mu) = 1/2 sum over measurements of |mu_c - y_c|^2 / sigma_c^2.</summary>
/// <remarks>
/// It is minus the log-likelihood of Gaussian noise, up to a constant: weights are 1 / sigma^2. Answers to the same clique are
/// replaced by their inverse-variance mean, which changes L by a constant that is kept. Marginals and answers lie in one vector,
/// as the parameters of <see cref="BeliefPropagation"/> do.
/// </remarks>
internal sealed class MarginalLoss
{
    private readonly BeliefPropagation _beliefs;
    private readonly double[] _weights;    // per parameter; 0 where nothing was measured
    private readonly double[] _answers;
    private readonly double _constant;
    private readonly double _total;

    /// <param name="beliefs">Has a parameter for every measured clique, and may have more.</param>
    /// <param name="measurements">The noisy answers.</param>
    /// <param name="total">What the marginals sum to; positive.</param>
    public MarginalLoss(BeliefPropagation beliefs, IReadOnlyList<Measurement> measurements, double total)
    {
        _beliefs = beliefs;
        _total = total;
        _weights = new double[beliefs.Parameters];
        _answers = new double[beliefs.Length];
        var measured = measurements.ToLookup(measurement => measurement.Clique);
        for (var p = 0; p < _weights.Length; p++)
        {
            var (start, layout) = beliefs.Parameter(p);
            var (mean, weight, constant) = Combine([.. measured[layout.Clique]], layout.Cells);
            layout.FromCanonical(mean, _answers.AsSpan(start, layout.Cells));
            _weights[p] = weight;
            _constant += constant;
        }
    }

    /// <summary>The sum of 1 / sigma^2 over all measurements.</summary>
    public double TotalWeight => RowMath.Sum(_weights);

    /// <summary>The loss of the marginals; leaves its gradient in <paramref name="gradient"/>.</summary>
    /// <remarks>
    /// The gradient is centred: over every clique its mean under the marginals is 0. A constant changes nothing in a
    /// potential, so this only says which cells a step lowers and which it raises.
    /// </remarks>
    public double Evaluate(ReadOnlySpan<double> marginals, Span<double> gradient)
    {
        var loss = _constant;
        for (var p = 0; p < _weights.Length; p++)
        {
            var (start, layout) = _beliefs.Parameter(p);
            var slopes = gradient.Slice(start, layout.Cells);
            var counts = marginals.Slice(start, layout.Cells);
            var square = RowMath.ScaledDifference(slopes, counts, _answers.AsSpan(start, layout.Cells), _weights[p]);
            RowMath.Subtract(slopes, RowMath.Dot(slopes, counts) / _total);
            loss += 0.5 * _weights[p] * square;
        }
        return loss;
    }

    /// <summary>The loss along the chord from one set of marginals to another: L(from + t (to - from)) - L(from).</summary>
    /// <param name="from">The marginals the chord begins at.</param>
    /// <param name="to">The marginals the chord ends at.</param>
    /// <param name="gradient">The gradient at <paramref name="from"/>.</param>
    public Chord Along(ReadOnlySpan<double> from, ReadOnlySpan<double> to, ReadOnlySpan<double> gradient)
    {
        double slope = 0, curvature = 0;
        for (var p = 0; p < _weights.Length; p++)
        {
            var (start, layout) = _beliefs.Parameter(p);
            var (along, square) = RowMath.Change(
                gradient.Slice(start, layout.Cells), to.Slice(start, layout.Cells), from.Slice(start, layout.Cells));
            slope += along;
            curvature += _weights[p] * square;
        }
        return new Chord(slope, curvature);
    }

    private static (double[] Mean, double Weight, double Constant) Combine(Measurement[] repeats, int cells)
    {
        var mean = new double[cells];
        double weight = 0, constant = 0;
        foreach (var (_, answers, deviation) in repeats)
        {
            var added = 1 / (deviation * deviation);
            weight += added;
            for (var i = 0; i < cells; i++)
            {
                var gap = answers[i] - mean[i];
                mean[i] += gap * added / weight;
                constant += 0.5 * gap * gap * added * (weight - added) / weight;
            }
        }
        return (mean, weight, constant);
    }
}

/// <summary>A quadratic in t: slope t + curvature t^2 / 2.</summary>
internal readonly record struct Chord(double Slope, double Curvature)
{
    /// <summary>The change over the whole chord, t = 1.</summary>
    public double Change => Slope + (Curvature / 2);

    /// <summary>Where the quadratic is least; infinity without curvature.</summary>
    public double Minimizer => -Slope / Curvature;
}
