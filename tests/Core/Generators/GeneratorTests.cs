using System.Globalization;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Reports;

namespace SafeSynth.Tests.Generators;

/// <summary>What every generator must keep, whatever the table.</summary>
public sealed class GeneratorTests
{
    public static TheoryData<string, string> Degenerate => new(
        from generator in GeneratorCatalog.All from table in Tables.Keys select (generator.Info.Name, table));

    private static readonly Schema Declared = new(
    [
        new Field("a") { Type = FieldType.Integer, Minimum = "-5", Maximum = "1000000000000" },
        new Field("b") { Type = FieldType.String, Enum = ["x"], Required = true, Faults = FaultPolicy.Missing },
        new Field("c") { Type = FieldType.Date, Minimum = "2020-01-01", Maximum = "2020-01-01" },
    ]);

    private static readonly Dictionary<string, (string[] Lines, Schema Schema)> Tables = new()
    {
        ["no row"] = (["a,b,c"], Schema.Empty),
        ["no row, all declared"] = (["a,b,c"], Declared),
        ["one row"] = (["a,b,c", "1,x,2020-01-01"], Schema.Empty),
        ["one row, all declared"] = (["a,b,c", "1,x,2020-01-01"], Declared),
        ["nothing but faults"] = (["a,b,c", .. Enumerable.Repeat("x,y,z", 50)], Declared),
        ["one column"] = (["a", "1", "2", "2"], Schema.Empty),
        ["one column of one declared value"] = (["b", "x", "x"], new Schema([new Field("b") { Type = FieldType.String, Enum = ["x"], Required = true }])),
        ["nothing but nulls"] = (["a,b", .. Enumerable.Repeat(",", 50)], Schema.Empty),
        ["nothing but nulls, all declared"] = (["a,b,c", .. Enumerable.Repeat(",,", 50)], Declared),
        ["one category"] = (["a,b", .. Enumerable.Repeat("x,x", 50)], Schema.Empty),
        ["identifiers"] = (["id,email,phone", "1,a@b.org,555"], Schema.Empty),
        ["nothing that is kept"] = (["a,b", "1,2"], new Schema([new Field("a") { Role = FieldRole.Drop }, new Field("b") { Role = FieldRole.Drop }])),
        ["huge numbers"] = (["x", .. Enumerable.Range(-400, 800).Select(i => (i * 1e15).ToString("R", CultureInfo.InvariantCulture))], Schema.Empty),
        ["two rows of 200 columns"] =
            ([string.Join(',', Enumerable.Range(0, 200).Select(i => $"c{i}")), .. Enumerable.Repeat(string.Join(',', Enumerable.Range(0, 200)), 2)], Schema.Empty),
    };

    [Theory]
    [MemberData(nameof(Degenerate))]
    public void Of_a_degenerate_table_a_model_is_fitted_kept_sampled_and_reported(string generator, string table)
    {
        var (lines, schema) = Tables[table];
        var source = Rows.Of(lines);
        foreach (var epsilon in lines[0].Length > 100 ? [1] : new[] { 0.01, 1, 20 })
        {
            var plan = new DpPlan(new Guarantee(epsilon)) { Generator = generator, Schema = schema };
            var model = Synthesis.Fit(plan, source, new SystemNoise());
            var kept = KeptAndRead(model);

            Assert.True(double.IsFinite(model.Synthesizer.ExpectedRows) && model.DefaultRows >= 0);
            Assert.True(model.Report.Spent.Rho >= 0.99 * model.Report.Cap.Cost.Rho);
            foreach (var count in new[] { 0, 1, 1000 })
                AssertSound(Sample(model, count, seed: 7), count, Synthesis.ColumnsOf(plan, source.ReadColumnNames()));
            Assert.Equal(TextsOf(Sample(model, 100, seed: 7)), TextsOf(Sample(kept, 100, seed: 7)));
            AssertReported(model);
        }
    }

