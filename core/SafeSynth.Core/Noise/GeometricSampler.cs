using System.Numerics;

namespace SafeSynth.Noise;

/// <summary>One-sided geometric noise of scale t / s: Pr[y] proportional to exp(-y s / t), for y = 0, 1, 2, ...</summary>
/// <remarks>
/// Canonne, Kamath, Steinke 2020, algorithm 2. With x from <see cref="Geometric"/> at t, y = floor(x / s) has
///   Pr[y] = Pr[y s &lt;= x &lt; (y + 1) s], which is exp(-y s / t) times a constant.
/// <para>Overflow: u + t v &lt; t (v + 1) is within the width while v &lt; steps. A larger v (probability below exp(-500)) is finished in
/// <see cref="BigInteger"/>.</para>
/// </remarks>
internal readonly struct GeometricSampler<T> : ISampler<T>
    where T : struct, IBinaryInteger<T>
{
    private readonly T _t;
    private readonly T _s;
    private readonly ulong _steps;

    /// <param name="scale">Positive, and such that it <see cref="Fits"/>.</param>
    public GeometricSampler(Rational scale)
    {
        _t = T.CreateChecked(scale.Numerator);
        _s = T.CreateChecked(scale.Denominator);
        _steps = Width.Steps<T>(scale.Numerator, power: 1);
    }

    /// <summary>Whether this width can draw at this scale: t below 2^(width - 9) leaves room for the coins of u / (t k).</summary>
    public static bool Fits(Rational scale)
    {
        var limit = Width.Bits<T>() - 9;
        return scale.Numerator.GetBitLength() <= limit && scale.Denominator.GetBitLength() <= limit;
    }

    public T Draw(NoiseReader reader, out bool negative)
    {
        negative = false;
        return DrawBesideCoin(reader, out _);
    }

    /// <summary>A draw, and a fair coin that is independent of it.</summary>
    public T DrawBesideCoin(NoiseReader reader, out bool coin)
    {
        var u = Geometric.Draw(_t, reader, out var v, out coin);
        return v < _steps ? (u + _t * T.CreateTruncating(v)) / _s : Wide(u, v);
    }

    private T Wide(T u, ulong v) =>
        T.CreateSaturating((BigInteger.CreateChecked(u) + BigInteger.CreateChecked(_t) * v) / BigInteger.CreateChecked(_s));
}
