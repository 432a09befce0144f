namespace SafeSynth.Privacy;

/// <summary>The discrete Fourier transform of a length that is a power of two, with a bound on what it rounds.</summary>
/// <remarks>
/// Radix 2 (Cooley, Tukey 1965). Forward takes natural order to bit-reversed order and backward takes it back, so nothing is ever
/// reordered; for products, element by element, the order does not matter.
/// Rounding: every output is a sum of all inputs, each of which passes through one multiplication by a root of unity and one addition at
/// each of the log2 n levels. A complex product is good to sqrt 5 u of its size (Brent, Percival, Zimmermann 2007), a root to u, a sum to
/// u, with u = 2^-53; so every output is within <see cref="RelativeError"/> of the sum of the sizes of all inputs.
/// </remarks>
internal sealed class FourierTransform
{
    private readonly double[] _cosines;
    private readonly double[] _sines;

    public FourierTransform(int length)
    {
        Length = length;
        _cosines = new double[length / 2];
        _sines = new double[length / 2];
        for (var i = 0; i < length / 2; i++)
            (_sines[i], _cosines[i]) = Math.SinCos(2 * Math.PI * i / length);
        RelativeError = 6 * 1.1102230246251565e-16 * Math.Log2(length);
    }

    public int Length { get; }

    public double RelativeError { get; }

    /// <summary>Values in natural order to frequencies in bit-reversed order.</summary>
    public void Forward(double[] real, double[] imaginary)
    {
        for (int half = Length / 2, stride = 1; half >= 1; half /= 2, stride *= 2)
        {
            for (var start = 0; start < Length; start += 2 * half)
            {
                for (var i = 0; i < half; i++)
                {
                    var (a, b) = (start + i, start + i + half);
                    var (cosine, sine) = (_cosines[i * stride], -_sines[i * stride]);
                    var (re, im) = (real[a] - real[b], imaginary[a] - imaginary[b]);
                    (real[a], imaginary[a]) = (real[a] + real[b], imaginary[a] + imaginary[b]);
                    (real[b], imaginary[b]) = (re * cosine - im * sine, re * sine + im * cosine);
                }
            }
        }
    }

    /// <summary>Frequencies in bit-reversed order to values in natural order, times the length.</summary>
    public void Backward(double[] real, double[] imaginary)
    {
        for (int half = 1, stride = Length / 2; half < Length; half *= 2, stride /= 2)
        {
            for (var start = 0; start < Length; start += 2 * half)
            {
                for (var i = 0; i < half; i++)
                {
                    var (a, b) = (start + i, start + i + half);
                    var (cosine, sine) = (_cosines[i * stride], _sines[i * stride]);
                    var (re, im) = (real[b] * cosine - imaginary[b] * sine, real[b] * sine + imaginary[b] * cosine);
                    (real[b], imaginary[b]) = (real[a] - re, imaginary[a] - im);
                    (real[a], imaginary[a]) = (real[a] + re, imaginary[a] + im);
                }
            }
        }
    }
}
