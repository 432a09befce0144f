namespace SafeSynth.Privacy;

/// <summary>A product of powers of characteristic functions, each value with a bound on its error.</summary>
/// <remarks>
/// If |v - z| &lt;= e and |v' - z'| &lt;= e', then |v v' - z z'| &lt;= e (|v'| + e') + |v| e'; and |v^k - z^k| &lt;= k (|v| + e)^(k - 1)
/// e. A complex product adds sqrt 5 u of its size and a k-th power by squaring at most k such errors (Higham 2002, lemmas 3.1 and 3.5).
/// </remarks>
internal sealed class Spectrum
{
    private const double ProductError = 3 * 1.1102230246251565e-16;

    private const double Negligible = 1e-100;

    private readonly FourierTransform _transform;
    private readonly double[] _real;
    private readonly double[] _imaginary;
    private readonly double[] _error;

    /// <summary>The constant 1: the transform of no loss at all.</summary>
    public Spectrum(int length)
    {
        _transform = new FourierTransform(length);
        _real = new double[length];
        _imaginary = new double[length];
        _error = new double[length];
        Array.Fill(_real, 1);
    }

    /// <summary>Multiplies by the <paramref name="times"/>-th power of the transform of <paramref name="masses"/>, which are
    /// overwritten.</summary>
    /// <param name="masses">Not negative, as many as the length of the spectrum.</param>
    /// <param name="times">1 or more.</param>
    public void MultiplyByPower(double[] masses, long times)
    {
        var error = _transform.RelativeError * masses.Sum() * (1 + 1e-9);
        var imaginary = new double[masses.Length];
        _transform.Forward(masses, imaginary);
        for (var i = 0; i < masses.Length; i++)
        {
            var size = Math.Sqrt(masses[i] * masses[i] + imaginary[i] * imaginary[i]) + error;
            var ownSize = Math.Abs(_real[i]) + Math.Abs(_imaginary[i]);
            var greatest = Math.Pow(size, times);
            if (greatest < Negligible)
            {
                // Most frequencies of a high power end here, before numbers become so small that processors are slow with them.
                (_real[i], _imaginary[i], _error[i]) = (0, 0, (ownSize + _error[i]) * greatest);
                continue;
            }

            var (re, im) = Power(masses[i], imaginary[i], times);
            var powerError = times * greatest * (error / size + ProductError);
            var powerSize = Math.Abs(re) + Math.Abs(im) + powerError;
            _error[i] = _error[i] * powerSize + ownSize * (powerError + ProductError * powerSize);
            (_real[i], _imaginary[i]) = (_real[i] * re - _imaginary[i] * im, _real[i] * im + _imaginary[i] * re);
        }
    }

    /// <summary>The convolution, every value raised by a bound on its error; the spectrum is used up.</summary>
    public double[] ToMassesRoundedUp()
    {
        double error = 0;
        for (var i = 0; i < _real.Length; i++)
            error += _error[i] + _transform.RelativeError * (Math.Abs(_real[i]) + Math.Abs(_imaginary[i]));
        error *= (1 + 1e-9) / _real.Length;

        _transform.Backward(_real, _imaginary);
        for (var i = 0; i < _real.Length; i++)
            _real[i] = Math.Max(0, _real[i] / _real.Length) + error;
        return _real;
    }

    private static (double Re, double Im) Power(double re, double im, long times)
    {
        var (resultRe, resultIm) = (1.0, 0.0);
        while (true)
        {
            if ((times & 1) != 0)
                (resultRe, resultIm) = (resultRe * re - resultIm * im, resultRe * im + resultIm * re);
            times >>= 1;
            if (times == 0)
                return (resultRe, resultIm);
            (re, im) = (re * re - im * im, 2 * re * im);
        }
    }
}
