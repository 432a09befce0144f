namespace SafeSynth.Privacy;

/// <summary>What the conversions between privacy parameters demand of their arguments; written so that NaN meets no demand.</summary>
internal static class Demand
{
    public static void NotNegative(double value, string name)
    {
        if (!(value >= 0))
            throw new ArgumentOutOfRangeException(name, value, "The value must be 0 or more.");
    }

    public static void Probability(double delta)
    {
        if (!(delta is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(delta), delta, "Delta is a probability, from 0 to 1.");
    }
}
