using System.Numerics;

namespace SafeSynth.Noise;

/// <summary>Discrete Gaussian noise with parameter sigma^2 = p / q: Pr[z] proportional to exp(-z^2 / (2 sigma^2)).</summary>
/// <remarks>
/// Canonne, Kamath, Steinke 2020, algorithm 3. With t = floor(sigma) + 1, draw z from the discrete Laplace distribution of scale t and keep
/// it with probability exp(-(|z| - sigma^2 / t)^2 / (2 sigma^2)). Expanding the square,
///   exp(-|z| / t) exp(-(|z| - sigma^2 / t)^2 / (2 sigma^2)) = exp(-z^2 / (2 sigma^2)) exp(-sigma^2 / (2 t^2)),
/// and the last factor does not depend on z, so what is kept has the weight exp(-z^2 / (2 sigma^2)) exactly.
/// In integers, with a = q t^2 and m = | |z| q t - p |, the exponent is m^2 / (2 p a).
/// <para>Overflow: with |z| = u + t v, both |z| q t and p (which is below a, as sigma &lt; t) are at most a (v + 1), whose square is within
/// the width while v &lt; steps. A larger v (probability at most exp(-31)) is finished in <see cref="BigInteger"/>. The coins toss
/// denominators up to 255 (2 p a) &lt; 2^9 a^2.</para>
/// </remarks>
internal readonly struct GaussianSampler<T> : ISampler<T>
    where T : struct, IBinaryInteger<T>
{
    private readonly Rational _sigmaSquared;
    private readonly T _t;
    private readonly T _qt;
    private readonly T _p;
    private readonly T _twoPa;
    private readonly ulong _steps;

    /// <param name="sigmaSquared">Positive, and such that it <see cref="Fits"/>.</param>
    public GaussianSampler(Rational sigmaSquared)
    {
        var t = ScaleAbove(sigmaSquared);
        var a = sigmaSquared.Denominator * t * t;
        _sigmaSquared = sigmaSquared;
        _t = T.CreateChecked(t);
        _qt = T.CreateChecked(sigmaSquared.Denominator * t);
        _p = T.CreateChecked(sigmaSquared.Numerator);
        _twoPa = T.CreateChecked(2 * sigmaSquared.Numerator * a);
        _steps = Width.Steps<T>(a, power: 2);
    }

    /// <summary>Whether this width can draw with this parameter: a below 2^(width / 2 - 5) leaves room for at least 31 steps.</summary>
    public static bool Fits(Rational sigmaSquared)
    {
        var t = ScaleAbove(sigmaSquared);
        return (sigmaSquared.Denominator * t * t).GetBitLength() <= Width.Bits<T>() / 2 - 5;
    }

    public T Draw(NoiseReader reader, out bool negative)
    {
        while (true)
        {
            var u = Geometric.Draw(_t, reader, out var v, out negative);
            if (v >= _steps)
            {
                if (DrawWide(u, v, reader) is { } wide)
                    return wide;
                continue;
            }

            var y = u + _t * T.CreateTruncating(v);
            if (negative && T.IsZero(y))
                continue;
            if (Keeps(y, reader))
                return y;
        }
    }

    private bool Keeps(T y, NoiseReader reader)
    {
        var yqt = y * _qt;
        var m = yqt > _p ? yqt - _p : _p - yqt;
        return Bernoulli.TossExp(m * m, _twoPa, reader);
    }

    private T? DrawWide(T u, ulong v, NoiseReader reader)
    {
        var y = BigInteger.CreateChecked(u) + BigInteger.CreateChecked(_t) * v;
        return new GaussianSampler<BigInteger>(_sigmaSquared).Keeps(y, reader) ? T.CreateSaturating(y) : null;
    }

    internal static BigInteger ScaleAbove(Rational sigmaSquared) =>
        FloorSquareRoot(sigmaSquared.Numerator / sigmaSquared.Denominator) + 1;

    // Newton's iteration from above decreases until it reaches the floor.
    private static BigInteger FloorSquareRoot(BigInteger value)
    {
        if (value.IsZero)
            return value;
        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + value / root) >> 1;
            if (next >= root)
                return root;
            root = next;
        }
    }
}
