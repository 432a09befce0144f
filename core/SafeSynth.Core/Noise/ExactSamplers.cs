using System.Numerics;

namespace SafeSynth.Noise;

/// <summary>Exact samplers of the discrete distributions that differential privacy is made of.</summary>
/// <remarks>
/// Integers only: given independent uniform bytes, every draw has exactly the stated distribution, not an approximation of it
/// (Canonne, Kamath, Steinke 2020, "The discrete Gaussian for differential privacy"; why it matters: Mironov 2012). The proofs stand beside
/// the samplers: <see cref="Noise.Bernoulli"/>, <see cref="Uniform"/>, <see cref="GeometricSampler{T}"/>,
/// <see cref="LaplaceSampler{T}"/>, <see cref="GaussianSampler{T}"/>, <see cref="RoundedGaussianSampler{T}"/>.
/// The forms that add to a span are the fast ones: they run on 64- or 128-bit integers where the parameter fits, otherwise on
/// <see cref="BigInteger"/>, with the same distribution. Running time depends on the noise that is drawn; on the values it is added to only
/// where a sum is clamped.
/// </remarks>
public static class ExactSamplers
{
    /// <summary>True with probability <paramref name="probability"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is above 1.</exception>
    public static bool Bernoulli(Rational probability, INoiseSource noise)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, Rational.One);
        using var reader = new NoiseReader(noise, NoiseReader.ForOneDraw);
        return Noise.Bernoulli.Toss(probability.Numerator, probability.Denominator, reader);
    }

    /// <summary>True with probability exp(-<paramref name="exponent"/>).</summary>
    public static bool BernoulliExp(Rational exponent, INoiseSource noise)
    {
        using var reader = new NoiseReader(noise, NoiseReader.ForOneDraw);
        return Noise.Bernoulli.TossExp(exponent.Numerator, exponent.Denominator, reader);
    }

    /// <summary>A uniform integer in [0, <paramref name="bound"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public static BigInteger UniformBelow(BigInteger bound, INoiseSource noise)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        using var reader = new NoiseReader(noise, NoiseReader.ForOneDraw);
        return Uniform.Below(bound, reader);
    }

    /// <summary>Discrete Laplace noise: Pr[z] proportional to exp(-|z| / <paramref name="scale"/>), for every z.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The scale is zero.</exception>
    public static BigInteger DiscreteLaplace(Rational scale, INoiseSource noise)
    {
        ThrowIfZero(scale, nameof(scale));
        return DrawOne(new LaplaceSampler<BigInteger>(scale), noise);
    }

    /// <summary>Discrete Gaussian noise: Pr[z] proportional to exp(-z^2 / (2 <paramref name="sigmaSquared"/>)), for every z.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The parameter is zero.</exception>
    public static BigInteger DiscreteGaussian(Rational sigmaSquared, INoiseSource noise)
    {
        ThrowIfZero(sigmaSquared, nameof(sigmaSquared));
        return DrawOne(new GaussianSampler<BigInteger>(sigmaSquared), noise);
    }

    /// <summary>Rounded Gaussian noise: a draw of N(0, <paramref name="sigma"/>^2), rounded to the nearest integer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The standard deviation is zero.</exception>
    public static BigInteger RoundedGaussian(Rational sigma, INoiseSource noise)
    {
        ThrowIfZero(sigma, nameof(sigma));
        return DrawOne(new RoundedGaussianSampler<BigInteger>(sigma), noise);
    }

    /// <summary>Adds independent discrete Laplace noise to every value; a sum beyond the range of long is clamped to it.</summary>
    /// <remarks>
    /// Clamping acts on the exact sum, hence is post-processing. Fastest when numerator and denominator of the scale are below 2^55; still
    /// on machine integers below 2^119.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The scale is zero.</exception>
    public static void AddDiscreteLaplace(Span<long> values, Rational scale, INoiseSource noise)
    {
        ThrowIfZero(scale, nameof(scale));
        if (LaplaceSampler<ulong>.Fits(scale))
            Add<ulong, LaplaceSampler<ulong>>(values, new(scale), noise);
        else if (LaplaceSampler<UInt128>.Fits(scale))
            Add<UInt128, LaplaceSampler<UInt128>>(values, new(scale), noise);
        else
            Add<BigInteger, LaplaceSampler<BigInteger>>(values, new(scale), noise);
    }

    /// <summary>Adds independent discrete Gaussian noise to every value; a sum beyond the range of long is clamped to it.</summary>
    /// <remarks>
    /// Clamping acts on the exact sum, hence is post-processing. With sigma^2 = p / q and t = floor(sigma) + 1: fastest when q t^2 is below
    /// 2^27 (that is, a sigma^2 of some 25 significant bits); still on machine integers below 2^59, which takes every double from 2^-6 to
    /// 2^57 as it is.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The parameter is zero.</exception>
    public static void AddDiscreteGaussian(Span<long> values, Rational sigmaSquared, INoiseSource noise)
    {
        ThrowIfZero(sigmaSquared, nameof(sigmaSquared));
        if (GaussianSampler<ulong>.Fits(sigmaSquared))
            Add<ulong, GaussianSampler<ulong>>(values, new(sigmaSquared), noise);
        else if (GaussianSampler<UInt128>.Fits(sigmaSquared))
            Add<UInt128, GaussianSampler<UInt128>>(values, new(sigmaSquared), noise);
        else
            Add<BigInteger, GaussianSampler<BigInteger>>(values, new(sigmaSquared), noise);
    }

    /// <summary>
    /// Adds an independent N(0, <paramref name="sigma"/>^2) to every value and rounds to the nearest integer; a sum beyond the range of
    /// long is clamped to it.
    /// </summary>
    /// <remarks>
    /// For an integer c, round(c + Z) = c + round(Z), so this is the Gaussian mechanism and then a function of its output alone: whatever
    /// holds of the one (mu-GDP with mu = L2 / sigma) holds of the other. Sigma is stated, not its square, because the draw is sigma times
    /// a standard normal variable, decided without a root, while the price needs only the square, which is as exact. Fastest when numerator
    /// and denominator of sigma are below 2^55, which takes every double from 2^-2 to 2^53 as it is.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The standard deviation is zero.</exception>
    public static void AddRoundedGaussian(Span<long> values, Rational sigma, INoiseSource noise)
    {
        ThrowIfZero(sigma, nameof(sigma));
        if (RoundedGaussianSampler<ulong>.Fits(sigma))
            Add<ulong, RoundedGaussianSampler<ulong>>(values, new(sigma), noise);
        else
            Add<BigInteger, RoundedGaussianSampler<BigInteger>>(values, new(sigma), noise);
    }

    /// <summary>
    /// Each value plus independent one-sided geometric noise x = 0, 1, 2, ..., Pr[x] proportional to exp(-x / <paramref name="scale"/>).
    /// </summary>
    /// <remarks>Nothing is clamped: sums keep their order, however far apart values are and however large the scale.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The scale is zero.</exception>
    public static BigInteger[] PlusGeometric(ReadOnlySpan<long> values, Rational scale, INoiseSource noise)
    {
        ThrowIfZero(scale, nameof(scale));
        return FitsTwice(scale)
            ? Sums<UInt128, GeometricSampler<UInt128>>(values, new(scale), noise)
            : Sums<BigInteger, GeometricSampler<BigInteger>>(values, new(scale), noise);
    }

    /// <summary>Each value plus independent discrete Laplace noise; nothing is clamped.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The scale is zero.</exception>
    public static BigInteger[] PlusDiscreteLaplace(ReadOnlySpan<long> values, Rational scale, INoiseSource noise)
    {
        ThrowIfZero(scale, nameof(scale));
        return FitsTwice(scale)
            ? Sums<UInt128, LaplaceSampler<UInt128>>(values, new(scale), noise)
            : Sums<BigInteger, LaplaceSampler<BigInteger>>(values, new(scale), noise);
    }

    /// <summary>Value plus or minus magnitude, exactly, then clamped to the range of long.</summary>
    /// <remarks>A magnitude that was clamped to the greatest of its width (at least 2^64 - 1) leads to the same clamped sum.</remarks>
    internal static long AddClamped<T>(long value, T magnitude, bool negative)
        where T : struct, IBinaryInteger<T>
    {
        if (magnitude <= T.CreateTruncating(long.MaxValue))
        {
            var noise = long.CreateTruncating(magnitude);
            if (negative)
                noise = -noise;
            var sum = unchecked(value + noise);
            if (((value ^ sum) & (noise ^ sum)) >= 0)
                return sum;
        }

        var wide = BigInteger.CreateChecked(magnitude);
        return long.CreateSaturating(negative ? value - wide : value + wide);
    }

    private static void Add<T, TSampler>(Span<long> values, TSampler sampler, INoiseSource noise)
        where T : struct, IBinaryInteger<T>
        where TSampler : struct, ISampler<T>
    {
        using var reader = new NoiseReader(noise, NoiseReader.ForManyDraws);
        foreach (ref var value in values)
        {
            var magnitude = sampler.Draw(reader, out var negative);
            value = AddClamped(value, magnitude, negative);
        }
    }

    // With a numerator below 2^55, no count of coins that 64 bits can hold leads beyond 128 bits: no draw is clamped.
    private static bool FitsTwice(Rational scale) => GeometricSampler<ulong>.Fits(scale);

    private static BigInteger[] Sums<T, TSampler>(ReadOnlySpan<long> values, TSampler sampler, INoiseSource noise)
        where T : struct, IBinaryInteger<T>
        where TSampler : struct, ISampler<T>
    {
        using var reader = new NoiseReader(noise, NoiseReader.ForOneDraw);
        var sums = new BigInteger[values.Length];
        for (var i = 0; i < sums.Length; i++)
        {
            var magnitude = BigInteger.CreateChecked(sampler.Draw(reader, out var negative));
            sums[i] = negative ? values[i] - magnitude : values[i] + magnitude;
        }

        return sums;
    }

    private static BigInteger DrawOne<TSampler>(TSampler sampler, INoiseSource noise)
        where TSampler : struct, ISampler<BigInteger>
    {
        using var reader = new NoiseReader(noise, NoiseReader.ForOneDraw);
        var magnitude = sampler.Draw(reader, out var negative);
        return negative ? -magnitude : magnitude;
    }

    private static void ThrowIfZero(Rational parameter, string name)
    {
        if (parameter.IsZero)
            throw new ArgumentOutOfRangeException(name, "Noise of scale zero hides nothing; the parameter must be positive.");
    }
}
