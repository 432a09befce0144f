namespace SafeSynth.Privacy;

/// <summary>All pairs (epsilon, delta) that a release keeps, every figure rounded up.</summary>
public abstract class PrivacyCurve
{
    private protected PrivacyCurve()
    {
    }

    /// <summary>The least delta that is known to hold at this epsilon.</summary>
    /// <param name="epsilon">0 or more.</param>
    public double Delta(double epsilon) => epsilon >= 0
        ? DeltaAt(epsilon)
        : throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "The value must be 0 or more.");

    /// <summary>The least epsilon that is known to hold at this delta; infinite where none is.</summary>
    /// <param name="delta">From 0 to 1.</param>
    public double Epsilon(double delta) => delta is >= 0 and <= 1
        ? EpsilonAt(delta)
        : throw new ArgumentOutOfRangeException(nameof(delta), delta, "Delta is a probability, from 0 to 1.");

    /// <summary>The largest true-positive rate of any attack at this false-positive rate.</summary>
    /// <param name="falsePositiveRate">From 0 to 1.</param>
    internal virtual double TruePositiveRate(double falsePositiveRate) => TradeOffCurve.ByDuality(this, falsePositiveRate);

    /// <summary>The least false-positive rate at which any attack reaches this true-positive rate.</summary>
    /// <param name="truePositiveRate">From 0 to 1.</param>
    internal virtual double FalsePositiveRate(double truePositiveRate) =>
        Math.Max(0, Math.BitDecrement(1 - TruePositiveRate(1 - truePositiveRate)));

    private protected abstract double DeltaAt(double epsilon);

    private protected abstract double EpsilonAt(double delta);

    /// <summary>This curve for a release of which a part may fail altogether, with probability <paramref name="failure"/>.</summary>
    internal PrivacyCurve WithFailure(double failure) => failure == 0 ? this : new FailingCurve(this, failure);

    private sealed class FailingCurve(PrivacyCurve otherwise, double failure) : PrivacyCurve
    {
        private protected override double DeltaAt(double epsilon) => Math.Min(1, RoundedUp.Sum(otherwise.DeltaAt(epsilon), failure));

        private protected override double EpsilonAt(double delta)
        {
            var rest = Math.BitDecrement(delta - failure);
            return delta == 1 ? 0 : rest >= 0 ? otherwise.EpsilonAt(rest) : double.PositiveInfinity;
        }
    }
}
