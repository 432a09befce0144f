using System.Globalization;
using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Aggregates;

/// <summary>A column that is measured, and what its values are rounded to; without a grid, values are only counted.</summary>
internal sealed record MeasuredColumn(string? Name, ValueGrid? Grid)
{
    // Fine enough that rounding is nothing beside noise.
    private const decimal FewestSteps = 1e6m;

    /// <summary>Rows are counted, not the values of a column.</summary>
    public static MeasuredColumn Rows { get; } = new(null, null);

    /// <summary>What is declared of a column with bounds that go before the declared ones, and the type that they spell.</summary>
    /// <param name="field">What is declared.</param>
    /// <param name="lower">The lower bound of the request, if there is one.</param>
    /// <param name="upper">The upper bound of the request, if there is one.</param>
    /// <param name="figure">What bounds are needed for, in words.</param>
    /// <exception cref="SafeSynthException">SS0105, SS0106, SS0150 or SS0154: there are no bounds, or they do not suit the
    /// column.</exception>
    public static Field WithBounds(Field field, string? lower, string? upper, string figure)
    {
        if (field.Type is FieldType.String or FieldType.Boolean)
            throw AggregateFault.WrongType(field.Name, figure, field.Type.Value);
        var bounded = field with { Minimum = lower ?? field.Minimum, Maximum = upper ?? field.Maximum, Faults = FaultPolicy.Clamp };
        if (bounded.Minimum is null || bounded.Maximum is null)
            throw AggregateFault.BoundsMissing(field.Name, figure);

        // Bounds are public, and so is what can be told from them.
        bounded = bounded with { Type = field.Type ?? TypeOf(bounded.Minimum) };
        DeclaredDomain.Check(bounded);
        return bounded;
    }

    /// <summary>A column with what its values are rounded to.</summary>
    /// <param name="field">What is declared of it, with bounds if there is a step.</param>
    /// <param name="step">The distance of values; null where values are only counted.</param>
    /// <exception cref="SafeSynthException">SS0157: the step does not suit the bounds.</exception>
    public static MeasuredColumn Of(Field field, decimal? step)
    {
        if (step is null)
            return new MeasuredColumn(field.Name, null);
        var (lower, upper) = DeclaredDomain.BoundsOf(field);
        if (!(step > 0) || upper - lower < step || (upper - lower) / step >= ValueGrid.MaxPoints - 1)
        {
            throw AggregateFault.WrongStep(
                $"'{field.Name}'", step.Value.ToString(CultureInfo.InvariantCulture),
                FormattableString.Invariant($"there must be 2 to {ValueGrid.MaxPoints} points between its bounds {field.Minimum} and {field.Maximum}"));
        }

        return new MeasuredColumn(field.Name, new ValueGrid(field.Type!.Value, lower, upper, step.Value));
    }

    /// <summary>
    /// What values are rounded to where nothing is asked: 1, a day, a second, or the power of ten that makes a million steps or more;
    /// coarser where there would be too many.
    /// </summary>
    public static decimal StepOf(Field field)
    {
        var (lower, upper) = DeclaredDomain.BoundsOf(field);
        decimal step = 1;
        while ((upper - lower) / step > (field.Type == FieldType.Number ? 10 * FewestSteps : ValueGrid.MaxPoints - 2))
            step *= 10;
        while (field.Type == FieldType.Number && upper > lower && (upper - lower) / step < FewestSteps)
            step /= 10;
        return step;
    }

    /// <summary>A value of the grid in the column's type; in ones, days or seconds.</summary>
    public object ValueOf(decimal value) => Grid!.Type switch
    {
        FieldType.Integer => (object)(long)decimal.Round(value),
        FieldType.Date => DateOnly.FromDayNumber((int)value),
        FieldType.DateTime => new DateTime((long)(value * TimeSpan.TicksPerSecond)),
        _ => (double)value,
    };

    private static FieldType TypeOf(string bound) =>
        decimal.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? FieldType.Number
        : DateOnly.TryParseExact(bound, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? FieldType.Date
        : DateTime.TryParse(bound, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? FieldType.DateTime
        : FieldType.Number;
}
