namespace SafeSynth.Privacy;

/// <summary>The privacy curve of several releases of which no more is known than their (epsilon, delta).</summary>
/// <remarks>
/// <para>Kairouz, Oh, Viswanath 2015, theorem 3.3; Murtagh, Vadhan 2016, theorem 1.5 for different releases. Each release is
/// post-processing of one that gives the truth away with probability delta and otherwise answers by randomised response, whose loss is
/// epsilon with probability 1 / (1 + exp(-epsilon)) and else -epsilon. So all of them together keep, for every e,
///   delta(e) = 1 - (1 - d) prod (1 - delta_i),   d = E max(0, 1 - exp(e - L)),
/// where L is the sum of the losses, and no smaller delta holds for all such releases. What is asked may follow earlier answers; the
/// epsilons and deltas may not.</para>
/// <para>Rounding. Equal releases have binomial losses. Their probabilities follow from the most likely one by ratios, three roundings
/// each, so the share of error is below that times the number of releases; losses are good to a few units in 10^16 of the largest.</para>
/// </remarks>
internal sealed class OptimalComposition : PrivacyCurve
{
    /// <summary>The most different sums of losses.</summary>
    public const long MostSums = 1 << 18;

    // What is too small for a double adds up to less.
    private const double Underflow = 1e-300;

    private const double Rounding = 8 * 1.1102230246251565e-16;

    private readonly double[] _losses = [0];
    private readonly double[] _masses = [1];
    private readonly double _failure;
    private readonly double _massError;
    private readonly double _greatest;

    /// <param name="releases">Different (epsilon, delta), epsilon above 0 and delta from 0 to below 1, and how often each is made. The
    /// number of different sums is at most <see cref="MostSums"/>.</param>
    public OptimalComposition(IReadOnlyList<(double Epsilon, double Delta, long Times)> releases)
    {
        var logOfNone = 0.0;
        foreach (var (epsilon, delta, times) in releases)
        {
            (_losses, _masses) = Sum(_losses, _masses, epsilon, times);
            logOfNone += times * NearZero.Log1P(-delta);
            _failure = RoundedUp.Sum(_failure, RoundedUp.Product(times, delta));
            _massError += Rounding * (times + 2);
            _greatest += times * epsilon;
        }

        // By the product or by the sum of deltas, both of which hold: the product rounds more.
        _failure = Math.Min(_failure, -NearZero.ExpM1(logOfNone) * (1 + (1e3 * Rounding)));
    }

    /// <summary>The number of different sums of losses.</summary>
    public static double SumsOf(IEnumerable<(double Epsilon, double Delta, long Times)> releases) =>
        releases.Aggregate(1.0, (sums, release) => sums * (release.Times + 1));

    private protected override double DeltaAt(double epsilon)
    {
        var (total, above, isExceeded) = (0.0, 0.0, false);
        for (var i = 0; i < _losses.Length; i++)
        {
            if (_losses[i] <= epsilon)
                continue;
            isExceeded = true;
            total += _masses[i] * -NearZero.ExpM1(epsilon - _losses[i]);
            above += _masses[i];
        }

        if (!isExceeded)
            return _failure;
        var told = Underflow + ((total + (above * Rounding * _greatest)) * (1 + _massError + (Rounding * _losses.Length)));
        return Math.Min(1, Math.BitIncrement(_failure + ((1 - _failure) * Math.Min(1, told))));
    }

    private protected override double EpsilonAt(double delta)
    {
        if (DeltaAt(0) <= delta)
            return 0;
        if (_failure > delta)
            return double.PositiveInfinity;
        var (below, above) = (0.0, Math.BitIncrement(_greatest * (1 + Rounding)));
        while (true)
        {
            var middle = below + ((above - below) / 2);
            if (middle <= below || middle >= above || above - below < 1e-13 * above)
                return above;
            (below, above) = DeltaAt(middle) <= delta ? (below, middle) : (middle, above);
        }
    }

    private static (double[] Losses, double[] Masses) Sum(double[] losses, double[] masses, double epsilon, long times)
    {
        var own = Binomial(times, epsilon);
        var (sums, products) = (new double[losses.Length * own.Length], new double[losses.Length * own.Length]);
        for (var i = 0; i < losses.Length; i++)
        {
            for (var lies = 0; lies < own.Length; lies++)
            {
                sums[(i * own.Length) + lies] = losses[i] + ((times - (2.0 * lies)) * epsilon);
                products[(i * own.Length) + lies] = masses[i] * own[lies];
            }
        }

        return (sums, products);
    }

    /// <summary>The probabilities of 0 to <paramref name="times"/> lies, each of odds exp(-epsilon).</summary>
    private static double[] Binomial(long times, double epsilon)
    {
        var odds = Math.Exp(-epsilon);
        var weights = new double[times + 1];
        var mode = (long)Math.Floor((times + 1) * odds / (1 + odds));
        weights[mode] = 1;
        for (var lies = mode; lies < times; lies++)
            weights[lies + 1] = weights[lies] * (times - lies) / (lies + 1) * odds;
        for (var lies = mode; lies > 0; lies--)
            weights[lies - 1] = weights[lies] * lies / (times - lies + 1) / odds;
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }
}
