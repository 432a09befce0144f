namespace SafeSynth.Privacy;

/// <summary>The standard normal density, and where it ends for the purposes of accounting.</summary>
internal static class Normal
{
    /// <summary>What lies beyond is counted as a failure, or moved here from the other side.</summary>
    public const double Far = 12;

    /// <summary>Pr[N(0, 1) >= 12] is 1.78e-33.</summary>
    public const double FarTail = 1.8e-33;

    /// <summary>On pieces of this width, up to <see cref="Far"/> from the middle, the error of the six-point rule is below 3e-14 of the
    /// integral: it is at most 1.9e-16 w^12 times the twelfth derivative, which is the density times the Hermite polynomial He12, below
    /// 12^12.</summary>
    public const double Smooth = 0.125;

    private const double RootTwoPi = 2.5066282746310005;

    public static double Density(double z) => Math.Exp(-z * z / 2) / RootTwoPi;
}
