using SafeSynth.Data;

namespace SafeSynth.Aggregates;

/// <summary>
/// What follows from a noisy count n, a noisy sum k of distances from the centre c of the bounds, and a noisy sum q of their squares.
/// </summary>
/// <remarks>
/// Post-processing: no row is needed. Sum = c n + k, average = c + k / n, variance = (q - k^2 / n) / (n - 1). Distances are half as large
/// as values can be, so the average has less noise than a noisy sum over a noisy count; the sum has what a sum of the values themselves
/// would have, from which the count would still be missing. Errors are those of the first order in the noise, whose parts are independent.
/// </remarks>
internal sealed class Moments(ValueGrid? grid, Estimate n, Estimate? k, Estimate? q)
{
    private readonly double _centre = (double)(grid?.Centre ?? 0);

    public Estimate Count => n;

    public Estimate? Sum => k is not { } sum ? null : n.With(_centre * n.Value + sum.Value, Norm(_centre * n.Deviation, sum.Deviation));

    /// <summary>Null when the count is not above its error: nobody may be there.</summary>
    public Estimate? Average
    {
        get
        {
            if (k is not { } sum || !IsEnough)
                return null;
            var distance = sum.Value / n.Value;
            return n.With(
                Math.Clamp(_centre + distance, (double)grid!.Lower, (double)grid.Upper),
                Norm(sum.Deviation, distance * n.Deviation) / n.Value);
        }
    }

    /// <summary>Of a sample, that is, over n - 1. Null when the count is not above its error, or is not above 1.</summary>
    public Estimate? StandardDeviation
    {
        get
        {
            if (k is not { } sum || q is not { } squares || !IsEnough || n.Value <= 1)
                return null;
            var distance = sum.Value / n.Value;
            var unbiased = n.Value / (n.Value - 1);
            var variance = Math.Max(0, squares.Value / n.Value - distance * distance) * unbiased;
            var ofVariance = unbiased / n.Value * Norm(
                squares.Deviation, 2 * distance * sum.Deviation, (2 * distance * distance - squares.Value / n.Value) * n.Deviation);

            // The upper end of the variance's interval: it stays right where the variance is near 0 and its root is steep.
            var deviation = Math.Sqrt(variance);
            return n.With(deviation, (Math.Sqrt(variance + n.Tail * ofVariance) - deviation) / n.Tail);
        }
    }

    private bool IsEnough => n.Value > n.WholeError;

    private static double Norm(params ReadOnlySpan<double> parts)
    {
        double squares = 0;
        foreach (var part in parts)
            squares += part * part;
        return Math.Sqrt(squares);
    }
}
