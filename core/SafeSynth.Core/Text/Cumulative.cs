using SafeSynth.Marginals;

namespace SafeSynth.Texts;

/// <summary>A distribution over 0, 1, 2, ... to draw from.</summary>
internal sealed class Cumulative
{
    private readonly double[] _upTo;

    /// <param name="weights">Not negative, not all 0.</param>
    public Cumulative(ReadOnlySpan<double> weights)
    {
        _upTo = new double[weights.Length];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            _upTo[i] = sum += weights[i];
    }

    public double Sum => _upTo.Length == 0 ? 0 : _upTo[^1];

    public int Draw(SampleRandom random)
    {
        var at = random.NextDouble() * Sum;
        var (low, high) = (0, _upTo.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _upTo[middle] > at ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
