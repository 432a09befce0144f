namespace SafeSynth.Benchmarks;

/// <summary>A mean and its standard error, which is 0 for a single value.</summary>
internal readonly record struct MeanAndError(double Mean, double StandardError)
{
    public static MeanAndError Of(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        var squares = values.Sum(value => (value - mean) * (value - mean));
        return new MeanAndError(mean, values.Count < 2 ? 0 : Math.Sqrt(squares / (values.Count - 1) / values.Count));
    }

    public override string ToString() => $"{Mean:F4} (se {StandardError:F5})";
}
