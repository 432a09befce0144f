namespace SafeSynth.Privacy;

/// <summary>Arithmetic of non-negative numbers whose result is never below the true one.</summary>
/// <remarks>A correctly rounded result is within half a step of the true one, so the next double is above it; with a zero it is
/// exact.</remarks>
internal static class RoundedUp
{
    public static double Sum(double a, double b) => a == 0 || b == 0 ? a + b : Math.BitIncrement(a + b);

    /// <summary>Counts above 2^53 are rounded once more, so they take a second step.</summary>
    public static double Product(long count, double value) =>
        count == 1 || value == 0 ? value : Math.BitIncrement(Math.BitIncrement(count * value));

    public static double Root(double square) => square == 0 ? 0 : Math.BitIncrement(Math.Sqrt(square));
}
