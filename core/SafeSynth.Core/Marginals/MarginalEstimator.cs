namespace SafeSynth.Marginals;

/// <summary>When a fit stops.</summary>
/// <param name="MaxIterations">The number of steps tried at most; each costs one calibration of the model.</param>
/// <param name="RelativeDecrease">Stop when 25 steps lower the loss by less than this share of it; 0 stops only at the optimum.</param>
/// <param name="TargetLoss">Stop when the loss is this or less.</param>
internal sealed record StoppingRule(int MaxIterations = 500, double RelativeDecrease = 0, double TargetLoss = double.NegativeInfinity);

/// <summary>The outcome of a fit.</summary>
/// <param name="Model">The model with the least loss met.</param>
/// <param name="Loss">Its <see cref="MarginalLoss"/>.</param>
/// <param name="Iterations">The number of steps tried.</param>
internal sealed record Estimate(GraphicalModel Model, double Loss, int Iterations);

/// <summary>Finds the distribution whose marginals are nearest to noisy answers, weighted by 1 / sigma^2.</summary>
/// <remarks>
/// Entropic mirror descent over the marginal polytope (McKenna, Sheldon, Miklau 2019, algorithm 1): with a potential per
/// measured clique, theta := theta - step * gradient L(mu), mu := marginals of theta. L is quadratic, so its change along the
/// last step is known exactly, and with it the step that would have been best: that one is taken next, three times (Barzilai
/// and Borwein 1988; Dai, Hager, Schittkowski, Zhang 2006), so steps grow and shrink by orders of magnitude as the problem asks.
/// A step is accepted when it lowers the loss below the greatest of the last ten accepted (Grippo, Lampariello, Lucidi
/// 1986), and the best model met is returned. On Adult this needs a fifth to a tenth of the iterations of a monotone search.
/// <para>
/// The first step is always accepted: L is smooth relative to the entropy with constant N sum(1 / sigma^2), since by Pinsker
/// |mu' - mu|_2^2 &lt;= |mu' - mu|_1^2 &lt;= 2 N KL(mu' | mu) for every marginal of N records.
/// No step moves a potential by more than 50: a cell that was lowered too far still has mass to come back from.
/// </para>
/// Deterministic: same input, same bits, on every machine.
/// </remarks>
internal static class MarginalEstimator
{
    private const int AcceptedAgainst = 10;
    private const double SufficientShare = 1e-4;
    private const int UsesOfAStep = 3;
    private const double LongestMove = 50;
    private const int StallWindow = 25;

