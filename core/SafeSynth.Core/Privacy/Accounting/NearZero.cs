namespace SafeSynth.Privacy;

/// <summary>Logarithm and exponential that keep their relative precision near zero.</summary>
internal static class NearZero
{
    /// <summary>ln(1 + x) for x above -1.</summary>
    public static double Log1P(double x) => Math.Abs(x) < 0.5 ? 2 * Math.Atanh(x / (2 + x)) : Math.Log(1 + x);

    /// <summary>exp(x) - 1.</summary>
    public static double ExpM1(double x)
    {
        if (Math.Abs(x) >= 1)
            return Math.Exp(x) - 1;
        var half = Math.Tanh(x / 2);
        return 2 * half / (1 - half);
    }

    /// <summary>ln(1 - q + q exp(x)): the loss of a mixture whose second part, of weight q, has loss x.</summary>
    public static double LogMixture(double q, double x) => x < 700 ? Log1P(q * ExpM1(x)) : x + Math.Log(q);
}
