using System.Globalization;
using SafeSynth.Data;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Generators;

/// <remarks>Noise comes from fixed seeds; margins are several times the spread over other seeds.</remarks>
public sealed class PublicPriorTests
{
    private const int Columns = 6, Sizes = 8;

    private static readonly string[] Names = [.. Enumerable.Range(0, Columns).Select(column => $"c{column}")];

    [Theory]
    [InlineData("OneShot")]
    [InlineData("Aim")]
    public void With_few_private_rows_relations_come_from_public_rows_of_the_same_population(string generator)
    {
        var errors = ErrorsOf(generator, privateRows: 500, publicRows: 20_000, publicShift: 0, epsilon: 0.5);

        Assert.True(errors.With < 0.6 * errors.Without, $"{errors.With:F3} with, {errors.Without:F3} without");
    }

    [Fact]
    public void Columns_come_from_the_private_rows_all_the_same()
    {
        var known = PublicTable.Read(People(20_000, shift: 0, skew: 3, seed: 9), []);

        var rows = Release(People(20_000, shift: 0, skew: 0, seed: 1), known, epsilon: 5);

        Assert.True(Distance(Marginal(rows, 0), Marginal(Codes(People(20_000, shift: 0, skew: 0, seed: 1)), 0)) < 0.02);
    }

    [Theory]
    [InlineData("OneShot")]
    [InlineData("Aim")]
    public void With_many_private_rows_public_rows_of_another_population_do_little_harm(string generator)
    {
        var errors = ErrorsOf(generator, privateRows: 20_000, publicRows: 5000, publicShift: 3, epsilon: 2);

        Assert.True(errors.With < (1.15 * errors.Without) + 0.003, $"{errors.With:F3} with, {errors.Without:F3} without");
    }

    [Fact]
    public void A_generator_without_use_for_public_data_refuses_them_and_so_does_a_table_they_do_not_fit()
    {
        var known = PublicTable.Read(People(10, shift: 0, skew: 0, seed: 9), []);
        var plan = new DpPlan(new Guarantee(1)) { PublicData = known };

        Assert.Equal("SS0168", Assert.Throws<SafeSynthException>(() => Synthesis.TermsOf(plan with { Generator = "Mst" }, Names)).Code);
        Assert.Equal("SS0169", Assert.Throws<SafeSynthException>(() => Synthesis.TermsOf(plan, [.. Names, "more"])).Code);
        var empty = PublicTable.Read(People(0, shift: 0, skew: 0, seed: 9), []);
        Assert.Equal("SS0170", Assert.Throws<SafeSynthException>(() => Synthesis.TermsOf(plan with { PublicData = empty }, Names)).Code);
        Assert.Equal(
            "SS0181", Assert.Throws<SafeSynthException>(() => Synthesis.TermsOf(plan with { PublicData = null, PublicDataFile = "x.csv" }, Names)).Code);
    }

