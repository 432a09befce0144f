using System.Numerics;
using CsCheck;
using SafeSynth.Noise;

namespace SafeSynth.Tests;

public sealed class RationalTests
{
    private static readonly Gen<Rational> Rationals = Gen.Select(
        Gen.ULong, Gen.ULong, Gen.Int[0, 1200], Gen.Int[0, 1200],
        (n, d, i, j) => new Rational((BigInteger)n << i, ((BigInteger)d + 1) << j));

    private static readonly Gen<double> Doubles = Gen.OneOf(
        Gen.Double.Select(Math.Abs).Where(double.IsFinite),
        Gen.OneOf(0, double.Epsilon, 3 * double.Epsilon, 2.2250738585072014e-308, 2.2250738585072009e-308, 1, 0.1, double.MaxValue));

    [Fact]
    public void A_fraction_is_kept_in_lowest_terms()
    {
        var half = new Rational(21, 42);

        Assert.Equal((1, 2), (half.Numerator, half.Denominator));
        Assert.Equal(new Rational(1, 2), half);
        Assert.Equal("1/2", half.ToString());
        Assert.Equal("3", new Rational(6, 2).ToString());
    }

    [Fact]
    public void The_default_is_zero()
    {
        Assert.Equal(Rational.Zero, default);
        Assert.Equal((0, 1), (default(Rational).Numerator, default(Rational).Denominator));
        Assert.True(new Rational(0, 5).IsZero);
        Assert.Equal(0, Rational.Zero.ToDoubleUp());
    }

    [Fact]
    public void What_is_negative_or_has_no_positive_denominator_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rational(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rational(1, -2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rational(1, 0));
        Assert.Throws<DivideByZeroException>(() => Rational.One / Rational.Zero);
        Assert.Throws<ArgumentOutOfRangeException>(() => Rational.RoundUp(-1e-300, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rational.RoundDown(double.NaN, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rational.RoundUp(double.PositiveInfinity, 10));
    }

    [Fact]
    public void Division_undoes_multiplication()
    {
        Gen.Select(Rationals, Rationals.Where(r => !r.IsZero)).Sample((x, y) => Assert.Equal(x, x * y / y));
    }

    [Fact]
    public void Order_is_that_of_cross_products()
    {
        Gen.Select(Rationals, Rationals).Sample((x, y) =>
            Assert.Equal((x.Numerator * y.Denominator).CompareTo(y.Numerator * x.Denominator), (x > y ? 1 : 0) - (x < y ? 1 : 0)));
    }

    [Fact]
    public void A_double_is_rounded_to_the_neighbouring_multiples_of_the_grid()
    {
        Gen.Select(Doubles, Gen.Int[0, 1074]).Sample((value, bits) =>
        {
            var exact = Rational.RoundDown(value, 1074);
            var (down, up) = (Rational.RoundDown(value, bits), Rational.RoundUp(value, bits));
            var step = new Rational(1, BigInteger.One << bits);

            Assert.True(down <= exact && exact <= up);
            Assert.True((down / step).Denominator.IsOne && (up / step).Denominator.IsOne);
            Assert.Equal(down == exact ? BigInteger.Zero : BigInteger.One, (up / step).Numerator - (down / step).Numerator);
        });
    }

    [Fact]
    public void A_double_survives_the_way_there_and_back()
    {
        Doubles.Sample(value =>
        {
            Assert.Equal(value, Rational.RoundUp(value, 1074).ToDoubleUp());
            Assert.Equal(value, Rational.RoundDown(value, 1074).ToDoubleDown());
        });
    }

    [Fact]
    public void A_fraction_lies_between_the_neighbouring_doubles_it_is_rounded_to()
    {
        var greatest = Rational.RoundDown(double.MaxValue, 1074);
        Rationals.Sample(value =>
        {
            var (down, up) = (value.ToDoubleDown(), value.ToDoubleUp());

            Assert.True(double.IsFinite(down) && Rational.RoundDown(down, 1074) <= value);
            Assert.True(up > double.MaxValue ? value > greatest : Rational.RoundUp(up, 1074) >= value);
            Assert.True(up == down || up == Math.BitIncrement(down));
        });
    }
}
