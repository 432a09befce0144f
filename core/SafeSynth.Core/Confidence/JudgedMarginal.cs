namespace SafeSynth.Confidence;

/// <summary>A marginal that was not measured, but of which a noisy answer said how far an estimate of it was off.</summary>
/// <param name="Columns">The columns' names.</param>
/// <param name="NoisyError">The L1 distance of the estimate from the exact counts, with noise.</param>
/// <param name="Noise">That noise.</param>
/// <param name="Distance">The L1 distance of the model's counts from the estimate.</param>
/// <param name="Rows">The noisy number of private rows; positive.</param>
public sealed record JudgedMarginal(IReadOnlyList<string> Columns, long NoisyError, CountNoise Noise, double Distance, double Rows)
{
    /// <summary>The columns' names: <c>age x salary</c>.</summary>
    public string Name => string.Join(" x ", Columns);

    /// <summary>
    /// The model's counts are off by at most this, with 95 %, as in <see cref="MeasuredMarginal.ErrorBound"/>: the way to the exact counts
    /// leads over the estimate.
    /// </summary>
    public double ErrorBound =>
        Math.Min(1, (Distance + Math.Max(0, NoisyError + Noise.OneSided(MeasuredMarginal.Miss))) / (2 * Rows));

    public override string ToString() => Name;
}
