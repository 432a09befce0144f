using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

public sealed class CalibrationTests
{
    // 40-digit values.
    [Theory]
    [InlineData(1, 1e-5, 3.7306316348159418139)]
    [InlineData(0.1, 1e-6, 36.30469042619578316)]
    [InlineData(8, 1e-5, 0.60022907219895155695)]
    public void The_least_noise_of_a_Gaussian_is_found_and_rounded_up(double epsilon, double delta, double sigma)
    {
        var found = Calibration.SmallestNoise(noise => Gaussian(new GdpAccountant(), noise), epsilon, delta, 1e-10);

        Assert.InRange(found, sigma, sigma * (1 + 2e-10));
        Assert.True(Gaussian(new GdpAccountant(), found).Delta(epsilon) <= delta);
    }

    [Fact]
    public void The_noise_of_training_on_samples_is_what_others_find_by_Renyi_orders()
    {
        var accountant = new RdpAccountant(RdpAccountant.UsualOrders);
        var found = Calibration.SmallestNoise(
            noise => accountant.Compose(new FixedSchedule(
                new ComposedEvent(new SubsampledGaussianEvent(new Rational(1, 100), Rational.RoundUp(noise, 1074)), 1000))),
            1, 1e-5, 1e-5);

        Assert.InRange(found, 1.51312 * (1 - 1e-4), 1.51312 * (1 + 1e-4));
    }

    [Fact]
    public void A_guarantee_that_no_noise_keeps_or_that_all_noise_keeps_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Calibration.SmallestNoise(noise => Gaussian(new GdpAccountant(), noise), 1, 0));
        Assert.Throws<ArgumentException>(() => Calibration.SmallestNoise(noise => Gaussian(new GdpAccountant(), noise), 1, 1));
    }

    private static PrivacyCurve Gaussian(IAccountant accountant, double sigma) =>
        accountant.Compose(new FixedSchedule(new GaussianEvent(Rational.RoundUp(sigma, 1074), 1)));
}
