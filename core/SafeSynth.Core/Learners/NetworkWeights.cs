using SafeSynth.Marginals;

namespace SafeSynth.Learners;

/// <summary>The weights of a network of two hidden layers and one logistic output, and what is known of their gradient.</summary>
internal sealed class NetworkWeights
{
    private const int Units = 64;
    private const double Rate = 1e-3, MeanDecay = 0.9, SquareDecay = 0.999, Tiny = 1e-8;

    private readonly Layer _first, _second, _last;
    private readonly Activations _learning = new();
    private double _meanPower = 1, _squarePower = 1;

    /// <param name="width">The number of inputs.</param>
    /// <param name="random">Gives the first weights.</param>
    public NetworkWeights(int width, SampleRandom random) =>
        (_first, _second, _last) = (new Layer(width, Units, random), new Layer(Units, Units, random), new Layer(1, Units, random, Units));

    /// <summary>Room for one row's way through the network; for one thread.</summary>
    public Activations Scratch() => new();

    /// <summary>The probability of the class that was asked for.</summary>
    public double Probability(ReadOnlySpan<(int Slot, double Value)> row, Activations scratch)
    {
        _first.Bias.CopyTo(scratch.First);
        foreach (var (slot, value) in row)
            AddMultiple(scratch.First, value, _first.Weights(slot));
        Rectify(scratch.First);
        _second.Bias.CopyTo(scratch.Second);
        for (var unit = 0; unit < Units; unit++)
        {
            if (scratch.First[unit] > 0)
                AddMultiple(scratch.Second, scratch.First[unit], _second.Weights(unit));
        }

        Rectify(scratch.Second);
        var logit = RowMath.Dot(scratch.Second, _last.Weights(0)) + _last.Bias[0];
        return 1 / (1 + PortableMath.Exp(Math.Clamp(-logit, -700, 700)));
    }

    /// <summary>Adds a row to the gradient of the logarithmic loss.</summary>
    public void Learn(ReadOnlySpan<(int Slot, double Value)> row, bool label)
    {
        var at = _learning;
        var error = Probability(row, at) - (label ? 1 : 0);
        _last.BiasGradient[0] += error;
        AddMultiple(_last.Gradient(0), error, at.Second);
        for (var unit = 0; unit < Units; unit++)
            at.SecondError[unit] = at.Second[unit] > 0 ? error * _last.Weights(0)[unit] : 0;
        RowMath.Add(_second.BiasGradient, at.SecondError);
        for (var unit = 0; unit < Units; unit++)
        {
            at.FirstError[unit] = 0;
            if (at.First[unit] <= 0)
                continue;
            AddMultiple(_second.Gradient(unit), at.First[unit], at.SecondError);
            at.FirstError[unit] = RowMath.Dot(_second.Weights(unit), at.SecondError);
        }

        RowMath.Add(_first.BiasGradient, at.FirstError);
        foreach (var (slot, value) in row)
            AddMultiple(_first.Gradient(slot), value, at.FirstError);
    }

    /// <summary>Moves the weights against the mean gradient of the rows since the last step, and forgets it.</summary>
    public void Step(int rows)
    {
        _meanPower *= MeanDecay;
        _squarePower *= SquareDecay;
        var rate = Rate * Math.Sqrt(1 - _squarePower) / (1 - _meanPower);
        foreach (var layer in new[] { _first, _second, _last })
            layer.Step(rate, rows);
    }

    private static void AddMultiple(Span<double> target, double factor, ReadOnlySpan<double> row) =>
        RowMath.Step(target, target, -factor, row);

    private static void Rectify(double[] units)
    {
        for (var unit = 0; unit < units.Length; unit++)
            units[unit] = Math.Max(0, units[unit]);
    }

    /// <summary>What one row makes of the hidden units, and how far off each is.</summary>
    internal sealed class Activations
    {
        public double[] First { get; } = new double[Units];

        public double[] Second { get; } = new double[Units];

        public double[] FirstError { get; } = new double[Units];

        public double[] SecondError { get; } = new double[Units];
    }

    // The weights of one input lie together, then the biases.
    private sealed class Layer
    {
        private readonly int _outputs;
        private readonly double[] _weights, _gradient, _means, _squares;

        public Layer(int inputs, int outputs, SampleRandom random, int fanIn = 0)
        {
            _outputs = outputs;
            var size = (inputs + 1) * outputs;
            (_weights, _gradient, _means, _squares) = (new double[size], new double[size], new double[size], new double[size]);
            var reach = 1 / Math.Sqrt(fanIn > 0 ? fanIn : inputs);
            for (var i = 0; i < inputs * outputs; i++)
                _weights[i] = reach * ((2 * random.NextDouble()) - 1);
        }

        public Span<double> Weights(int input) => _weights.AsSpan(input * _outputs, _outputs);

        public Span<double> Gradient(int input) => _gradient.AsSpan(input * _outputs, _outputs);

        public Span<double> Bias => _weights.AsSpan(_weights.Length - _outputs);

        public Span<double> BiasGradient => _gradient.AsSpan(_gradient.Length - _outputs);

        public void Step(double rate, int rows)
        {
            for (var i = 0; i < _weights.Length; i++)
            {
                var gradient = _gradient[i] / rows;
                _gradient[i] = 0;
                _means[i] = (MeanDecay * _means[i]) + ((1 - MeanDecay) * gradient);
                _squares[i] = (SquareDecay * _squares[i]) + ((1 - SquareDecay) * gradient * gradient);
                _weights[i] -= rate * _means[i] / (Math.Sqrt(_squares[i]) + Tiny);
            }
        }
    }
}