    [Fact]
    public void Values_that_are_common_among_public_rows_are_named_though_too_few_private_rows_have_them()
    {
        var known = PublicTable.Read(Visits(5000, seed: 2), []);
        var plan = new DpPlan(new Guarantee(1)) { Rows = 1000, Seed = 1 };

        var (with, rows) = Synthesis.Run(plan with { PublicData = known }, Visits(400, seed: 1), new InsecureNoise(1));
        var without = Synthesis.Fit(plan, Visits(400, seed: 1), new InsecureNoise(1));

        Assert.Equal(["stay"], without.Report.Layout.Modelled.Select(column => column.Name));
        Assert.Equal(["ward", "stay"], with.Report.Layout.Modelled.Select(column => column.Name));   // no two rows share a note
        var made = rows.SelectMany(table => Enumerable.Range(0, table.RowCount).Select(row => (Ward: table["ward"].TextAt(row), Stay: table["stay"].TextAt(row)))).ToList();
        Assert.Equal(Enumerable.Range(0, 8).Select(ward => $"w{ward}"), made.Select(row => row.Ward).Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(made.Count(row => row.Stay == (row.Ward is "w0" or "w1" or "w2" or "w3" ? "long" : "short")), 700, 1000);
    }

    [Fact]
    public void Rows_with_values_that_are_not_public_have_a_place_where_public_rows_have_such_too()
    {
        var known = PublicTable.Read(Rows.Of(["a,b", .. Enumerable.Range(0, 1000).Select(i => $"{(i % 20 == 0 ? $"rare {i}" : $"v{i % 4}")},x{i % 2}")]), []);
        var rows = Rows.Of(["a,b", .. Enumerable.Range(0, 10_000).Select(i => $"{(i % 20 == 0 ? $"unheard of {i}" : $"v{i % 4}")},x{i % 2}")]);

        var model = Synthesis.Fit(new DpPlan(new Guarantee(3)) { PublicData = known }, rows, new InsecureNoise(1));

        Assert.Equal([4 + 1, 2], model.Report.Layout.Modelled.Select(column => (int)column.Domain.Count));
    }

    [Fact]
    public void Public_rows_that_the_schema_would_drop_are_not_counted()
    {
        var schema = new Schema([new Field("c0") { Type = FieldType.Integer, Required = true, Minimum = "0", Maximum = "1" }]);
        var rows = Enumerable.Range(0, 100).Select(i => $"{(i < 70 ? "beyond" : i < 80 ? "0" : "1")}");
        var known = PublicTable.Read(Rows.Of(["c0", .. rows]), []).For(schema.FieldsFor(["c0"]));
        var column = new ModelledColumn("c0", DeclaredDomain.Of(schema.Fields[0], CellForm.Integer, 0), Binning.Identity(2), FaultPolicy.Drop);

        Assert.Equal([10, 20], known.CountsOf([new ModelCoding(column)], [[0]])[0]);
    }

    [Fact]
    public void The_report_names_the_public_data_and_another_table_is_another_plan()
    {
        var (one, other) = (PublicTable.Read(People(10, 0, 0, seed: 1), []), PublicTable.Read(People(10, 0, 0, seed: 2), []));
        var plan = new DpPlan(new Guarantee(1)) { Schema = SchemaOf(), PublicData = one };

        var model = Synthesis.Fit(plan, People(300, 0, 0, seed: 3), new InsecureNoise(1));

        Assert.Contains(model.Report.DeclaredPublic, line => line.Contains(one.Hash, StringComparison.Ordinal));
        Assert.NotEqual(PlanHash.Of(plan, Names), PlanHash.Of(plan with { PublicData = other }, Names));
        Assert.NotEqual(PlanHash.Of(plan, Names), PlanHash.Of(plan with { PublicData = null }, Names));
    }

    // The mean error of all pairs, against a large sample of the private population.
    private static (double With, double Without) ErrorsOf(string generator, int privateRows, int publicRows, int publicShift, double epsilon)
    {
        var truth = Codes(People(50_000, shift: 0, skew: 0, seed: 99));
        var source = People(privateRows, shift: 0, skew: 0, seed: 1);
        double Error(PublicTable? known)
        {
            var rows = Release(source, known, epsilon, generator);
            var pairs = from a in Enumerable.Range(0, Columns) from b in Enumerable.Range(a + 1, Columns - a - 1) select (a, b);
            return pairs.Average(pair => Distance(Marginal(rows, pair.a, pair.b), Marginal(truth, pair.a, pair.b)));
        }

        return (Error(PublicTable.Read(People(publicRows, publicShift, skew: 0, seed: 7), [])), Error(null));
    }

    private static int[][] Release(IRowSource source, PublicTable? known, double epsilon, string generator = "OneShot")
    {
        var plan = new DpPlan(new Guarantee(epsilon)) { Generator = generator, Schema = SchemaOf(), PublicData = known, Rows = 20_000, Seed = 1 };
        return [.. Synthesis.Run(plan, source, new InsecureNoise(5)).Rows.SelectMany(table =>
            Enumerable.Range(0, table.RowCount).Select(row => Array.ConvertAll(Names, name => int.Parse(table[name].TextAt(row), CultureInfo.InvariantCulture))))];
    }

    private static Schema SchemaOf() => new([.. Names.Select(name => new Field(name)
    {
        Type = FieldType.Integer, Required = true, Minimum = "0", Maximum = $"{Sizes - 1}",
    })]);

    // Each column is mostly the one before it, moved by a shift that another population has otherwise.
    private static Rows People(int rows, int shift, int skew, int seed)
    {
        var random = new Random(seed);
        return new Rows("people", Names, Enumerable.Range(0, rows).Select(_ =>
        {
            var values = new object?[Columns];
            var last = Math.Min(random.Next(Sizes), random.Next(Sizes) + skew);
            for (var column = 0; column < Columns; column++)
            {
                values[column] = last.ToString(CultureInfo.InvariantCulture);
                last = random.Next(10) < 7 ? (last + 1 + shift) % Sizes : random.Next(Sizes);
            }

            return values;
        }).ToList());
    }

    private static int[][] Codes(Rows rows)
    {
        var table = rows.Read();
        var columns = Names.Select((_, column) =>
        {
            var codes = new int[table.RowCount];
            table.Column(column).Encode(cell => cell.TryGetInteger(out var value) ? (int)value : -1, codes.AsSpan());
            return codes;
        }).ToArray();
        return [.. Enumerable.Range(0, table.RowCount).Select(row => Array.ConvertAll(columns, column => column[row]))];
    }

    private static Dictionary<int, double> Marginal(int[][] rows, params int[] columns) =>
        rows.GroupBy(row => columns.Aggregate(0, (cell, column) => (cell * Sizes) + row[column]))
            .ToDictionary(cell => cell.Key, cell => (double)cell.Count() / rows.Length);

    private static double Distance(Dictionary<int, double> one, Dictionary<int, double> other) =>
        one.Keys.Union(other.Keys).Sum(cell => Math.Abs(one.GetValueOrDefault(cell) - other.GetValueOrDefault(cell))) / 2;

    // Eight wards, in half of which one mostly stays long, and notes that are all different.
    private static Rows Visits(int count, ulong seed)
    {
        var random = new SafeSynth.Marginals.SampleRandom(seed);
        return Rows.Of(["ward,stay,note", .. Enumerable.Range(0, count).Select(row =>
        {
            var ward = random.Next(8);
            return $"w{ward},{((ward < 4) != (random.Next(10) == 0) ? "long" : "short")},note {seed} {row}";
        })]);
    }
}
