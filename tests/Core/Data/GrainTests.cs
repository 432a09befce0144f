using SafeSynth.Data;

namespace SafeSynth.Tests.Data;

public sealed class GrainTests
{
    public static TheoryData<FieldType, int> Ordered => new()
    {
        { FieldType.Integer, 0 }, { FieldType.Number, 2 }, { FieldType.Date, 0 }, { FieldType.DateTime, 0 }, { FieldType.DateTime, 1 }, { FieldType.DateTime, 3 }, { FieldType.DateTime, 6 },
    };

    [Theory]
    [MemberData(nameof(Ordered))]
    public void Every_value_is_in_its_class_and_in_no_other(FieldType type, int decimals)
    {
        var grain = Grain.Of(type, decimals);
        foreach (var value in new[] { -100_000, -4999, -100, -1, 0, 1, 99, 100, 500, 738_000, 3_652_058, 1_000_000_000, 63_800_000_000, 4_000_000_000_000_000_000 })
        {
            for (var near = value - 70; near <= value + 70; near++)
                Assert.All(grain.Classes.Index(), one => Assert.Equal(one.Index == grain.ClassOf(near) ? 1 : 0, one.Item.CountIn(near, near + 1)));
        }
    }

    [Theory]
    [MemberData(nameof(Ordered))]
    public void Members_are_found_in_order_and_counted_as_often_as_they_are_there(FieldType type, int decimals)
    {
        var grain = Grain.Of(type, decimals);
        foreach (var (from, to) in new[] { (-2345L, 6789L), (0, 1), (1, 500), (737_000, 741_000), (63_800_000_000, 63_800_010_000) })
        {
            var found = grain.Classes.SelectMany(one => Enumerable.Range(0, (int)one.CountIn(from, to)).Select(others => one.Nth(from, others))).ToList();

            Assert.Equal(to - from, found.Count);
            Assert.Equal(found.Count, found.Distinct().Count());
            Assert.All(found, value => Assert.InRange(value, from, to - 1));
        }

        Assert.All(grain.Classes, one => Assert.All(Enumerable.Range(1, 20), others => Assert.True(one.Nth(7, others) > one.Nth(7, others - 1))));
    }

    [Fact]
    public void Prices_years_weekdays_and_full_hours_are_told_apart()
    {
        Assert.Equal(1, DistinctClasses(FieldType.Number, 199, 1299, 4999));
        Assert.Equal(4, DistinctClasses(FieldType.Integer, 1001, 1005, 1010, 1100));
        Assert.Equal(5, DistinctClasses(FieldType.Integer, 1100, 1500, 3000, 5000, 20_000));
        Assert.Equal(1, DistinctClasses(FieldType.Integer, 3000, 6000, -7000));
        Assert.Equal(3, DistinctClasses(FieldType.Date, Day(2024, 1, 1), Day(2024, 2, 1), Day(2024, 2, 29)));
        Assert.Equal(1, DistinctClasses(FieldType.Date, Day(2024, 2, 6), Day(1824, 2, 3), Day(2023, 10, 10)));
        Assert.Equal(5, DistinctClasses(FieldType.DateTime, Noon, Noon + 1, Noon + 60, Noon + 300, Noon + 900));
        Assert.Equal(1, DistinctClasses(FieldType.DateTime, Noon, Noon + 86_400));
    }

    [Fact]
    public void Full_seconds_are_told_from_fractions_of_them()
    {
        var milliseconds = Grain.Of(FieldType.DateTime, decimals: 3);

        Assert.Equal(Grain.Of(FieldType.DateTime).ClassOf(Noon) + 1, milliseconds.ClassOf(1000 * Noon));
        Assert.Equal([0, 0], new[] { (1000 * Noon) + 1, (1000 * Noon) + 999 }.Select(milliseconds.ClassOf));
        Assert.Equal(999 * 60, milliseconds.Classes[0].CountIn(1000 * Noon, 1000 * (Noon + 60)));
    }

    private static long Noon => Day(2024, 5, 6) * 86_400 + 43_200;

    private static long Day(int year, int month, int day) => new DateOnly(year, month, day).DayNumber;

    private static int DistinctClasses(FieldType type, params long[] values) => values.Select(Grain.Of(type).ClassOf).Distinct().Count();
}
