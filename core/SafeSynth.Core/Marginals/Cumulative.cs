namespace SafeSynth.Marginals;

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

    public int Draw(SampleRandom random) => Pick(_upTo, random);

    /// <summary>Draws from weights that were added up, each with all before it.</summary>
    public static int Pick(double[] upTo, SampleRandom random)
    {
        var point = random.NextDouble() * upTo[^1];
        var found = Array.BinarySearch(upTo, point);
        var at = Math.Min(found >= 0 ? found + 1 : ~found, upTo.Length - 1);

        // A point on the edge of entries without weight belongs to none of them.
        while (at < upTo.Length - 1 && upTo[at] <= point)
            at++;
        while (at > 0 && upTo[at] == upTo[at - 1])
            at--;
        return at;
    }
}
