using System.Numerics;

namespace SafeSynth.Noise;

/// <summary>Discrete Laplace noise of scale t / s: Pr[z] proportional to exp(-|z| s / t).</summary>
/// <remarks>
/// Canonne, Kamath, Steinke 2020, algorithm 2. A magnitude from <see cref="GeometricSampler{T}"/> with a fair sign, and a fresh start on
/// "minus zero" (which would count zero twice), give every z the weight exp(-|z| s / t).
/// </remarks>
internal readonly struct LaplaceSampler<T> : ISampler<T>
    where T : struct, IBinaryInteger<T>
{
    private readonly GeometricSampler<T> _magnitude;

    /// <param name="scale">Positive, and such that it <see cref="Fits"/>.</param>
    public LaplaceSampler(Rational scale) => _magnitude = new(scale);

    /// <summary>Whether this width can draw at this scale.</summary>
    public static bool Fits(Rational scale) => GeometricSampler<T>.Fits(scale);

    public T Draw(NoiseReader reader, out bool negative)
    {
        while (true)
        {
            var y = _magnitude.DrawBesideCoin(reader, out negative);
            if (!negative || !T.IsZero(y))
                return y;
        }
    }
}
