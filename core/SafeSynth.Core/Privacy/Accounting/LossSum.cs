namespace SafeSynth.Privacy;

/// <summary>Independent privacy losses, each added up a number of times; and the tilt under which their sum is worked out.</summary>
/// <remarks>
/// <para>A transform's error is a fraction of the greatest mass, so plain convolution loses small deltas. Tilted masses m exp(t loss -
/// K(t)), with K(t) = ln E exp(t loss), are a distribution too and convolve alike; there the losses that a small delta is made of are
/// typical, and the error is a fraction of these (the tilt of Alghamdi et al. 2023, who go on by saddle points).</para>
/// <para>The tilt is as large as it may be so that typical losses are those of a delta about exp(-reach), and that errors are magnified by
/// at most exp(reach) at the mean loss, where delta is large. Any tilt is valid.</para>
/// </remarks>
internal sealed class LossSum
{
    // Ln of the tilted mass that may lie on either side of the window.
    private const double LogOutside = -34;

    private const int CoarseCells = 2000;

    private readonly IReadOnlyList<(LossDistribution Losses, long Times)> _coarse;

    public LossSum(IReadOnlyList<(LossDistribution Losses, long Times)> parts, double reach)
    {
        Parts = parts;
        _coarse = [.. parts.Select(part => (part.Losses.Coarse(CoarseCells), part.Times))];
        Tilt = BestTilt(reach);
        LogMoments = [.. parts.Select(part => part.Losses.Tilted(Tilt).LogMoment)];
        Window = FindWindow();
    }

    public IReadOnlyList<(LossDistribution Losses, long Times)> Parts { get; }

    public double Tilt { get; }

    /// <summary>K(tilt) of each part.</summary>
    public IReadOnlyList<double> LogMoments { get; }

    /// <summary>K(tilt) of the sum.</summary>
    public double LogMoment => Parts.Zip(LogMoments, (part, logMoment) => part.Times * logMoment).Sum();

    /// <summary>The sum of the sizes of which <see cref="LogMoment"/> is made, in proportion to which it is rounded.</summary>
    public double LogMomentSize => Parts.Zip(LogMoments, (part, logMoment) => part.Times * Math.Abs(logMoment)).Sum();

    /// <summary>Losses outside of which the sum has at most exp(<see cref="LogOutside"/>) of its tilted mass, on each side.</summary>
    public (double Low, double High) Window { get; }

    /// <summary>The grid points that the window takes.</summary>
    public double Cells => (Window.High - Window.Low) / Step + 2;

    public double Step => Parts[0].Losses.Step;

    /// <summary>A bound on the mass of all sums above the window.</summary>
    public double MassAbove => Math.Exp(Math.Min(0, LogMoment - Tilt * Window.High + LogOutside + 1e-9));

    private static (double LogMoment, double Mean) Cumulant(IReadOnlyList<(LossDistribution Losses, long Times)> parts, double tilt)
    {
        double sum = 0, mean = 0;
        foreach (var (losses, times) in parts)
        {
            var one = losses.Tilted(tilt);
            sum += times * one.LogMoment;
            mean += times * one.Mean;
        }

        return (sum, mean);
    }

    private double BestTilt(double reach)
    {
        var untilted = Cumulant(_coarse, 0).Mean;
        var (low, high) = (Math.Log(1e-6), Math.Log(1e6));
        for (var step = 0; step < 30; step++)
        {
            var middle = (low + high) / 2;
            var tilt = Math.Exp(middle);
            var (logMoment, mean) = Cumulant(_coarse, tilt);
            // The first is the divergence of the tilted losses from the others; both increase with the tilt.
            if (tilt * mean - logMoment < reach && logMoment - tilt * untilted < reach)
                low = middle;
            else
                high = middle;
        }

        return Math.Exp(low);
    }

    /// <summary>Chernoff's bounds. They hold at any distance from the tilt; the one chosen on the coarse losses is worked out on the true
    /// ones.</summary>
    private (double Low, double High) FindWindow()
    {
        var (atTilt, mean) = Cumulant(_coarse, Tilt);
        double Coarsely(double move) => (Cumulant(_coarse, Tilt + move).LogMoment - atTilt - LogOutside) / move;
        double Bound(double move) => (Cumulant(Parts, Tilt + move).LogMoment - LogMoment - LogOutside) / move;

        var (least, greatest) = (Math.Log(1e-6), Math.Log(1e6));
        var up = Math.Exp(GoldenSection.Least(log => Coarsely(Math.Exp(log)), least, greatest));
        var down = Math.Exp(GoldenSection.Least(log => -Coarsely(-Math.Exp(log)), least, greatest));
        return (Math.Min(Bound(-down), mean) - Step, Math.Max(Bound(up), mean) + Step);
    }
}
