using SafeSynth.Marginals;

namespace SafeSynth.Texts;

/// <summary>Draws from a distribution so that what is drawn follows it more closely than single draws would.</summary>
/// <remarks>
/// So many draws at a time are made by systematic sampling (every value comes as often as expected, rounded up or down) and dealt in random
/// order. Where the sampling starts is random for the first deck and moves on by the golden ratio for the next ones, which spreads starts
/// evenly: so rare values, too, come as often as expected after some decks. Each draw by itself has the distribution. Holds what is left of
/// a deck: not to be shared.
/// </remarks>
/// <param name="weights">Of 0, 1, 2, ...; not negative.</param>
internal sealed class Deck(double[] weights)
{
    private const int Size = 1 << 12;
    private const double GoldenRatio = 0.6180339887498949;

    private readonly int[] _dealt = new int[Size];
    private int _next = Size;
    private double? _start;

    /// <summary>Whether there is nothing to draw.</summary>
    public bool IsEmpty { get; } = !weights.Any(weight => weight > 0);

    public int Draw(SampleRandom random)
    {
        if (_next == Size)
            Shuffle(random);
        return _dealt[_next++];
    }

    private void Shuffle(SampleRandom random)
    {
        var start = _start is { } before ? (before + GoldenRatio) % 1 : random.NextDouble();
        _start = start;
        var step = weights.Sum() / Size;
        var (value, upTo) = (0, weights[0]);
        for (var i = 0; i < Size; i++)
        {
            var at = (i + start) * step;
            while (upTo <= at && value < weights.Length - 1)
                upTo += weights[++value];
            _dealt[i] = value;
        }

        random.Shuffle(_dealt.AsSpan());
        _next = 0;
    }
}
