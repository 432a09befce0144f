using System.Numerics;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Aggregates;

/// <summary>Noise on a vector of numbers that somebody else computed, whose sensitivity is asserted and not proved.</summary>
/// <remarks>
/// Guarantee: if no person can change the vector by more than the sensitivity (its L1 norm for Laplace, its L2 norm for Gaussian), what
///   comes out is epsilon-DP (Laplace) or (epsilon, delta)-DP (Gaussian) for a person, as long as how many numbers there are is no secret.
///   The assertion is the caller's.
/// Proof: each number x is rounded toward zero to a multiple k h of the step h. Two numbers that are d apart have multiples at most ceil(d
///   / h) apart, since rounding steps over a multiple of h only where the number does. If the n numbers change by d_1 ... d_n with sum S at
///   most, the multiples change by at most sum ceil(d_i / h) &lt; S / h + n, an integer, so L1 = ceil(S / h) + n - 1. If the root of the
///   sum of squares is S at most, they change by at most d_i / h + 1 each, so L2 &lt;= S / h + sqrt(n) by the triangle inequality. Exact
///   noise for these sensitivities is added to the multiples: discrete Laplace (<see cref="DiscreteLaplace"/>), or the rounded Gaussian
///   (<see cref="RoundedGaussian"/>), whose mu gives epsilon and delta (Dong, Roth, Su 2022, corollary 2.13). Multiplying by h again is
///   post-processing.
/// The default step, a power of two, is so fine that rounding adds less than a thousandth to the noise.
/// </remarks>
public sealed class VectorNoise
{
    // The step is the sensitivity over 2^12 or more, times what n numbers need.
    private const int FineBits = 12;

    private readonly Mechanism<MarginalCounts, MarginalCounts> _mechanism;
    private readonly Sensitivity _sensitivity;
    private readonly Rational _step;
    private readonly int _count;

    private VectorNoise(Mechanism<MarginalCounts, MarginalCounts> mechanism, Sensitivity sensitivity, Rational step, int count, double deviation) =>
        (_mechanism, _sensitivity, _step, _count, Deviation) = (mechanism, sensitivity, step, count, deviation * step.ToDoubleUp());

    /// <summary>The standard deviation of the noise on each number.</summary>
    public double Deviation { get; }

    /// <summary>What numbers are rounded to, toward zero.</summary>
    public double Step => _step.ToDoubleDown();

    /// <summary>The cost, for an accountant.</summary>
    public PrivacyEvent Event => _mechanism.CostOf(_sensitivity) with { Question = "numbers whose sensitivity the caller asserts" };

    /// <summary>Discrete Laplace noise.</summary>
    /// <param name="epsilon">Positive.</param>
    /// <param name="l1">The most that one person can change the numbers by, summed over all of them.</param>
    /// <param name="count">How many numbers there are; positive.</param>
    /// <param name="step">What numbers are rounded to; null for a fine step.</param>
    /// <exception cref="SafeSynthException">SS0100, SS0157 or SS0159: a parameter is out of range.</exception>
    public static VectorNoise Laplace(double epsilon, double l1, int count, decimal? step = null)
    {
        Demand(l1, count);
        var guarantee = new Guarantee(epsilon);
        var grid = StepOf(step, l1, count);
        var steps = Ceiling(Rational.RoundUp(l1, 1074) / grid) + count - 1;
        var sensitivity = new Sensitivity(count, steps, long.MaxValue, steps);
        var exact = Rational.RoundDown(guarantee.Epsilon, 1074);
        return new VectorNoise(new DiscreteLaplace(exact), sensitivity, grid, count, Math.Sqrt(2) * steps / epsilon);
    }

    /// <summary>Gaussian noise, rounded to the grid.</summary>
    /// <param name="epsilon">Positive.</param>
    /// <param name="delta">Above 0 and below 1.</param>
    /// <param name="l2">The most that one person can change the numbers by: the root of the sum of squared changes.</param>
    /// <param name="count">How many numbers there are; positive.</param>
    /// <param name="step">What numbers are rounded to; null for a fine step.</param>
    /// <exception cref="SafeSynthException">SS0100, SS0101, SS0157 or SS0159: a parameter is out of range.</exception>
    public static VectorNoise Gaussian(double epsilon, double delta, double l2, int count, decimal? step = null)
    {
        Demand(l2, count);
        var guarantee = new Guarantee(epsilon, delta);
        var grid = StepOf(step, l2, Math.Sqrt(count));
        var steps = Ceiling(Rational.RoundUp(l2, 1074) / grid) + (long)Math.Ceiling(Math.Sqrt(count));
        var sensitivity = new Sensitivity(count, long.MaxValue, checked(steps * steps), steps);
        var mechanism = RoundedGaussian.Keeping(GaussianConversion.Mu(guarantee.Epsilon, guarantee.Delta), sensitivity);
        return new VectorNoise(mechanism, sensitivity, grid, count, mechanism.Sigma);
    }

    /// <summary>The numbers with noise, in order.</summary>
    /// <exception cref="SafeSynthException">SS0158: one of them is not finite.</exception>
    public IReadOnlyList<double> AddTo(IReadOnlyList<double> numbers, INoiseSource noise)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(numbers.Count, _count);
        if (!numbers.All(double.IsFinite))
            throw AggregateFault.NoNumber();

        // Noise that is drawn for zeros may be added to integers of any size.
        var drawn = _mechanism.Draw(new MarginalCounts([new long[_count]]), _sensitivity, noise).Cells[0];
        return [.. numbers.Select((number, i) => ToDouble(MultipleOf(number) + drawn[i]))];
    }

    private static void Demand(double sensitivity, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (!(sensitivity > 0) || double.IsInfinity(sensitivity))
            throw AggregateFault.SensitivityNotPositive(sensitivity);
    }

    private static Rational StepOf(decimal? asked, double sensitivity, double spread)
    {
        if (asked is null)
        {
            var power = (int)Math.Floor(Math.Log2(sensitivity) - Math.Log2(spread)) - FineBits;
            return power >= 0 ? BigInteger.One << power : new Rational(BigInteger.One, BigInteger.One << -power);
        }

        // Squares of sensitivities have to stay inside 64 bits.
        var (least, greatest) = (Math.BitIncrement(sensitivity / (1 << 30)), sensitivity);
        if (!((double)asked.Value >= least && (double)asked.Value <= greatest))
        {
            throw AggregateFault.WrongStep(
                "the numbers", asked.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
                FormattableString.Invariant($"for this sensitivity it must be from {least:G3} to {greatest:G3}"));
        }

        return Exactly(asked.Value);
    }

    private static Rational Exactly(decimal value)
    {
        var scale = BigInteger.Pow(10, value.Scale);
        return new Rational((BigInteger)(value * (decimal)scale), scale);
    }

    private static long Ceiling(Rational value) => (long)((value.Numerator + value.Denominator - 1) / value.Denominator);

    private BigInteger MultipleOf(double number)
    {
        var multiples = Rational.RoundDown(Math.Abs(number), 1074) / _step;
        var whole = multiples.Numerator / multiples.Denominator;
        return number < 0 ? -whole : whole;
    }

    private double ToDouble(BigInteger multiple)
    {
        var magnitude = (new Rational(BigInteger.Abs(multiple), BigInteger.One) * _step).ToDoubleDown();
        return multiple.Sign < 0 ? -magnitude : magnitude;
    }
}
