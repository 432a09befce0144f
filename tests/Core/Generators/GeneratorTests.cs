using System.Globalization;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Generators;

/// <summary>What every generator must keep, whatever the table.</summary>
public sealed class GeneratorTests
{
    public static TheoryData<string> Names => [.. GeneratorCatalog.All.Select(generator => generator.Info.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Degenerate_tables_give_a_release_of_the_same_columns(string generator)
    {
        string[][] tables =
        [
            ["a,b,c"],
            ["a,b,c", "1,x,2020-01-01"],
            ["a", "1", "2", "2"],
            ["a,b", ",", ",", ","],
            ["a,b", "1,1", "1,1", "1,1"],
            ["id,email,phone", "1,a@b.org,555"],
            ["x", .. Enumerable.Range(-400, 800).Select(i => (i * 1e15).ToString("R", CultureInfo.InvariantCulture))],
            [string.Join(',', Enumerable.Range(0, 200).Select(i => $"c{i}")), string.Join(',', Enumerable.Range(0, 200)), string.Join(',', Enumerable.Range(0, 200))],
        ];

        foreach (var table in tables)
        {
            var (model, rows) = Synthesis.Run(Plan(generator) with { Rows = 25 }, Rows.Of(table), new SystemNoise());
            using var file = new MemoryStream();
            ModelFile.Write(model, file);
            file.Position = 0;
            Assert.Equal(model.DefaultRows, ModelFile.Read(file, "kept").DefaultRows);
            var batch = Assert.Single(rows.ToList());

            Assert.Equal(25, batch.RowCount);
            Assert.Equal(table[0].Split(','), batch.Columns.Select(column => column.Name));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_release_spends_no_more_than_its_guarantee_and_nearly_all_of_it(string generator)
    {
        foreach (var (unit, neighbors) in new[]
        {
            (PrivacyUnit.Row, Neighbors.AddRemove), (PrivacyUnit.Row, Neighbors.ReplaceOne),
            (PrivacyUnit.Key("who", 3), Neighbors.AddRemove), (PrivacyUnit.Key("who", 3), Neighbors.ReplaceOne),
        })
        {
            var plan = Plan(generator) with { Guarantee = new Guarantee(2, 1e-6, unit, neighbors) };
            var (model, _) = Synthesis.Run(plan, Correlated(3000), new SystemNoise());

            var spent = new ReleaseCap(plan.Guarantee, model.Report.Cap.Composition, model.Report.Spent);
            Assert.True(spent.KeepsItsGuarantee);
            Assert.True(spent.Curve.Epsilon(1e-6) > 1.8);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_draws_the_same_rows_and_another_draws_others(string generator)
    {
        var (model, _) = Synthesis.Run(Plan(generator), Correlated(2000), new SystemNoise());

        var (one, same, other) = (Draw(7), Draw(7), Draw(8));

        Assert.Equal(one, same);
        Assert.NotEqual(one, other);

        string Draw(ulong seed) => string.Join('\n', model.Sample(500, seed, new PatternFakes(), CancellationToken.None)
            .SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(row => string.Join(',', batch.Columns.Select(column => column.TextAt(row))))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_model_that_is_read_back_draws_the_same_rows(string generator)
    {
        var (model, _) = Synthesis.Run(Plan(generator), Correlated(2000), new SystemNoise());
        using var file = new MemoryStream();
        ModelFile.Write(model, file);
        file.Position = 0;

        Assert.Equal(Draw(model), Draw(ModelFile.Read(file, "kept")));

        static string Draw(FittedModel model) => string.Join('\n', model.Sample(3000, 7, new PatternFakes(), CancellationToken.None)
            .SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(row => string.Join(',', batch.Columns.Select(column => column.TextAt(row))))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cancelled_fit_stops_and_spends_nothing_more(string generator)
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Synthesis.Fit(Plan(generator), Correlated(2000), new SystemNoise(), cancel: cancel.Token));
    }

    [Theory]
    [MemberData(nameof(Names))]
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
        Assert.All(Names.Select(name => name.Data).Except(["Independent"]), generator => Assert.True(Agreement(generator) > 0.9, generator));
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
