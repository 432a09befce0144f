using System.Numerics;

namespace SafeSynth.Noise;

/// <summary>An exact non-negative fraction in lowest terms: the number in which noise scales and budgets are stated.</summary>
/// <remarks>
/// Every operation is exact. A <see cref="double"/> enters only through <see cref="RoundUp"/> and <see cref="RoundDown"/>, and leaves only
/// through <see cref="ToDoubleUp"/> and <see cref="ToDoubleDown"/>, so whoever rounds says which way. The default value is zero.
/// </remarks>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private const int DoublePrecision = 53;
    private const int DoubleLowestExponent = -1074;

    // Kept minus one, so that the default value of the struct is 0/1.
    private readonly BigInteger _denominatorMinusOne;

    /// <summary>The fraction <paramref name="numerator"/> / <paramref name="denominator"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The numerator is negative, or the denominator is not positive.</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        Numerator = numerator / divisor;
        _denominatorMinusOne = denominator / divisor - BigInteger.One;
    }

    public static Rational Zero => default;

    public static Rational One => 1;

    public BigInteger Numerator { get; }

    public BigInteger Denominator => _denominatorMinusOne + BigInteger.One;

    public bool IsZero => Numerator.IsZero;

    public static implicit operator Rational(int value) => new(value, BigInteger.One);

    public static implicit operator Rational(long value) => new(value, BigInteger.One);

    public static implicit operator Rational(BigInteger value) => new(value, BigInteger.One);

    public static Rational operator +(Rational left, Rational right) =>
        new(left.Numerator * right.Denominator + right.Numerator * left.Denominator, left.Denominator * right.Denominator);

    public static Rational operator *(Rational left, Rational right) =>
        new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <exception cref="DivideByZeroException">The right operand is zero.</exception>
    public static Rational operator /(Rational left, Rational right) => right.IsZero
        ? throw new DivideByZeroException()
        : new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    /// <summary>The least multiple of 2^-<paramref name="fractionBits"/> that is at least <paramref name="value"/>.</summary>
    /// <param name="value">Finite and not negative.</param>
    /// <param name="fractionBits">0 to 1074; with 1074 the result is exactly <paramref name="value"/>.</param>
    public static Rational RoundUp(double value, int fractionBits)
    {
        var floor = FloorOnGrid(value, fractionBits, out var exact);
        return new(exact ? floor : floor + BigInteger.One, BigInteger.One << fractionBits);
    }

    /// <summary>The greatest multiple of 2^-<paramref name="fractionBits"/> that is at most <paramref name="value"/>.</summary>
    /// <param name="value">Finite and not negative.</param>
    /// <param name="fractionBits">0 to 1074; with 1074 the result is exactly <paramref name="value"/>.</param>
    public static Rational RoundDown(double value, int fractionBits) =>
        new(FloorOnGrid(value, fractionBits, out _), BigInteger.One << fractionBits);

    /// <summary>The least double that is at least this value; positive infinity above the greatest finite double.</summary>
    public double ToDoubleUp()
    {
        var down = Truncate(out var exact);
        return exact ? down : Math.BitIncrement(down);
    }

    /// <summary>The greatest finite double that is at most this value.</summary>
    public double ToDoubleDown() => Truncate(out _);

    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool Equals(Rational other) => Numerator == other.Numerator && _denominatorMinusOne == other._denominatorMinusOne;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, _denominatorMinusOne);

    /// <summary>The fraction as text: <c>3</c> or <c>3/8</c>.</summary>
    public override string ToString() => _denominatorMinusOne.IsZero ? $"{Numerator}" : $"{Numerator}/{Denominator}";

    private static BigInteger FloorOnGrid(double value, int fractionBits, out bool exact)
    {
        if (!double.IsFinite(value) || double.IsNegative(value) && value != 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, "The value must be finite and not negative.");
        ArgumentOutOfRangeException.ThrowIfNegative(fractionBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fractionBits, -DoubleLowestExponent);

        // Every finite double is an integer times 2^-1074.
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52) & 0x7FF;
        var fraction = bits & ((1L << 52) - 1);
        var units = exponent == 0 ? fraction : (BigInteger)(fraction | 1L << 52) << (exponent - 1);
        var dropped = -DoubleLowestExponent - fractionBits;
        var floor = units >> dropped;
        exact = floor << dropped == units;
        return floor;
    }

    private double Truncate(out bool exact)
    {
        exact = true;
        if (IsZero)
            return 0;

        // quotient = floor(value * 2^shift) has 64 or 65 bits; then keep as many as a double of that size can hold.
        var shift = 64 + (int)(Denominator.GetBitLength() - Numerator.GetBitLength());
        var quotient = shift >= 0
            ? BigInteger.DivRem(Numerator << shift, Denominator, out var remainder)
            : BigInteger.DivRem(Numerator, Denominator << -shift, out remainder);
        var drop = Math.Max((int)quotient.GetBitLength() - DoublePrecision, DoubleLowestExponent + shift);
        var kept = quotient >> drop;
        var result = Math.ScaleB((double)kept, drop - shift);
        exact = remainder.IsZero && kept << drop == quotient && double.IsFinite(result);
        return Math.Min(result, double.MaxValue);
    }
}
