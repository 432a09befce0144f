namespace SafeSynth.Confidence;

/// <summary>A marginal that a fit measured, and how far the exact counts may be from what is known of it.</summary>
/// <remarks>
/// Errors are distances of counts, as shares of the noisy number of rows: half the L1 distance over <see cref="Rows"/>, which between two
/// tables of one size is their total-variation distance. Exact counts are those that the fit asked for: after cells found their place in
/// the declared or learned values and people's rows were bounded. Each statement holds with its probability over the noise of this
/// measurement; of many at 95 % some fail.
/// </remarks>
/// <param name="Columns">The columns' names.</param>
/// <param name="Cells">The number of its counts.</param>
/// <param name="Noise">The noise on each.</param>
/// <param name="Distance">The L1 distance of the model's counts from the noisy ones; null where that was not computed.</param>
/// <param name="Rows">The noisy number of private rows; positive.</param>
/// <param name="Counts">
/// The noisy counts, row-major, the last column fastest; null of a large marginal. One column is counted by the layout's bins, several by
/// those that the model sees; missing comes last.
/// </param>
public sealed record MeasuredMarginal(
    IReadOnlyList<string> Columns, long Cells, CountNoise Noise, double? Distance, double Rows, IReadOnlyList<long>? Counts)
{
    /// <summary>The probability with which a bound may fail.</summary>
    internal const double Miss = 0.05;

    /// <summary>The columns' names: <c>age x salary</c>.</summary>
    public string Name => string.Join(" x ", Columns);

    /// <summary>
    /// How far the noisy counts are expected to be off: the most that is to be expected of the model, which reconciles them with others.
    /// </summary>
    public double ExpectedError => Plans.ExpectedError.TotalVariation(Cells, Noise.Sigma, Rows);

    /// <summary>An exact count is within so many of the noisy one, with 95 %.</summary>
    public long HalfWidth => Noise.HalfWidth(Miss);

    /// <summary>All exact counts are within so many of the noisy ones at once, with 95 %.</summary>
    public long SimultaneousHalfWidth => Noise.HalfWidth(Miss, (int)Math.Min(Cells, int.MaxValue));

    /// <summary>
    /// The model's counts are off by at most this, with 95 %: its distance from the noisy counts and theirs from the exact ones.
    /// </summary>
    /// <remarks>It covers noise and the model's bias alike. It says nothing of values that share a bin.</remarks>
    public double? ErrorBound => Distance is { } distance ? Math.Min(1, (distance + Noise.L1Bound(Miss, Cells)) / (2 * Rows)) : null;

    /// <summary>Where an exact count lies with 95 %; null where the noisy one was not kept.</summary>
    public (long Low, long High)? Interval(int cell) => Counts is { } counts
        ? (Math.Max(0, counts[cell] - HalfWidth), Math.Max(0, counts[cell] + HalfWidth)) : null;

    public override string ToString() => Name;
}
