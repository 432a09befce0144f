using System.Globalization;
using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Generators;

/// <summary>Columns of a hundred to some ten thousand values without an order, with noise of fixed seeds.</summary>
public sealed class ManyCategoriesTests
{
    [Theory]
    [InlineData("OneShot")]
    [InlineData("Aim")]
    [InlineData("Mst")]
    public void What_each_of_a_hundred_values_tells_of_another_column_is_kept(string generator)
    {
        var (codes, groups) = Draw(generator, values: 100);

        // In the rows nine of ten go with their value's group, and one in three of the others by chance.
        Assert.InRange(codes.Zip(groups).Count(row => row.First % 3 == row.Second) / (double)codes.Length, 0.90, 0.95);
    }

    [Theory]
    [InlineData("OneShot")]
    [InlineData("Aim")]
    [InlineData("Mst")]
    public void Columns_beside_one_of_very_many_values_are_not_bent_to_its_noise(string generator)
    {
        var (codes, groups) = Draw(generator, values: 20_000);

        Assert.True(groups.Count(group => group < 0) < 0.01 * groups.Length);   // no cell is missing in the rows
        Assert.All(Enumerable.Range(0, 3), group => Assert.Equal(1 / 3.0, groups.Count(of => of == group) / (double)groups.Length, tolerance: 0.04));

        // Half of the rows have one of ten values; the others share the rest.
        var common = codes.Zip(groups).Where(row => row.First < 10).ToList();
        Assert.Equal(0.5, common.Count / (double)codes.Length, tolerance: 0.01);
        Assert.InRange(common.Count(row => row.First % 3 == row.Second) / (double)common.Count, 0.88, 0.96);
    }

    private static (int[] Codes, int[] Groups) Draw(string generator, int values)
    {
        var random = new SampleRandom(3);
        var lines = Enumerable.Range(0, 40_000).Select(_ =>
        {
            var value = random.Next(2) == 0 ? random.Next(10) : random.Next(values);
            return $"v{value},{(random.Next(10) == 0 ? random.Next(3) : value % 3)}";
        });
        var schema = new Schema(
        [
            new Field("value") { Type = FieldType.String, Enum = [.. Enumerable.Range(0, values).Select(i => $"v{i}")], Required = true },
            new Field("group") { Type = FieldType.String, Enum = ["0", "1", "2"] },
        ]);
        var plan = new DpPlan(new Guarantee(1)) { Generator = generator, Schema = schema, Rows = 20_000, Seed = 1 };
        var (_, tables) = Synthesis.Run(plan, Rows.Of(["value,group", .. lines]), new InsecureNoise(1));
        var made = tables.SelectMany(table => Enumerable.Range(0, table.RowCount).Select(row => (Value: table["value"].TextAt(row), Group: table["group"].TextAt(row)))).ToList();
        return ([.. made.Select(row => int.Parse(row.Value[1..], CultureInfo.InvariantCulture))], [.. made.Select(row => row.Group.Length > 0 ? row.Group[0] - '0' : -1)]);
    }
}
