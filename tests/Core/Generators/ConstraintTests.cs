using System.Globalization;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Generators.Constraints;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Generators;

public sealed class ConstraintTests
{
    private const string Declared = """
        [
          { "impossible": { "sex": "Male", "pregnant": "yes" } },
          { "impossible": { "age": ["..11", "70.."], "pregnant": "yes" } },
          { "determines": ["zip", "city"] },
          { "ordered": ["start", "end"] }
        ]
        """;

    private static readonly DateOnly Day = new(2020, 1, 1);

    public static TheoryData<string> Names => [.. GeneratorCatalog.All.Select(generator => generator.Info.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_row_keeps_every_constraint_even_where_noise_drowns_the_data(string generator)
    {
        var fitted = Fit(generator, epsilon: 0.2, rows: 300);
        using var file = new MemoryStream();
        ModelFile.Write(fitted, file);
        file.Position = 0;
        var back = ModelFile.Read(file, "kept");

        AssertKept(Draw(fitted, 3000));
        Assert.Equal(Draw(fitted, 500), Draw(back, 500));
        AssertKept(Draw(fitted.Given([new ColumnValues("sex", ["Female"]), new ColumnValues("age", ["10..40"])]), 1000));
    }

    [Fact]
    public void Marginals_come_out_as_they_would_without_constraints_where_the_data_keep_them()
    {
        var rows = Draw(Fit("OneShot", epsilon: 10, rows: 4000), 4000);

        AssertKept(rows);
        Assert.InRange(rows.Count(row => row.Sex == "Male"), 1800, 2200);
        Assert.InRange(rows.Count(row => row.Pregnant == "yes"), 150, 350);    // an eighth of women from 12 to 69, about 240
        Assert.InRange(rows.Where(row => row.HasStay).Average(row => row.End.DayNumber - row.Start.DayNumber), 20, 35);   // 27 of the data
        Assert.InRange(rows.Count(row => row.Zip is "10" or "11" && row.City == "Foxley"), 1450, 1750);
    }

    [Fact]
    public void A_zero_leaves_the_single_columns_of_the_model_as_they_were()
    {
        // Independent: half the rows are of each sex, a quarter is pregnant, and both cannot be.
        var model = Independent([5000, 5000], [7500, 2500]);
        ColumnLayout[] columns =
        [
            new ModelledColumn("sex", Listed("Female", "Male"), Binning.Identity(2), FaultPolicy.Missing),
            new ModelledColumn("pregnant", Listed("no", "yes"), Binning.Identity(2), FaultPolicy.Missing),
        ];
        var fitted = new MarginalModel(new TableLayout(columns).Modelled, model);
        var zero = new ImpossibleValues([new ColumnValues("sex", ["Male"]), new ColumnValues("pregnant", ["yes"])]);

        var under = ((MarginalModel)ConstrainedFit.Of(fitted, [zero], CancellationToken.None)).Model!;

        Assert.Equal(5000, under.Marginal([0])[1], tolerance: 2);
        Assert.Equal(2500, under.Marginal([1])[1], tolerance: 2);
        Assert.Equal(0, under.Marginal([0, 1])[3]);
    }

    [Theory]
    [InlineData("""{ "impossible": { "sexx": "Male" } }""", "SS0174")]
    [InlineData("""{ "ordered": ["mail", "end"] }""", "SS0175")]
    [InlineData("""{ "ordered": ["start"] }""", "SS0176")]
    [InlineData("""{ "impossible": { "sex": "male" } }""", "SS0177")]
    [InlineData("""{ "ordered": ["start", "sex"] }""", "SS0178")]
    [InlineData("""{ "ordered": ["start", "age"] }""", "SS0178")]
    [InlineData("""{ "ordered": ["start", "end"] }, { "ordered": ["end", "start"] }""", "SS0179")]
    [InlineData("""{ "ordered": ["age", "child"] }""", "SS0179")]
    [InlineData("""{ "impossible": { "sex": ["Male", "Female", null] } }""", "SS0179")]
    [InlineData("""{ "determines": ["zip", "city"] }, { "determines": ["city", "zip"] }""", "SS0179")]
    [InlineData("""{ "determines": ["zip", "city"] }, { "determines": ["sex", "city"] }""", "SS0179")]
    [InlineData("""{ "determines": ["zip", "sex"], "mapping": { "1": "Male" } }, { "impossible": { "zip": "1", "sex": "Male" } }""", "SS0179")]
    public void What_cannot_be_kept_is_refused_before_anything_is_read(string constraints, string code)
    {
        var plan = PlanReader.Parse($$"""
            {
              "epsilon": 1,
              "constraints": [{{constraints}}],
              "schema": { "fields": [
                { "name": "sex", "type": "string", "constraints": { "enum": ["Female", "Male"] } },
                { "name": "start", "type": "date" }, { "name": "end", "type": "date" },
                { "name": "age", "type": "integer", "constraints": { "minimum": 20, "maximum": 99 } },
                { "name": "child", "type": "integer", "constraints": { "minimum": 0, "maximum": 19 } },
                { "name": "mail", "role": "drop" }
              ] }
            }
            """, "plan");

        var refusal = Assert.Throws<SafeSynthException>(
            () => ReleasePrice.Of(plan, "people", ["sex", "start", "end", "age", "child", "mail", "zip", "city"], isText: true));

        Assert.Equal(code, refusal.Code);
    }

    [Theory]
    [InlineData("""{ }""")]
    [InlineData("""{ "ordered": ["a", "b"], "impossible": { "a": 1 } }""")]
    [InlineData("""{ "ordered": ["a", "b"], "mapping": { "1": "2" } }""")]
    [InlineData("""{ "determines": ["a", "b", "c"] }""")]
    [InlineData("""{ "implied": ["a", "b"] }""")]
    public void A_constraint_is_of_one_kind_that_is_known(string constraint) =>
        Assert.Equal("SS0112", Assert.Throws<MalformedFileException>(() => PlanReader.Parse($$"""{ "epsilon": 1, "constraints": [{{constraint}}] }""", "plan")).Code);

    [Fact]
    public void A_fit_that_cannot_keep_what_is_declared_is_not_lost()
    {
        var plan = PlanReader.Parse("""{ "epsilon": 100, "constraints": [{ "impossible": { "kind": ["even", "odd"] } }] }""", "plan");
        var rows = Enumerable.Range(0, 2000).Select(i => $"{i % 10},{(i % 2 == 0 ? "even" : "odd")}");

        var unused = Assert.Throws<UnusedFitException>(() => Synthesis.Fit(plan, Rows.Of(["n,kind", .. rows]), new InsecureNoise(1)));

        Assert.Equal("SS0179", unused.Code);
        Assert.Equal(NoiseKind.Void, unused.Model.Report.Noise);
        Assert.Equal(10, unused.Model.Sample(10, 1, new PatternFakes(), CancellationToken.None).Sum(table => table.RowCount));
    }

    [Fact]
    public void What_is_declared_is_named_in_the_report()
    {
        var told = Fit("Independent", epsilon: 1, rows: 50).Report.DeclaredPublic;

        Assert.Contains("that no row has sex = 'Male' and pregnant = 'yes'", told);
        Assert.Contains("that zip determines city", told);
        Assert.Contains("that start <= end", told);
    }

    [Fact]
    public void A_declared_mapping_is_kept_and_the_rest_follows_from_the_model()
    {
        var plan = PlanReader.Parse("""{ "epsilon": 100, "constraints": [{ "determines": ["zip", "city"], "mapping": { "z10": "Ashby" } }] }""", "plan");
        var rows = Enumerable.Range(0, 3000).Select(i => i % 3 == 0 ? "z10,Foxley" : i % 3 == 1 ? "z20,Ashby" : "z30,Crewe");

        var drawn = Synthesis.Run(plan with { Seed = 1 }, Rows.Of(["zip,city", .. rows]), new InsecureNoise(1)).Rows
            .SelectMany(table => Enumerable.Range(0, table.RowCount).Select(row => (table.Columns[0].TextAt(row), table.Columns[1].TextAt(row)))).ToHashSet();

        Assert.Equal([("z10", "Ashby"), ("z20", "Ashby"), ("z30", "Crewe")], drawn.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_dependency_of_thousands_of_values_keeps_both_columns(string generator)
    {
        // 10,000 zips in 1,000 cities, of which one has half the rows.
        var random = new SampleRandom(1);
        var plan = new DpPlan(new Guarantee(10))
        {
            Generator = generator,
            Constraints = [new DeterminedColumn("zip", "city")],
            Schema = new Schema(
            [
                new Field("zip") { Type = FieldType.String, Enum = [.. Enumerable.Range(0, 10_000).Select(zip => $"z{zip}")], Required = true },
                new Field("city") { Type = FieldType.String, Enum = [.. Enumerable.Range(0, 1000).Select(city => $"c{city}")], Required = true },
            ]),
            Rows = 5000,
        };
        var rows = Enumerable.Range(0, 20_000).Select(i => i % 2 == 0 ? random.Next(10) : random.Next(10_000)).Select(zip => $"z{zip},c{zip / 10}");

        var drawn = Synthesis.Run(plan with { Seed = 1 }, Rows.Of(["zip,city", .. rows]), new InsecureNoise(1)).Rows
            .SelectMany(table => Enumerable.Range(0, table.RowCount).Select(row => (Zip: table.Columns[0].TextAt(row), City: table.Columns[1].TextAt(row)))).ToList();

        Assert.All(drawn.GroupBy(row => row.Zip), zip => Assert.Single(zip.DistinctBy(row => row.City)));
        Assert.InRange(drawn.Count(row => row.Zip.Length == 2), 2000, 3000);
        Assert.InRange(drawn.Count(row => row.City == "c0"), 2000, 3000);
    }

    private static FittedModel Fit(string generator, double epsilon, int rows)
    {
        var plan = PlanReader.Parse($$"""
            {
              "epsilon": {{epsilon.ToString(CultureInfo.InvariantCulture)}}, "generator": "{{generator}}", "constraints": {{Declared}},
              "schema": { "fields": [
                { "name": "sex", "type": "string", "constraints": { "enum": ["Female", "Male"] } },
                { "name": "pregnant", "type": "string", "constraints": { "enum": ["no", "yes"] } },
                { "name": "age", "type": "integer", "constraints": { "minimum": 0, "maximum": 99 } },
                { "name": "zip", "type": "string", "constraints": { "enum": ["10", "11", "20", "30", "40"] } },
                { "name": "city", "type": "string", "constraints": { "enum": ["Foxley", "Ashby", "Crewe"] } },
                { "name": "start", "type": "date", "constraints": { "minimum": "2020-01-01", "maximum": "2021-12-31" } },
                { "name": "end", "type": "date", "constraints": { "minimum": "2020-01-01", "maximum": "2021-12-31" } }
              ] }
            }
            """, "plan");
        return Synthesis.Fit(plan, People(rows), new InsecureNoise(1));
    }

    // A fifth of the rows in each zip; stays of 7 to 47 days.
    private static Rows People(int count)
    {
        var random = new SampleRandom(3);
        var cities = new Dictionary<string, string> { ["10"] = "Foxley", ["11"] = "Foxley", ["20"] = "Ashby", ["30"] = "Ashby", ["40"] = "Crewe" };
        var lines = Enumerable.Range(0, count).Select(_ =>
        {
            var (isMale, age, zip, start) = (random.Next(2) == 0, random.Next(100), cities.Keys.ElementAt(random.Next(5)), Day.AddDays(random.Next(600)));
            var pregnant = !isMale && age is >= 12 and < 70 && random.Next(5) == 0;
            return FormattableString.Invariant($"{(isMale ? "Male" : "Female")},{(pregnant ? "yes" : "no")},{age},{zip},{cities[zip]},{start:yyyy-MM-dd},{start.AddDays(7 + random.Next(41)):yyyy-MM-dd}");
        });
        return Rows.Of(["sex,pregnant,age,zip,city,start,end", .. lines]);
    }

    private static void AssertKept(List<Person> rows)
    {
        Assert.DoesNotContain(rows, row => row is { Sex: "Male", Pregnant: "yes" });
        Assert.DoesNotContain(rows, row => row is { Pregnant: "yes", Age: <= 11 or >= 70 });
        Assert.DoesNotContain(rows, row => row.HasStay && row.End < row.Start);
        Assert.All(rows.Where(row => row.Zip.Length > 0 && row.City.Length > 0).GroupBy(row => row.Zip), zip => Assert.Single(zip.DistinctBy(row => row.City)));
    }

    private static List<Person> Draw(FittedModel model, int rows) =>
        [.. model.Sample(rows, seed: 7, new PatternFakes(), CancellationToken.None).SelectMany(table => Enumerable.Range(0, table.RowCount).Select(row => new Person([.. table.Columns.Select(column => column.TextAt(row))])))];

    private static GraphicalModel Independent(params double[][] counts) => new(
        [.. counts.Select(column => column.Length)], counts[0].Sum(), [.. counts.Select((column, i) => new Potential([i], [.. column.Select(count => Math.Log(count))]))]);

    private static CategoryDomain Listed(params string[] values) =>
        new(FieldType.String, values, CellForm.Text, nullable: false, hasOther: false);

    private sealed record Person(string Sex, string Pregnant, int? Age, string Zip, string City, DateOnly Start, DateOnly End, bool HasStay)
    {
        public Person(string[] cells) : this(
            cells[0], cells[1], cells[2].Length == 0 ? null : int.Parse(cells[2], CultureInfo.InvariantCulture), cells[3], cells[4],
            DayOf(cells[5]), DayOf(cells[6]), cells[5].Length > 0 && cells[6].Length > 0)
        {
        }

        private static DateOnly DayOf(string text) =>
            text.Length == 0 ? default : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
