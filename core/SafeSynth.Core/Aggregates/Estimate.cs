namespace SafeSynth.Aggregates;

/// <summary>A noisy number and how far noise takes it from the exact one.</summary>
/// <param name="Value">The number.</param>
/// <param name="Deviation">The standard deviation of its noise.</param>
/// <param name="Tail">Standard deviations that the noise exceeds, on either side, with probability <see cref="Failure"/> at most.</param>
internal readonly record struct Estimate(double Value, double Deviation, double Tail)
{
    /// <summary>The chance that an answer is further off than its error says.</summary>
    public const double Failure = 0.05;

    /// <summary>Of a normal distribution.</summary>
    public const double GaussianTail = 1.959963984540054;

    /// <summary>
    /// Of a Laplace distribution: scale ln 20, with a standard deviation of sqrt(2) scale. Sums of several have lighter tails.
    /// </summary>
    public const double LaplaceTail = 2.1183026052494203;

    /// <summary>How far noise takes the number, with 95 % confidence.</summary>
    public double Error => Tail * Deviation;

    /// <summary>The same for a whole number with whole noise: rounding may move the tail by a part of one.</summary>
    public double WholeError => Math.Ceiling(Error);

    /// <summary>A number that is computed from this one and others with noise of the same kind.</summary>
    public Estimate With(double value, double deviation) => this with { Value = value, Deviation = deviation };
}
