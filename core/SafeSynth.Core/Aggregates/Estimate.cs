namespace SafeSynth.Aggregates;

/// <summary>A noisy number and how far noise takes it from the exact one, with 95 % confidence.</summary>
internal readonly record struct Estimate(double Value, double Error)
{
    /// <summary>The chance that an answer is further off than its error says.</summary>
    public const double Failure = 0.05;

    /// <summary>Standard deviations of a normal distribution that are exceeded, on either side, with probability <see cref="Failure"/>.</summary>
    public const double Deviations = 1.959963984540054;

    /// <summary>An answer with noise of a standard deviation.</summary>
    public static Estimate Of(double value, double deviation) => new(value, Deviations * deviation);

    public double Deviation => Error / Deviations;
}
