using SafeSynth.Audit;

namespace SafeSynth.Attacks;

/// <summary>How sure an area under the curve is that was counted over independent releases.</summary>
/// <remarks>
/// The area is the mean over all pairs of a release with and a release without the record. With n of the fewer kind it is also a mean over
/// ways to form n disjoint pairs, each of which wins independently with the true probability A (Hoeffding 1963, section 5). So it varies no
/// more than the share of n coins, var &lt;= A (1 - A) / n (van Dantzig 1951), and what bounds the exponential moments of coins bounds its
/// own.
/// </remarks>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct AreaInterval(double Low, double High)
{
    /// <summary>
    /// The interval of Clopper and Pearson (1934) for n coins: exact where all pairs are won or lost, else somewhat wide.
    /// </summary>
    /// <param name="area">The area that was counted.</param>
    /// <param name="pairs">n: the smaller of the numbers of releases with and without the record.</param>
    /// <param name="confidence">The probability with which the interval holds the true area.</param>
    public static AreaInterval Of(double area, int pairs, double confidence)
    {
        var (won, miss) = (area * pairs, (1 - confidence) / 2);
        return new AreaInterval(BinomialBounds.Low(won, pairs, miss), BinomialBounds.High(won, pairs, miss));
    }

    /// <summary>At most the probability of such an area or a larger one where the true one is no more than a ceiling.</summary>
    /// <remarks>
    /// Pr &lt;= exp(-n KL(area, ceiling)): Chernoff's bound for coins (Hoeffding 1963, theorem 1), which holds for the area by the above;
    /// no approximation.
    /// </remarks>
    public static double ChanceAbove(double ceiling, double area, int pairs)
    {
        if (area <= ceiling)
            return 1;
        var excess = area * Math.Log(area / ceiling) + (area < 1 ? (1 - area) * Math.Log((1 - area) / (1 - ceiling)) : 0);
        return Math.Exp(-pairs * excess);
    }
}
