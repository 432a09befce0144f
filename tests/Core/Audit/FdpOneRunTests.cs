using SafeSynth.Audit;

namespace SafeSynth.Tests.Audit;

public sealed class FdpOneRunTests
{
    [Theory]
    [InlineData(1, 2.164749)]
    [InlineData(2, 4.7218075)]
    [InlineData(4, 9.133752)]
    public void Of_normal_scores_the_bound_is_that_of_jax_privacy(double mu, double expected) =>
        Assert.Equal(1, JaxPrivacy.Bound(new FdpOneRun(), mu) / expected, 1e-5);
}
