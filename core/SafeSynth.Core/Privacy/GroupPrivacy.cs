namespace SafeSynth.Privacy;

/// <summary>What a guarantee for one unit means for several of them together.</summary>
public static class GroupPrivacy
{
    /// <summary>The (epsilon, delta) that any <paramref name="units"/> units can count on, rounded up; delta is at most 1.</summary>
    /// <remarks>
    /// (k epsilon, delta (e^(k epsilon) - 1) / (e^epsilon - 1)): between data sets that differ in k units lie k steps of one unit, and step
    /// i multiplies the deltas of those after it by e^epsilon each (Vadhan 2017, lemma 2.2, with the sum written out).
    /// </remarks>
    public static (double Epsilon, double Delta) Of(Guarantee guarantee, int units)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        double delta = 0, factor = 1;
        for (var i = 0; i < units && delta < 1; i++)
        {
            delta = RoundedUp.Sum(delta, Math.BitIncrement(factor * guarantee.Delta));
            factor = Math.BitIncrement(factor * Math.BitIncrement(Math.Exp(guarantee.Epsilon)));
        }

        return (RoundedUp.Product(units, guarantee.Epsilon), Math.Min(1, delta));
    }
}
