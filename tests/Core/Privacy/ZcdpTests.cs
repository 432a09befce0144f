using CsCheck;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

public sealed class ZcdpTests
{
    private static readonly Gen<double> Rhos = Gen.Double[-12, 4].Select(log => Math.Pow(10, log));
    private static readonly Gen<double> Deltas = Gen.Double[-300, Math.Log10(0.5)].Select(log => Math.Pow(10, log));

    // 40-digit values; the first three orders are below 1.01, above 10^7 and above 10^6.
    [Theory]
    [InlineData(1e4, 0.5, 10160.71536625681351)]
    [InlineData(1e-12, 1e-300, 5.187307660813392e-5)]
    [InlineData(1e-12, 1e-9, 4.495578070114650e-6)]
    [InlineData(1e4, 1e-300, 15254.06422232359)]
    [InlineData(1e-6, 1e-15, 0.01000329056380746)]
    [InlineData(0.001, 1e-5, 0.15733539316121550505)]
    [InlineData(0.5, 1e-9, 6.4740700207264861342)]
    [InlineData(5, 1e-5, 19.047259552325184092)]
    [InlineData(1e-12, 0.5, 0)]
    public void Epsilon_is_that_of_the_best_order_rounded_up(double rho, double delta, double expected)
    {
        Assert.InRange(ZcdpConversion.Epsilon(rho, delta), expected * (1 - 1e-15), expected * (1 + 1e-12));
    }

    [Theory]
    [InlineData(0.01, 1, 1.6641139773879954372e-13)]
    [InlineData(0.5, 3, 0.0051431840638621492912)]
    [InlineData(1, 8, 4.3453415166484501564e-7)]
    [InlineData(1e4, 12000, 2.660464422269979e-44)]
    [InlineData(1e-12, 1e-6, 3.678796251111323e-7)]
    [InlineData(1e-6, 0, 8.577637420000760e-4)]
    [InlineData(1e4, 1e4, 0.9980714791935582)]
    public void Delta_is_that_of_the_best_order_rounded_up(double rho, double epsilon, double expected)
    {
        Assert.InRange(ZcdpConversion.Delta(rho, epsilon), expected * (1 - 1e-15), expected * (1 + 1e-10));
    }

    [Theory]
    [InlineData(1, 1e-9, 0.014973057673588525813)]
    [InlineData(0.1, 1e-9, 0.0001771384471850208845)]
    [InlineData(3, 1e-5, 0.22424916824634534275)]
    [InlineData(0, 1e-6, 1.359140914230138e-12)]
    [InlineData(1e4, 1e-300, 5948.170416421891)]
    [InlineData(10, 0.5, 7.783914610035021)]
    public void Rho_is_the_largest_that_fits_rounded_down(double epsilon, double delta, double expected)
    {
        Assert.InRange(ZcdpConversion.Rho(epsilon, delta), expected * (1 - 1e-11), expected * (1 + 1e-15));
    }

    [Fact]
    public void The_rho_of_a_guarantee_keeps_the_guarantee_and_spends_it_all()
    {
        Gen.Select(Gen.Double[-10, 4].Select(log => Math.Pow(10, log)), Deltas).Sample((epsilon, delta) =>
        {
            var rho = ZcdpConversion.Rho(epsilon, delta);

            Assert.True(ZcdpConversion.Epsilon(rho, delta) <= epsilon);
            Assert.True(ZcdpConversion.Epsilon(rho * (1 + 1e-9), delta) > epsilon);
        });
    }

    [Fact]
    public void Epsilon_and_delta_are_inverse_to_each_other()
    {
        Gen.Select(Rhos, Deltas).Where((rho, delta) => ZcdpConversion.Epsilon(rho, delta) > 0).Sample((rho, delta) =>
            Assert.InRange(ZcdpConversion.Delta(rho, ZcdpConversion.Epsilon(rho, delta)), delta * (1 - 1e-8), delta * (1 + 1e-8)));
    }

    [Fact]
    public void No_order_gives_a_smaller_epsilon()
    {
        Gen.Select(Rhos, Deltas, Gen.Double[-6, 6]).Sample((rho, delta, log) =>
        {
            var order = 1 + Math.Pow(10, log);
            var atOrder = rho * order + Math.Log(1 - 1 / order) - (Math.Log(delta) + Math.Log(order)) / (order - 1);
            Assert.True(ZcdpConversion.Epsilon(rho, delta) <= Math.Max(0, atOrder) + 1e-9 * Math.Abs(atOrder) + 1e-9);
        });
    }

    [Fact]
    public void Epsilon_is_below_that_of_the_classical_conversion()
    {
        Gen.Select(Rhos, Deltas).Sample((rho, delta) =>
            Assert.True(ZcdpConversion.Epsilon(rho, delta) < rho + 2 * Math.Sqrt(-rho * Math.Log(delta))));
    }

    [Fact]
    public void Nothing_spent_costs_nothing_and_no_delta_buys_nothing()
    {
        Assert.Equal(0, ZcdpConversion.Epsilon(0, 1e-300));
        Assert.Equal(0, ZcdpConversion.Epsilon(0, 0));
        Assert.Equal(0, ZcdpConversion.Delta(0, 0));
        Assert.Equal(0, ZcdpConversion.Epsilon(1, 1));
        Assert.Equal(double.PositiveInfinity, ZcdpConversion.Epsilon(1e-12, 0));
        Assert.Equal(0, ZcdpConversion.Rho(5, 0));
        Assert.Equal(double.PositiveInfinity, ZcdpConversion.Rho(double.PositiveInfinity, 1e-9));
        Assert.Equal(0, ZcdpConversion.Delta(3, double.PositiveInfinity));
        Assert.Equal(1, ZcdpConversion.Delta(double.PositiveInfinity, 3));
    }

    [Fact]
    public void A_delta_too_small_for_a_double_is_rounded_up_to_the_least_one()
    {
        Assert.InRange(ZcdpConversion.Delta(1e-12, 1), double.Epsilon, 1e-300);
        Assert.InRange(ZcdpConversion.Delta(double.Epsilon, double.MaxValue), double.Epsilon, 1e-300);
        Assert.InRange(ZcdpConversion.Epsilon(double.Epsilon, double.Epsilon), 0, 1e-40);
    }

    [Theory]
    [InlineData(-1, 0.5)]
    [InlineData(double.NaN, 0.5)]
    [InlineData(1, -0.1)]
    [InlineData(1, 1.1)]
    [InlineData(1, double.NaN)]
    public void What_is_no_budget_or_no_probability_is_refused(double budget, double delta)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ZcdpConversion.Epsilon(budget, delta));
        Assert.Throws<ArgumentOutOfRangeException>(() => ZcdpConversion.Rho(budget, delta));
    }
}
