using SafeSynth.Marginals;

namespace SafeSynth.Benchmarks;

/// <summary>Made-up rows of columns whose values heap, from a fixed seed.</summary>
internal static class HeapedTable
{
    private const int Zips = 3000;

    public static CsvText Of(int rows)
    {
        var random = new SampleRandom(seed: 5);
        string[] Make(Func<FormattableString> cell) => [.. Enumerable.Range(0, rows).Select(_ => FormattableString.Invariant(cell()))];

        // Of 3,000 zip codes, the r-th commonest has a share in proportion to 1 / (r + 10).
        int[] zips = [.. Enumerable.Range(0, Zips).Select(_ => 10_000 + random.Next(90_000))];
        double[] cumulative = new double[Zips];
        for (var rank = 0; rank < Zips; rank++)
            cumulative[rank] = (rank == 0 ? 0 : cumulative[rank - 1]) + (1.0 / (rank + 10));
        int Zip() => zips[~Array.BinarySearch(cumulative, Math.BitDecrement(random.NextDouble() * cumulative[^1]))];

        double Income()
        {
            var exact = Math.Exp(10.4 + (0.7 * random.NextNormal()));
            return random.Next(100) switch { < 8 => 0, < 55 => 1000 * Math.Round(exact / 1000), < 75 => 5000 * Math.Round(exact / 5000), _ => Math.Round(exact) };
        }

        double Price() =>
            Math.Floor(Math.Exp(3 + random.NextNormal())) + (random.Next(100) switch { < 55 => 0.99, < 70 => 0.49, < 85 => 0, _ => random.Next(100) / 100.0 });
        DateTime Day()
        {
            var day = new DateTime(2019, 1, 1).AddDays(random.Next(2000));
            return day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? day.AddDays(2) : day;
        }

        DateTime Visit() =>
            Day().AddHours(8 + random.Next(10)).AddMinutes(random.Next(10) switch { < 5 => 0, < 8 => 15 * random.Next(4), _ => random.Next(60) });
        return new CsvText(
            ["zip", "income", "price", "day", "visit", "stamp", "hours"],
            [
                Make(() => $"{Zip()}"),
                Make(() => $"{Income():F0}"),
                Make(() => $"{Price():F2}"),
                Make(() => $"{Day():yyyy-MM-dd}"),
                Make(() => $"{Visit():yyyy-MM-dd HH:mm:ss}"),
                Make(() => $"{Day().AddSeconds(random.Next(86_400)):yyyy-MM-dd HH:mm:ss}"),
                Make(() => $"{(random.Next(2) == 0 ? 40 : Math.Clamp(Math.Round(40 + (12 * random.NextNormal())), 1, 99)):F0}"),
            ]);
    }
}
