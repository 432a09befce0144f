using SafeSynth.Audit;

namespace SafeSynth.Attacks;

/// <summary>
/// Where the true curve of an attack lies, as far as so many members and others tell: all of the curve at once, with 95 %.
/// </summary>
/// <remarks>
/// <para>Members and others are independent draws. Let the threshold be the score of the k-th most suspicious of the n others, k fixed
/// beforehand. Its true false-positive rate is the k-th smallest of n uniform numbers, so its Clopper-Pearson bounds (1934) are quantiles
/// of Beta(k, n + 1 - k); and given the threshold, members above it are a binomial number, so their true rate has such bounds, too. With
/// several k, eight in every factor of ten, each of the four bounds fails with a chance of 5 % over their number, hence any of them with 5
/// % at most (Bonferroni).</para>
/// <para>The true curve rises. So beyond the upper end of a rate of false positives it is above the lower end of the true positives that go
/// with it, and before the lower end below the upper one: the band holds at every rate, whether asked for beforehand or not. (Rectangles of
/// this kind: Campbell 1994, there of fixed width, which at small rates says nothing.) Scores that are equal may come in any order: the
/// lower bound takes the worst, the upper the best.</para>
/// </remarks>
public sealed class RocConfidence
{
    /// <summary>The chance that a bound fails anywhere.</summary>
    public const double Miss = 0.05;

    private const int LooksPerDecade = 8;

    // The quantile of the normal distribution at 1 - Miss / 2.
    private const double Deviations = 1.9599639845400545;

    private readonly List<(double FalsePositives, double TruePositives)> _floors = [], _ceilings = [];

    public RocConfidence(RocCurve curve)
    {
        var looks = LooksAt(curve.Others).ToList();
        var error = Miss / (4 * looks.Count);
        var step = 0;
        foreach (var look in looks)
        {
            while (curve.Steps[step + 1].Alarmed < look)
                step++;
            var (worst, best) = (curve.Steps[step].Found, curve.Steps[step + 1].Found);
            _floors.Add((BinomialBounds.High(look - 1, curve.Others, error), BinomialBounds.Low(worst, curve.Members, error)));
            _ceilings.Add((BinomialBounds.Low(look, curve.Others, error), BinomialBounds.High(best, curve.Members, error)));
        }

        Area = AreaOf(curve);
    }

    /// <summary>Where the true area under the curve lies, with 95 %; wider than needed, for many records by about a fifth.</summary>
    /// <remarks>
    /// The interval of Wilson (1927) with the largest variance that an estimate of an area A can have, A (1 - A) / min(members, others)
    /// (van Dantzig 1951; Birnbaum, Klose 1957).
    /// </remarks>
    public (double Low, double High) Area { get; }

    /// <summary>Where the true-positive rate lies at a false-positive rate.</summary>
    public (double Low, double High) At(double falsePositiveRate) => (
        _floors.LastOrDefault(corner => corner.FalsePositives <= falsePositiveRate).TruePositives,
        _ceilings.FirstOrDefault(corner => corner.FalsePositives >= falsePositiveRate, (1, 1)).TruePositives);

    /// <summary>The false-positive rates at which the band has its steps, ascending.</summary>
    internal IEnumerable<double> Steps => _floors.Concat(_ceilings).Select(corner => corner.FalsePositives).Order();

    private static IEnumerable<int> LooksAt(int others) => Enumerable.Range(0, int.MaxValue)
        .Select(i => (int)Math.Ceiling(Math.Pow(10, (double)i / LooksPerDecade) - 1e-9)).TakeWhile(look => look <= others).Distinct();

    private static (double Low, double High) AreaOf(RocCurve curve)
    {
        var (area, z2, n) = (curve.Area, Deviations * Deviations, (double)Math.Min(curve.Members, curve.Others));
        var middle = (area + (z2 / (2 * n))) / (1 + (z2 / n));
        var half = Deviations / (1 + (z2 / n)) * Math.Sqrt((area * (1 - area) / n) + (z2 / (4 * n * n)));
        // Where all is won or lost, rounding must not leave the area itself out.
        return (Math.Clamp(middle - half, 0, area), Math.Clamp(middle + half, area, 1));
    }
}
