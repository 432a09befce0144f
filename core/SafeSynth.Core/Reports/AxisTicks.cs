using System.Globalization;

namespace SafeSynth.Reports;

/// <summary>A labelled place on an axis.</summary>
internal readonly record struct Tick(double At, string Label);

/// <summary>Chooses round places on an axis, and writes them shortly.</summary>
internal static class AxisTicks
{
    // From fine to coarse. Weeks count from 0001-01-01, which was a Monday.
    private static readonly (long Ticks, string Format)[] ClockSteps =
    [
        (TimeSpan.TicksPerSecond, "HH:mm:ss"), (10 * TimeSpan.TicksPerSecond, "HH:mm:ss"), (TimeSpan.TicksPerMinute, "HH:mm"),
        (5 * TimeSpan.TicksPerMinute, "HH:mm"), (15 * TimeSpan.TicksPerMinute, "HH:mm"), (TimeSpan.TicksPerHour, "HH:mm"),
        (3 * TimeSpan.TicksPerHour, "MM-dd HH:mm"), (12 * TimeSpan.TicksPerHour, "MM-dd HH:mm"), (TimeSpan.TicksPerDay, "yyyy-MM-dd"),
        (2 * TimeSpan.TicksPerDay, "yyyy-MM-dd"), (7 * TimeSpan.TicksPerDay, "yyyy-MM-dd"),
    ];

    private static readonly (int Months, string Format)[] CalendarSteps =
    [
        (1, "yyyy-MM"), (3, "yyyy-MM"), (6, "yyyy-MM"), (12, "yyyy"), (24, "yyyy"), (60, "yyyy"), (120, "yyyy"), (240, "yyyy"),
        (600, "yyyy"), (1200, "yyyy"), (6000, "yyyy"), (24000, "yyyy"),
    ];

    /// <summary>The least of ..., 0.5, 1, 2, 5, 10, ... that divides a span into at most <paramref name="parts"/> parts.</summary>
    public static double RoundStep(double span, int parts)
    {
        var decade = double.Pow(10, double.Floor(double.Log10(span / parts)));
        foreach (var factor in (ReadOnlySpan<double>)[1, 2, 5])
        {
            if (span <= factor * decade * parts * (1 + 1e-9))
                return factor * decade;
        }
        return 10 * decade;
    }

    /// <summary>Round numbers between two bounds, with at most <paramref name="parts"/> steps between them.</summary>
    public static IReadOnlyList<Tick> Numbers(double from, double to, int parts)
    {
        var step = RoundStep(to - from, parts);
        var write = NumberWriter(double.Max(double.Abs(from), double.Abs(to)), step);
        var ticks = new List<Tick>();
        var first = double.Ceiling(from / step - 1e-9);
        for (var i = 0; i <= parts && (first + i) * step <= to + 1e-9 * step; i++)
            ticks.Add(new Tick((first + i) * step, write((first + i) * step)));
        return ticks;
    }

    /// <summary>Round times of day, days, months or years between two times; none for less than a second.</summary>
    public static IReadOnlyList<Tick> Dates(DateTime from, DateTime to, int parts)
    {
        foreach (var (step, format) in ClockSteps)
        {
            if ((to - from).Ticks <= step * parts)
                return Label(ClockTimes(from, to, step), format);
        }
        var months = MonthNumber(to) - MonthNumber(from);
        var calendar = CalendarSteps.First(c => months <= c.Months * parts);
        return Label(MonthStarts(from, to, calendar.Months), calendar.Format);
    }

    /// <summary>
    /// Writes numbers up to a greatest size in as few digits as tell those apart that differ by <paramref name="gap"/>: thousands
    /// as k, millions as M, thousands of millions as G.
    /// </summary>
    public static Func<double, string> NumberWriter(double greatest, double gap)
    {
        if (greatest >= 1e15 || gap < 1e-6)
            return number => number == 0 ? "0" : number.ToString("0.#####E+0", CultureInfo.InvariantCulture);

        (double Unit, string Suffix)[] units = [(1e9, "G"), (1e6, "M"), (1e3, "k")];
        var (unit, suffix) = units.FirstOrDefault(u => greatest >= 10 * u.Unit && gap >= u.Unit / 100, (1, ""));
        var decimals = int.Max(0, (int)double.Ceiling(-double.Log10(gap / unit) - 1e-9));
        var format = "0." + new string('#', decimals);
        return number => number == 0 ? "0" : (number / unit).ToString(format, CultureInfo.InvariantCulture) + suffix;
    }

    private static int MonthNumber(DateTime date) => date.Year * 12 + date.Month - 1;

    private static IEnumerable<DateTime> ClockTimes(DateTime from, DateTime to, long step)
    {
        for (var ticks = (from.Ticks + step - 1) / step * step; ticks <= to.Ticks; ticks += step)
            yield return new DateTime(ticks);
    }

    private static IEnumerable<DateTime> MonthStarts(DateTime from, DateTime to, int step)
    {
        for (var month = MonthNumber(from) / step * step; month <= MonthNumber(to); month += step)
        {
            if (month >= 12 && new DateTime(month / 12, month % 12 + 1, 1) is var start && start >= from && start <= to)
                yield return start;
        }
    }

    private static Tick[] Label(IEnumerable<DateTime> dates, string format) =>
        [.. dates.Select(date => new Tick(date.Ticks, date.ToString(format, CultureInfo.InvariantCulture)))];
}
