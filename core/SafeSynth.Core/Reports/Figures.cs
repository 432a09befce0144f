using System.Globalization;

namespace SafeSynth.Reports;

/// <summary>Numbers as people read them; the same on every machine.</summary>
internal static class Figures
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>A count and what is counted: <c>1 row</c>, <c>10,000 rows</c>.</summary>
    /// <param name="count">The count.</param>
    /// <param name="one">What one is called.</param>
    /// <param name="several">What several are called, where that takes more than an s.</param>
    public static string Count(long count, string one, string? several = null) =>
        string.Create(Invariant, $"{count:N0} {(count == 1 ? one : several ?? one + "s")}");

    /// <summary>A count: <c>10,000</c>.</summary>
    public static string Whole(long count) => count.ToString("N0", Invariant);

    /// <summary>As many digits as the number has: <c>0.000001</c>; with an exponent where zeros would be hard to count.</summary>
    public static string Exact(double number) =>
        number is >= 1e-7 and < 1e15 ? ((decimal)number).ToString("0.##############", Invariant) : Scientific(number, "0.##############");

    /// <summary>About four significant digits.</summary>
    public static string Short(double number) => number switch
    {
        0 => "0",
        >= 1e-4 and < 1e4 => number.ToString("G4", Invariant),
        _ => Scientific(number, "0.###"),
    };

    /// <summary>Three significant digits, never less than the number.</summary>
    public static string Up(double number)
    {
        if (number is 0 or double.PositiveInfinity)
            return number == 0 ? "0" : "∞";
        var decimals = 2 - (int)Math.Floor(Math.Log10(number));
        // A figure that is round but for the last bits stays as it is.
        var scaled = Math.Ceiling(number * Math.Pow(10, decimals) * (1 - 1e-14));
        return (scaled / Math.Pow(10, decimals)).ToString(number is >= 1e-7 and < 1e15 ? "#,0.#########" : "0.##e0", Invariant);
    }

    /// <summary>A rate or an area, from 0 to 1: <c>0.512</c>.</summary>
    public static string Rate(double rate) => rate.ToString("0.000", Invariant);

    /// <summary>A share in percent: <c>12.5 %</c>. What rounds to nothing has no sign.</summary>
    public static string Percent(double share) => string.Create(Invariant, $"{100 * share:0.#;-0.#}\u00a0%");

    /// <summary>A share in percent, rounded to about two digits, for lines of text: <c>57 %</c>, <c>1.4 %</c>.</summary>
    public static string RoughPercent(double share) => (100 * share) switch
    {
        0 => "0 %",
        < 0.01 => "below 0.01 %",
        < 1 => string.Create(Invariant, $"{100 * share:0.##} %"),
        < 10 => string.Create(Invariant, $"{100 * share:0.#} %"),
        var percent => string.Create(Invariant, $"{percent:0} %"),
    };

    /// <summary>A number of rows, not always whole: <c>0.4 rows</c>, <c>33 rows</c>.</summary>
    public static string RoughRows(double rows) => rows.ToString(rows < 10 ? "0.#" : "N0", Invariant) + " rows";

    /// <summary>A share in percent with three significant digits, never less than the share.</summary>
    public static string PercentUp(double share) => Up(100 * share) + "\u00a0%";

    /// <summary>A share, from 0 to 1 or a rounding error beyond, as a length in CSS.</summary>
    public static string CssPercent(double share) => string.Create(Invariant, $"{100 * Math.Clamp(share, 0, 1):0.##}%");

    private static string Scientific(double number, string mantissa) => number == 0 ? "0" : number.ToString(mantissa + "e0", Invariant);
}
