namespace SafeSynth.Data;

/// <summary>
/// Public classes of the values of an ordered type, by how round they are: values that people round, price or meet at alike are in one
/// class. Every value is in one of them.
/// </summary>
/// <remarks>
/// Numbers, in units of the last decimal: by their last two digits, and where these are zeros by the largest of the steps 100, 500, 1,000,
/// 5,000 ... that divides them. Days: by weekday, but the first and last days of months and the first of the year by themselves.
/// Date-times: by the largest of a second, a minute, 5 minutes, a quarter of an hour, an hour that divides them, and by the hour of the
/// day; those with a fraction of a second by themselves.
/// </remarks>
internal sealed class Grain
{
    private const int LastDigits = 100, DaysOfFourCenturies = 146_097, SecondsOfDay = 86_400, HoursOfDay = 24;

    private static readonly Grain Numbers = OfNumbers(), Days = OfDays();

    // For each number of decimals that a date-time may have.
    private static readonly Lazy<Grain>[] Instants =
        [.. Enumerable.Range(0, GridDomain.MaxDecimalsOfInstants + 1).Select(decimals => new Lazy<Grain>(() => OfInstants(decimals)))];

    private readonly long _unitsPerStep;   // others, if any, are the first class
    private readonly int[] _classOf;    // for each residue its class, below 0 where steps decide
    private readonly long[] _steps;

    private Grain(int[] classOf, int[] groups, long[] steps, long unitsPerStep = 1)
    {
        (_classOf, _steps, _unitsPerStep) = (classOf, steps, unitsPerStep);
        var first = groups.Sum();
        var residues = Enumerable.Range(0, classOf.Length).ToLookup(at => classOf[at], at => (long)at);
        Classes =
        [
            .. unitsPerStep > 1 ? [ResidueClass.ButMultiplesOf(unitsPerStep)] : Array.Empty<ResidueClass>(),
            .. Enumerable.Range(0, first).Select(one => new ResidueClass(classOf.Length, [.. residues[one]], unitsPerStep)),
            .. steps.Select((step, i) => i + 1 == steps.Length ? new ResidueClass(step, [0]) : ResidueClass.MultiplesOf(step, butOf: steps[i + 1])),
        ];
        int[] sizes = [.. Fractions > 0 ? [Fractions] : Array.Empty<int>(), .. groups, .. steps.Select(_ => 1)];
        Groups = [.. sizes.Select((count, i) => (sizes[..i].Sum(), count))];
    }

    /// <summary>The classes, numbered from 0.</summary>
    public IReadOnlyList<ResidueClass> Classes { get; }

    /// <summary>Runs of classes that are equally round, the least round first.</summary>
    public IReadOnlyList<(int First, int Count)> Groups { get; }

    private int Fractions => _unitsPerStep > 1 ? 1 : 0;

    /// <summary>The classes of the values of an ordered type whose grid has so many decimals.</summary>
    public static Grain Of(FieldType type, int decimals = 0) => type switch
    {
        FieldType.Date => Days,
        FieldType.DateTime => Instants[decimals].Value,
        _ => Numbers,
    };

    /// <summary>The class of a value in the units of its grid.</summary>
    public int ClassOf(long units)
    {
        if (units % _unitsPerStep != 0)
            return 0;
        units /= _unitsPerStep;
        var found = _classOf[(int)ResidueClass.Remainder(units, _classOf.Length)];
        if (found >= 0)
            return found + Fractions;
        var step = 0;
        while (step + 1 < _steps.Length && units % _steps[step + 1] == 0)
            step++;
        return Classes.Count - _steps.Length + step;
    }

    // Eighty endings that 5 does not divide, ten that 5 and not 10 divides, nine that 10 divides; then steps up to 10^15.
    private static Grain OfNumbers()
    {
        int[] endings = [.. Enumerable.Range(1, LastDigits - 1).OrderBy(ending => ending % 10 == 0 ? 2 : ending % 5 == 0 ? 1 : 0)];
        var steps = new List<long> { LastDigits };
        for (var step = 1000L; step <= 1_000_000_000_000_000; step *= 10)
            steps.AddRange([step / 2, step]);
        return new Grain([.. Enumerable.Range(0, LastDigits).Select(ending => Array.IndexOf(endings, ending))], [80, 10, 9], [.. steps]);
    }

    // The calendar repeats itself, weekdays included.
    private static Grain OfDays() => new(
        [
            .. Enumerable.Range(0, DaysOfFourCenturies).Select(DateOnly.FromDayNumber).Select(day =>
                day.DayOfYear == 1 ? 9 : day.Day == 1 ? 8 : day.Day == DateTime.DaysInMonth(day.Year, day.Month) ? 7 : (int)day.DayOfWeek),
        ],
        [7, 1, 1, 1], []);

    private static Grain OfInstants(int decimals) => new(
        [
            .. Enumerable.Range(0, SecondsOfDay).Select(second =>
                (second / 3600) + (HoursOfDay * (second % 3600 == 0 ? 4 : second % 900 == 0 ? 3 : second % 300 == 0 ? 2 : second % 60 == 0 ? 1 : 0))),
        ],
        [HoursOfDay, HoursOfDay, HoursOfDay, HoursOfDay, HoursOfDay], [], (long)Spelling.PowerOfTen(decimals));
}

/// <summary>All integers that leave certain remainders when divided by a period, or their multiples.</summary>
/// <param name="period">The period.</param>
/// <param name="residues">The remainders, ascending, each from 0 to <paramref name="period"/> - 1; null for all but 0.</param>
/// <param name="scale">By what the integers are multiplied.</param>
internal sealed class ResidueClass(long period, long[]? residues, long scale = 1)
{
    private readonly long _residues = residues?.Length ?? period - 1;

    /// <summary>The multiples of a step, but for those of a multiple of it.</summary>
    public static ResidueClass MultiplesOf(long step, long butOf) =>
        new(butOf, [.. Enumerable.Range(1, (int)(butOf / step) - 1).Select(i => i * step)]);

    /// <summary>All that are no multiple of a step.</summary>
    public static ResidueClass ButMultiplesOf(long step) => new(step, residues: null);

    /// <summary>What is left of an integer, from 0 to <paramref name="period"/> - 1, below zero too.</summary>
    public static long Remainder(long value, long period) => value % period is var left && left < 0 ? left + period : left;

    /// <summary>How many of the class there are from one integer up to, and without, another.</summary>
    public long CountIn(long from, long to) => RankOf(to) - RankOf(from);

    /// <summary>The member of the class that has so many others between an integer and itself.</summary>
    public long Nth(long from, long others)
    {
        var rank = RankOf(from) + others;
        var place = Remainder(rank, _residues);
        return scale * (((rank - place) / _residues * period) + (residues is null ? place + 1 : residues[place]));
    }

    // The number of members from 0 up to an integer; below 0 for those below.
    private long RankOf(long value)
    {
        value = (value + Remainder(-value, scale)) / scale;
        var left = Remainder(value, period);
        return ((value - left) / period * _residues) + (residues is null ? Math.Max(left - 1, 0) : Below(residues, left));
    }

    private static long Below(long[] residues, long left) => Array.BinarySearch(residues, left) is var found && found >= 0 ? found : ~found;
}
