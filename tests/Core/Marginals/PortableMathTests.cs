using System.Runtime.Intrinsics;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

public sealed class PortableMathTests
{
    [Fact]
    public void The_exponential_is_within_two_ulp_of_the_platforms()
    {
        for (var x = -707.9; x < 700; x += 0.00917)
            Assert.InRange(PortableMath.Exp(x), Below(Math.Exp(x), 2), Above(Math.Exp(x), 2));
    }

    [Fact]
    public void The_exponential_is_exact_at_zero_and_zero_far_below()
    {
        Assert.Equal(1, PortableMath.Exp(0));
        Assert.Equal(0, PortableMath.Exp(-708.1));
        Assert.Equal(0, PortableMath.Exp(-1e300));
        Assert.Equal(0, PortableMath.Exp(double.NegativeInfinity));
    }

    [Fact]
    public void The_logarithm_is_within_two_ulp_of_the_platforms()
    {
        for (var x = 1e-300; x < 1e300; x *= 1.00731)
            Assert.InRange(PortableMath.Log(x), Below(Math.Log(x), 2), Above(Math.Log(x), 2));
        for (var x = 0.5; x < 2; x += 0.00037)
            Assert.InRange(PortableMath.Log(x), Below(Math.Log(x), 2), Above(Math.Log(x), 2));
        Assert.Equal(0, PortableMath.Log(1));
        Assert.Equal(double.NegativeInfinity, PortableMath.Log(0));
    }

    [Fact]
    public void Every_lane_of_a_vector_gets_the_bits_that_the_number_alone_gets()
    {
        for (var x = -700.0; x < 1; x += 0.731)
        {
            var together = PortableMath.Exp(Vector256.Create(x, x + 0.1, x + 0.2, x + 0.3));
            for (var lane = 0; lane < 4; lane++)
                Assert.Equal(PortableMath.Exp(x + (0.1 * lane)), together[lane]);
        }
    }

    [Fact]
    public void The_bits_are_the_same_on_every_machine()
    {
        // FNV-1a over the results; a different processor or platform library must not change it.
        var hash = 14695981039346656037;
        for (var i = 0; i < 20_000; i++)
        {
            Mix(PortableMath.Exp(-0.035 * i));
            Mix(PortableMath.Log(1 + (0.77 * i)));
        }
        Assert.Equal(12917776238153081088UL, hash);

        void Mix(double value) => hash = (hash ^ BitConverter.DoubleToUInt64Bits(value)) * 1099511628211;
    }

    private static double Above(double value, int steps) => steps == 0 ? value : Above(Math.BitIncrement(value), steps - 1);

    private static double Below(double value, int steps) => steps == 0 ? value : Below(Math.BitDecrement(value), steps - 1);
}
