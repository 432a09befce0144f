namespace SafeSynth.Marginals;

/// <summary>How much of the difference between noisy and expected figures to believe.</summary>
/// <remarks>
/// The positive-part estimator of James and Stein (1961): whatever is expected, expected + share * (noisy - expected) has no greater mean
/// squared error than the noisy figures themselves, where there are three dimensions or more; with fewer, all is believed.
/// </remarks>
internal static class JamesStein
{
    /// <summary>The share of the difference that is believed, from 0 to 1: the rest it owes to noise.</summary>
    /// <param name="square">The squared length of the difference.</param>
    /// <param name="dimensions">The number of dimensions that the difference may have.</param>
    /// <param name="deviation">The standard deviation of the noise in each.</param>
    public static double Share(double square, double dimensions, double deviation)
    {
        if (dimensions < 3)
            return 1;
        var noise = (dimensions - 2) * deviation * deviation;
        return square <= noise ? 0 : 1 - (noise / square);
    }

    /// <summary>Noisy counts of one deviation, moved towards expected ones by the share that their difference owes to noise.</summary>
    /// <param name="noisy">The counts.</param>
    /// <param name="expected">What is expected of them, as many.</param>
    /// <param name="dimensions">The number of dimensions that the difference may have.</param>
    /// <param name="deviation">The standard deviation of the noise of each count.</param>
    public static double[] Towards(double[] noisy, double[] expected, double dimensions, double deviation)
    {
        var believed = Share(noisy.Zip(expected, (count, mean) => (count - mean) * (count - mean)).Sum(), dimensions, deviation);
        return [.. noisy.Zip(expected, (count, mean) => mean + (believed * (count - mean)))];
    }
}
