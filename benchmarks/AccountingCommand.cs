using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Benchmarks;

/// <summary>Times the composition of a training run's worth of subsampled Gaussians by privacy loss distributions.</summary>
internal sealed class AccountingCommand : IBenchmark
{
    private const double Grid = 1e-4;

    public string Name => "accounting";

    public string Purpose =>
        "Composing 10,000 subsampled Gaussians (rate .01, noise multiplier 1) by PLD on a grid of 1e-4: time, and the epsilon.";

    public string Usage => "[--runs 7] [--delta 1e-5]";

    public void Run(Options options, TextWriter output)
    {
        var delta = options.Number("--delta", 1e-5);
        var schedule = new FixedSchedule(new ComposedEvent(new SubsampledGaussianEvent(new Rational(1, 100), 1), 10_000));
        double epsilon = 0;
        void Compose() => epsilon = new PldAccountant(Grid).Compose(schedule).Epsilon(delta);

        var cold = Timings.Once(Compose);
        var warm = Timings.Of((int)options.Number("--runs", 7), Compose);
        output.WriteLine($"epsilon {epsilon:G9} at delta {delta:G3}: cold {Timings.InUnits(cold)}, warm {warm}");
        output.WriteLine($"by RDP: epsilon {new RdpAccountant().Compose(schedule).Epsilon(delta):G9}");
    }
}
