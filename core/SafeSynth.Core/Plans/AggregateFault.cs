using static System.FormattableString;
using SafeSynth.Data;

namespace SafeSynth.Plans;

/// <summary>SS015x: what is asked of figures or of noise cannot be done.</summary>
public static class AggregateFault
{
    public static SafeSynthException BoundsMissing(string column, string figure) => new(
        "SS0150", $"{figure} of '{column}' needs public bounds: -LowerBound and -UpperBound, or a schema with minimum and maximum. Values beyond them count as the bound; choose them without looking at the data.");

    public static SafeSynthException UnknownColumn(string parameter, string column, IEnumerable<string> known) => new(
        "SS0151", $"{parameter} names '{column}', which the data do not have. They have: {string.Join(", ", known)}.");

    public static SafeSynthException ColumnMissing(string figure) => new(
        "SS0152", $"{figure} needs -Property: name the column to measure. Without one, only rows are counted.");

    public static SafeSynthException BoundsNotOneEach(string parameter, int bounds, int columns) => new(
        "SS0153", Invariant($"{parameter} has {bounds} values for {columns} properties. Give one for all, or one for each."));

    public static SafeSynthException WrongType(string column, string figure, FieldType type) => new(
        "SS0154", $"{figure} cannot be told of '{column}', which is declared as {DeclaredDomain.NameOf(type)}. Leave it out, or correct the type.");

    public static SafeSynthException QuantileOutOfRange(double quantile) => new(
        "SS0155", Invariant($"Quantile {quantile} is not from 0.001 to 0.999 in steps of 0.001. Extremes belong to single people: for those, take 0.01 and 0.99."));

    public static SafeSynthException BinsOutOfRange(string column, int bins, long most) => new(
        "SS0156", Invariant($"{bins} bins were asked for, but the histogram of '{column}' can have 1 to {most}."));

    public static SafeSynthException WrongStep(string of, string step, string limits) => new(
        "SS0157", $"The step {step} does not suit {of}: {limits}.");

    public static SafeSynthException NoNumber() => new(
        "SS0158", "The pipeline holds something that is not a finite number, and noise on it would be no promise. Nothing was released. Pipe numbers only.");

    public static SafeSynthException SensitivityNotPositive(double sensitivity) => new(
        "SS0159", Invariant($"Sensitivity is {sensitivity}, but must be a finite number above 0: the most that one person can change the numbers by."));
}
