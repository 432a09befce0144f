namespace SafeSynth.Privacy;

/// <summary>Finds the least noise that keeps a guarantee, for any accountant.</summary>
public static class Calibration
{
    private const double Least = 1e-100;
    private const double Greatest = 1e100;

    /// <summary>The least noise scale whose curve keeps (epsilon, delta), by bisection; rounded up by at most the fraction
    /// <paramref name="precision"/>.</summary>
    /// <param name="curveAt">The curve of a schedule at a noise scale; more noise must not cost more.</param>
    /// <param name="epsilon">0 or more.</param>
    /// <param name="delta">From 0 to 1.</param>
    /// <param name="precision">Above 0; the relative width at which the search ends.</param>
    /// <returns>A scale that was tried and kept the guarantee.</returns>
    /// <exception cref="ArgumentException">No scale keeps the guarantee, or every one does.</exception>
    public static double SmallestNoise(Func<double, PrivacyCurve> curveAt, double epsilon, double delta, double precision = 1e-6)
    {
        bool Keeps(double noise) => curveAt(noise).Delta(epsilon) <= delta;

        double enough = 1;
        while (!Keeps(enough))
            enough = enough < Greatest ? 2 * enough : throw new ArgumentException("No noise keeps this guarantee.", nameof(delta));
        var tooLittle = enough / 2;
        while (enough <= 1 && Keeps(tooLittle))
            (enough, tooLittle) = tooLittle > Least
                ? (tooLittle, tooLittle / 2)
                : throw new ArgumentException("Every noise keeps this guarantee.", nameof(delta));

        while (enough - tooLittle > precision * enough)
        {
            var middle = tooLittle + (enough - tooLittle) / 2;
            if (middle <= tooLittle || middle >= enough)
                break;
            if (Keeps(middle))
                enough = middle;
            else
                tooLittle = middle;
        }

        return enough;
    }
}