    /// <summary>Fits a model to measurements.</summary>
    /// <param name="shape">The size of every attribute, at least 1 each.</param>
    /// <param name="measurements">The noisy marginals; attributes in none of them stay uniform.</param>
    /// <param name="total">The number of records; positive.</param>
    /// <param name="rule">When to stop.</param>
    /// <param name="start">A model to start from, usually the fit of fewer measurements; its potentials are kept. Default: uniform.</param>
    /// <param name="cancel">Looked at before every step.</param>
    /// <exception cref="ArgumentException">
    /// A measurement or the start does not fit the shape, an answer is not finite, or the noise or the total is not positive.
    /// </exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public static Estimate Fit(
        int[] shape, IReadOnlyList<Measurement> measurements, double total, StoppingRule rule,
        GraphicalModel? start = null, CancellationToken cancel = default)
    {
        Require(shape, measurements, total, start);
        var given = start?.Potentials ?? [];
        Clique[] cliques = [.. measurements.Select(m => m.Clique).Concat(given.Select(potential => potential.Clique)).Distinct()];
        var beliefs = new BeliefPropagation(new JunctionTree(shape, cliques), shape, cliques);
        var descent = new Descent(beliefs, new MarginalLoss(beliefs, measurements, total), total, beliefs.Pack(given));
        var iterations = 0;
        while (iterations < rule.MaxIterations && !descent.HasStalled(rule.RelativeDecrease) && descent.BestLoss > rule.TargetLoss)
        {
            cancel.ThrowIfCancellationRequested();
            descent.Step();
            iterations++;
        }
        var model = new GraphicalModel(shape, total, beliefs.Unpack(descent.BestPotentials));
        return new Estimate(model, descent.BestLoss, iterations);
    }

    private static void Require(int[] shape, IReadOnlyList<Measurement> measurements, double total, GraphicalModel? start)
    {
        if (!(total > 0) || double.IsInfinity(total)) throw new ArgumentException($"The total is {total}; it must be positive and finite.");
        foreach (var (clique, answers, deviation) in measurements)
        {
            if (!(deviation > 0) || double.IsInfinity(deviation))
                throw new ArgumentException($"The noise of {clique} has standard deviation {deviation}; it must be positive and finite.");
            if (!Array.TrueForAll(answers, double.IsFinite))
                throw new ArgumentException($"The measurement of {clique} has an answer that is not finite.");
            if (clique.Count > 0 && clique[^1] < shape.Length && clique.Cells(shape) != answers.Length)
                throw new ArgumentException($"The measurement of {clique} has {answers.Length} answers for {clique.Cells(shape)} cells.");
        }
        if (start is not null && !start.Shape.SequenceEqual(shape))
            throw new ArgumentException("The model to start from has other attribute sizes than the measurements.");
    }

    private sealed class Descent
    {
        private readonly BeliefPropagation _beliefs;
        private readonly MarginalLoss _loss;
        private readonly double _total;
        private readonly double[] _marginals, _gradient;
        private readonly double[] _recent = new double[AcceptedAgainst];
        private readonly double[] _bestLosses = new double[StallWindow];
        private double[] _potentials, _trial;
        private double _current, _step;
        private int _accepted, _tried, _uses;
        private bool _atOptimum;

        public Descent(BeliefPropagation beliefs, MarginalLoss loss, double total, double[] potentials)
        {
            (_beliefs, _loss, _total, _potentials) = (beliefs, loss, total, potentials);
            _trial = new double[beliefs.Length];
            _marginals = new double[beliefs.Length];
            _gradient = new double[beliefs.Length];
            BestPotentials = (double[])potentials.Clone();
            BestLoss = double.PositiveInfinity;

            _step = 1 / (total * loss.TotalWeight);
            _uses = UsesOfAStep - 1;   // the safe first step is used once
            _atOptimum = loss.TotalWeight == 0;
            _beliefs.Calibrate(_potentials, _total);
            Accept();
            Array.Fill(_recent, _current);
            Array.Fill(_bestLosses, double.PositiveInfinity);
        }

        public double[] BestPotentials { get; }

        public double BestLoss { get; private set; }

        public bool HasStalled(double relativeDecrease) =>
            _atOptimum || _bestLosses[_tried % StallWindow] - BestLoss < relativeDecrease * BestLoss;

        public void Step()
        {
            _bestLosses[_tried++ % StallWindow] = BestLoss;
            _step = Math.Min(_step, LongestMove / RowMath.Magnitude(_gradient));
            RowMath.Step(_trial, _potentials, _step, _gradient);
            _beliefs.Calibrate(_trial, _total);
            var chord = _loss.Along(_marginals, _beliefs.Marginals, _gradient);
            if (chord.Curvature == 0)
            {
                _atOptimum = true;
            }
            else if (_current + chord.Change <= _recent.Max() + (SufficientShare * chord.Slope))
            {
                (_potentials, _trial) = (_trial, _potentials);
                Accept();
                if (++_uses < UsesOfAStep) return;
                _step *= Math.Clamp(chord.Minimizer, 0.001, 1000);
                _uses = 0;
            }
            else
            {
                _step *= Math.Clamp(chord.Minimizer, 0.1, 0.5);
                _uses = 0;
            }
        }

        private void Accept()
        {
            _beliefs.Marginals.CopyTo(_marginals);
            _current = _loss.Evaluate(_marginals, _gradient);
            _recent[_accepted++ % AcceptedAgainst] = _current;
            if (_current >= BestLoss) return;
            BestLoss = _current;
            _potentials.CopyTo(BestPotentials, 0);
        }
    }
}