    private static void AssertSound(List<Table> batches, int rows, IReadOnlyList<string> columns)
    {
        Assert.Equal(rows, batches.Sum(batch => batch.RowCount));
        foreach (var batch in batches)
        {
            Assert.Equal(columns, batch.Columns.Select(column => column.Name));
            Assert.All(batch.Columns.OfType<CodedColumn>(), column => Assert.All(column.Codes, code => Assert.InRange(code, 0, column.Domain.Size - 1)));
            Assert.DoesNotContain("NaN", TextsOf([batch]));
        }
    }

    private static void AssertReported(FittedModel model)
    {
        var seen = new TableDistribution(model.Report.Layout);
        Sample(model, 100, seed: 7).ForEach(seen.Observe);
        using var report = new StringWriter();
        HtmlReport.Write(model.Report, seen, report);
        Assert.DoesNotContain("NaN", report.ToString());
    }

    // A model file is JSON, which cannot say NaN: writing it would fail.
    private static FittedModel KeptAndRead(FittedModel model)
    {
        using var file = new MemoryStream();
        ModelFile.Write(model, file);
        file.Position = 0;
        return ModelFile.Read(file, "kept");
    }

    private static List<Table> Sample(FittedModel model, int rows, ulong seed) =>
        [.. model.Sample(rows, seed, new PatternFakes(), CancellationToken.None)];

    private static string TextsOf(IEnumerable<Table> batches) => string.Join('\n', batches.SelectMany(
        batch => Enumerable.Range(0, batch.RowCount).Select(row => string.Join(',', batch.Columns.Select(column => column.TextAt(row))))));

    [Theory]
    [MemberData(nameof(EveryGenerator.Names), MemberType = typeof(EveryGenerator))]
    public void The_same_seed_draws_the_same_rows_also_of_a_model_that_is_read_back_and_another_draws_others(string generator)
    {
        var model = Synthesis.Fit(Plan(generator), Correlated(2000), new SystemNoise());

        var rows = TextsOf(Sample(model, 3000, seed: 7));

        Assert.Equal(rows, TextsOf(Sample(model, 3000, seed: 7)));
        Assert.Equal(rows, TextsOf(Sample(KeptAndRead(model), 3000, seed: 7)));
        Assert.NotEqual(rows, TextsOf(Sample(model, 3000, seed: 8)));
    }

    [Theory]
    [MemberData(nameof(EveryGenerator.Names), MemberType = typeof(EveryGenerator))]
    public void Columns_keep_their_distribution_at_a_large_epsilon(string generator)
    {
        var plan = Plan(generator) with { Guarantee = new Guarantee(50) };
        var (_, rows) = Synthesis.Run(plan with { Rows = 10_000 }, Correlated(10_000), new InsecureNoise(1));
        var ages = rows.SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(row => int.Parse(batch["age"].TextAt(row), CultureInfo.InvariantCulture))).ToList();

        Assert.InRange(ages.Average(), 44, 46);
        Assert.InRange(ages.Count(age => age is < 20 or > 70), 0, 100);
    }

    [Fact]
    public void All_but_independent_columns_keep_a_relation()
    {
        Assert.All(GeneratorCatalog.All.Select(one => one.Info.Name).Except(["Independent"]), generator => Assert.True(Agreement(generator) > 0.9, generator));
        Assert.InRange(Agreement("Independent"), 0.4, 0.6);

        static double Agreement(string generator)
        {
            var plan = Plan(generator) with { Guarantee = new Guarantee(5), Rows = 5000 };
            var (_, rows) = Synthesis.Run(plan, Correlated(5000), new InsecureNoise(1));
            return rows.Average(batch => Enumerable.Range(0, batch.RowCount)
                .Average(row => batch["smoker"].TextAt(row) == batch["coughs"].TextAt(row) ? 1.0 : 0.0));
        }
    }

    private static DpPlan Plan(string generator) => new(new Guarantee(1)) { Generator = generator };

    private static Rows Correlated(int count)
    {
        var random = new SampleRandom(3);
        return new Rows("people", ["who", "age", "smoker", "coughs"], Enumerable.Range(0, count).Select(i =>
        {
            var smokes = random.Next(2) == 0 ? "yes" : "no";
            return new object?[] { (i / 2).ToString(CultureInfo.InvariantCulture), (20 + random.Next(51)).ToString(CultureInfo.InvariantCulture), smokes, smokes };
        }));
    }
}
