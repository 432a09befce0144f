using static System.FormattableString;

namespace SafeSynth.Data;

/// <summary>The evenly spaced points between two public bounds to which the values of a column are clipped and rounded.</summary>
/// <remarks>
/// A point is numbered by its distance in steps from the centre, which is the point in the middle. A value beyond a bound counts as the
/// bound, and one between two points as the one nearer to the centre: rounding is toward zero. Both depend on the value alone.
/// Values are in ones, days or seconds; days and seconds since 0001-01-01.
/// </remarks>
public sealed class ValueGrid
{
    /// <summary>The most points that a grid may have.</summary>
    public const int MaxPoints = 1 << 30;

    /// <summary>Stands for the point of a cell that holds no value.</summary>
    internal const int None = int.MinValue;

    // So many steps from a point, doubles tell on which side a value is.
    private const double NearPoint = 1e-5;

    private readonly double _lower, _upper, _centre, _step;

    /// <param name="type">Integer, number, date or date-time.</param>
    /// <param name="lower">The lower bound, which is a point of the grid; within 2e18.</param>
    /// <param name="upper">The upper bound; at least the lower one, and within 2e18.</param>
    /// <param name="step">The distance of points; positive, and such that there are at most <see cref="MaxPoints"/>.</param>
    public ValueGrid(FieldType type, decimal lower, decimal upper, decimal step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(upper, lower);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(upper - lower, step * MaxPoints);

        var last = (int)decimal.Floor((upper - lower) / step);
        (Type, Lower, Upper, Step) = (type, lower, upper, step);
        (Least, Greatest) = (-(last / 2), last - last / 2);
        Centre = lower - Least * step;
        (_lower, _upper, _centre, _step) = ((double)lower, (double)upper, (double)Centre, (double)step);
    }

    public FieldType Type { get; }

    public decimal Lower { get; }

    public decimal Upper { get; }

    public decimal Step { get; }

    /// <summary>The value of point 0.</summary>
    public decimal Centre { get; }

    /// <summary>The first point; 0 or less.</summary>
    public int Least { get; }

    /// <summary>The last point; 0 or more.</summary>
    public int Greatest { get; }

    public int Points => Greatest - Least + 1;

    internal string Identity => Invariant($"{Type} {Lower} {Upper} {Step}");

    /// <summary>The value of a point.</summary>
    public decimal ValueOf(long point) => Centre + point * Step;

    /// <summary>The point of a private cell; <see cref="None"/> where it holds no value of the type.</summary>
    internal int PointOf(Cell cell)
    {
        if (!GridDomain.TryValue(cell, Type, out var value) || double.IsNaN(value))
            return None;
        if (value <= _lower)
            return Least;
        if (value >= _upper)
            return Greatest;
        var steps = (value - _centre) / _step;
        if (Math.Abs(steps - Math.Round(steps)) > NearPoint)
            return (int)Math.Clamp(Math.Truncate(steps), Least, Greatest);

        // At a point, as a decimal of 15 digits, so that 0.3 is three steps of 0.1.
        return (int)Math.Clamp(decimal.Truncate(((decimal)value - Centre) / Step), Least, Greatest);
    }
}
