using System.Globalization;
using SafeSynth.Confidence;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Reports;

namespace SafeSynth.Tests.Generators;

public sealed class ConditionTests
{
    /// <summary>Ages from 0 to 99 in two bins of two cells each, missing among them, and three kinds.</summary>
    private static readonly TableLayout Layout = new(
    [
        new ModelledColumn(
            "age", new GridDomain(FieldType.Integer, CellForm.Integer, nullable: true, origin: 0, count: 100, decimals: 0),
            new Binning([0, 10, 40, 50, 100], [3, 1, 2, 2], [0, 0, 1, 1]), FaultPolicy.Clamp),
        new ModelledColumn(
            "kind", new CategoryDomain(FieldType.String, ["a", "b", "c"], CellForm.Text, nullable: false, hasOther: false), Binning.Identity(3), FaultPolicy.Missing),
        new RegeneratedColumn("mail", IdentifierKind.Email, CellForm.Text, MissingShare: 0, ""),
    ]);

    /// <summary>Counts of age (two bins, missing) by kind.</summary>
    private static readonly double[] Counts = [100, 200, 300, 50, 0, 150, 20, 80, 100];

    [Theory]
    [InlineData("kind", "b", 280)]
    [InlineData("kind", "b;c", 830)]
    [InlineData("age", "0..9", 450)]               // three quarters of the first bin
    [InlineData("age", "..19", 500)]               // and a third of the cell after it
    [InlineData("age", "45..", 150)]
    [InlineData("age", "7", 45)]
    [InlineData("age", "", 200)]
    [InlineData("age", "0..9;", 650)]
    public void The_expected_number_of_rows_is_the_weight_of_all_that_match(string column, string values, double expected)
    {
        var given = Model().Given([Are(column, values)]);

        Assert.Equal(expected, given.Synthesizer.ExpectedRows, 1e-6 * expected);
        Assert.Equal((long)Math.Round(expected), given.Sample(null, 1, new PatternFakes(), CancellationToken.None).Sum(table => (long)table.RowCount));
    }

    [Fact]
    public void Other_columns_have_the_conditional_distribution()
    {
        var given = (MarginalModel)Model().Given([Are("age", "0..9;")]).Synthesizer;

        // Three quarters of the first bin, and all that is missing.
        Assert.Equal([75 + 20, 150 + 80, 225 + 100], given.Model!.Marginal([1]).Select(count => Math.Round(count)));
    }

    [Theory]
    [InlineData("age=5..12", "kind=a;c", false)]
    [InlineData("age=5..12", "kind=a;c", true)]
    [InlineData("age=;41", "kind=a;b;c", true)]
    [InlineData("AGE=60..", "age=..70", true)]
    public void All_rows_have_the_values_that_were_asked_for(string one, string other, bool polished)
    {
        var where = new[] { one, other }.Select(text => Are(text.Split('=')[0], text.Split('=')[1])).ToList();
        var rows = Cells(Model(polished).Given(where), 3000);

        Assert.Equal(3000, rows.Count);
        Assert.All(rows, row => Assert.All(where, values => Assert.True(Matches(row[values.Column.Equals("kind", StringComparison.Ordinal) ? 1 : 0], values))));
    }

    [Fact]
    public void Rows_of_a_condition_are_repeatable_by_seed_and_survive_a_file()
    {
        var given = Model(polished: true).Given([Are("age", "5..60")]);
        using var file = new MemoryStream();
        ModelFile.Write(given, file);
        file.Position = 0;

        Assert.Equal(Cells(given, 500), Cells(given, 500));
        Assert.Equal(Cells(given, 500), Cells(ModelFile.Read(file, "kept"), 500));
    }

    [Theory]
    [InlineData("kind", "a", new[] { 100.0, 50, 20 })]
    [InlineData("kind", "b;c", new[] { 500.0, 150, 180 })]
    [InlineData("age", "0..9;", new[] { 75.0 + 20, 150 + 80, 225 + 100 })]
    public void Pairs_beside_the_tree_tell_what_another_column_is_like(string column, string values, double[] other)
    {
        var model = (MarginalModel)Beside().Given([Are(column, values)]);

        Assert.Equal(other, model.Model!.Marginal([column == "kind" ? 0 : 1]).Select(count => Math.Round(count, 1)));
        Assert.Empty(model.Loose);
    }

    [Fact]
    public void Of_two_columns_together_pairs_beside_the_tree_tell_nothing()
    {
        var given = Beside().Given([Are("kind", "a"), Are("age", "..39")]);

        Assert.Equal(170.0 * 600 / 1000, given.ExpectedRows, 0.001);   // as if they were independent
    }

    [Theory]
    [InlineData("agee", "5", "SS0171")]
    [InlineData("mail", "x", "SS0171")]
    [InlineData("age", "five", "SS0172")]
    [InlineData("age", "100..", "SS0172")]
    [InlineData("age", "30..20", "SS0172")]
    [InlineData("kind", "d", "SS0172")]
    [InlineData("kind", "", "SS0172")]
    [InlineData("kind", "a..b", "SS0172")]
    public void What_no_row_can_have_is_refused(string column, string values, string code) =>
        Assert.Equal(code, Assert.Throws<SafeSynthException>(() => Model().Given([Are(column, values)])).Code);

    [Fact]
    public void Values_that_occur_but_never_together_are_refused() =>
        Assert.Equal("SS0173", Assert.Throws<SafeSynthException>(() => Model().Given([Are("age", "5"), Are("age", "9")])).Code);

    [Theory]
    [InlineData("""{ "where": { "cityy": "Foxley" } }""", "SS0171")]
    [InlineData("""{ "where": { "id": "3" } }""", "SS0171")]
    [InlineData("""{ "where": { "age": "130.." } }""", "SS0172")]
    [InlineData("""{ "where": { "age": [] } }""", "SS0172")]
    [InlineData("""{ "where": { "city": [] } }""", "SS0172")]
    [InlineData("""{ "where": { "height": "tall" } }""", "SS0172")]
    [InlineData("""{ "where": { "height": null } }""", "SS0172")]
    [InlineData("""{ "where": { "age": "10..20", "Age": ["30", "40.."] } }""", "SS0173")]
    [InlineData("""{ "constraints": [{ "impossible": { "age": "..15", "sex": ["m", "f"] } }], "where": { "age": "10..12", "sex": "f" } }""", "SS0173")]
    [InlineData("""{ "constraints": [{ "impossible": { "age": "..15", "city": ["Foxley", "Crewe"] } }], "where": { "AGE": "3", "city": "Crewe" } }""", "SS0173")]
    [InlineData("""{ "constraints": [{ "impossible": { "age": "..15", "sex": [] } }] }""", "SS0176")]
    public void A_condition_that_public_facts_refute_is_refused_before_anything_is_read(string more, string code)
    {
        var plan = PlanReader.Parse($$"""
            { "epsilon": 1, "schema": { "fields": [{ "name": "age", "type": "integer", "constraints": { "minimum": 0, "maximum": 120 } }, { "name": "id", "role": "drop" }, { "name": "height", "type": "number", "constraints": { "required": true } }, { "name": "sex", "constraints": { "enum": ["m", "f"] } }] }, {{more[1..]}}
            """, "plan");

        Assert.Equal(code, Assert.Throws<SafeSynthException>(() => Synthesis.Fit(plan, new Unreadable(), new InsecureNoise(1))).Code);
    }

    [Fact]
    public void A_condition_that_is_not_quite_refuted_is_looked_for_in_the_model()
    {
        var plan = PlanReader.Parse("""
            { "epsilon": 1, "constraints": [{ "impossible": { "n": "..15", "kind": ["odd"] } }], "where": { "n": "3..16", "kind": "odd" },
              "schema": { "fields": [{ "name": "n", "type": "integer", "constraints": { "minimum": 0, "maximum": 20 } }, { "name": "kind", "constraints": { "enum": ["odd", "even"] } }] } }
            """, "plan");

        ConditionCheck.Check(plan, plan.Schema.FieldsFor(["n", "kind"]));
    }

    [Fact]
    public void A_fit_that_has_no_such_rows_is_not_lost()
    {
        var plan = PlanReader.Parse("""{ "epsilon": 100, "seed": 1, "where": { "kind": "prime" } }""", "plan");
        var rows = Enumerable.Range(0, 2000).Select(i => $"{i % 10},{(i % 2 == 0 ? "even" : "odd")}");

        var unused = Assert.Throws<UnusedFitException>(() => Synthesis.Run(plan, Rows.Of(["n,kind", .. rows]), new InsecureNoise(1)));

        Assert.Equal("SS0172", unused.Code);
        Assert.Equal("even", Cells(unused.Model.Given([Are("kind", "even")]), 10)[0][1]);
        using var folder = new TemporaryFolder();
        var kept = unused.KeptBeside(folder.Path("rows.csv")).KeptBeside(folder.Path("rows.csv"));
        Assert.Contains(folder.Path("rows.2.dpmodel"), kept.Message, StringComparison.Ordinal);
        Assert.Equal(Cells(unused.Model, 50), Cells(ModelFile.Read(folder.Path("rows.dpmodel")), 50));
        Assert.Same(unused, unused.KeptBeside(folder.Path("nowhere/rows.csv")));
    }

    [Fact]
    public void The_report_names_the_condition_also_of_a_model_that_was_kept()
    {
        var given = Model().Given([Are("age", "5..60;")]).Given([Are("kind", "a;b")]);
        using var file = new MemoryStream();
        ModelFile.Write(given, file);
        file.Position = 0;
        using var report = new StringWriter();
        HtmlReport.Write(ModelFile.Read(file, "kept").Report, new TableDistribution(Layout), report);

        Assert.Contains("age = &#39;5..60&#39; or missing and kind = &#39;a&#39; or &#39;b&#39;", report.ToString().Replace("'", "&#39;", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Error_bars_of_all_rows_are_not_shown_for_a_part_of_them()
    {
        var model = Model() with { Report = Model().Report with { Errors = new ErrorBars([], []) } };

        Assert.Null(model.Given([Are("kind", "a")]).Report.Errors);
        Assert.NotNull(model.Given([]).Report.Errors);
    }

    [Fact]
    public void A_condition_of_less_than_half_a_row_is_warned_of_unless_a_number_is_asked_for()
    {
        var rare = Model().Given([Are("age", "7"), Are("kind", "a")]);
        var none = rare with { Synthesizer = new MarginalModel(Layout.Modelled, new GraphicalModel([3, 3], 0.4, [])) };

        Assert.Null(PlanWarning.OfNoRows(rare, rows: null));
        Assert.Equal("SS0182", PlanWarning.OfNoRows(none, rows: null)!.Code);
        Assert.Null(PlanWarning.OfNoRows(none, rows: 10));
    }

    [Fact]
    public void A_plan_draws_the_rows_it_asks_for_from_a_fresh_fit()
    {
        var plan = PlanReader.Parse("""{ "epsilon": 100, "seed": 1, "where": { "n": ["3..5", 8], "kind": "even" } }""", "plan");
        var rows = Enumerable.Range(0, 2000).Select(i => $"{i % 10},{(i % 2 == 0 ? "even" : "odd")}");

        var drawn = Synthesis.Run(plan, Rows.Of(["n,kind", .. rows]), new InsecureNoise(1)).Rows.SelectMany(Texts).ToList();

        Assert.All(drawn, row => Assert.Contains(row[0], new[] { "3", "4", "5", "8" }));
        Assert.All(drawn, row => Assert.Equal("even", row[1]));
        Assert.InRange(drawn.Count(row => row[0] is "4" or "8"), 350, 450);
        Assert.InRange(drawn.Count, 350, 450);
    }

    private static ColumnValues Are(string column, string values) =>
        new(column, [.. values.Split(';').Select(value => value.Length == 0 ? null : value)]);

    private static bool Matches(string cell, ColumnValues values) => values.AnyOf.Any(value =>
        value is null ? cell.Length == 0
        : !value.Contains("..", StringComparison.Ordinal) ? cell == value
        : cell.Length > 0 && value.Split("..") is [var from, var to]
            && (from.Length == 0 || Number(from) <= Number(cell)) && (to.Length == 0 || Number(cell) <= Number(to)));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static List<string[]> Cells(FittedModel model, int rows) =>
        [.. model.Sample(rows, seed: 7, new PatternFakes(), CancellationToken.None).SelectMany(Texts)];

    private static IEnumerable<string[]> Texts(Table table) =>
        Enumerable.Range(0, table.RowCount).Select(row => table.Columns.Select(column => column.TextAt(row)).ToArray());

    // The tree has the columns by themselves, and the pair stands beside it.
    private static MarginalModel Beside()
    {
        double[][] columns = [[600, 200, 200], [170, 280, 550]];
        var graph = new GraphicalModel([3, 3], 1000, [.. columns.Select((counts, i) => new Potential([i], Array.ConvertAll(counts, Math.Log)))]);
        return new MarginalModel(Layout.Modelled, graph, polished: true, [new LoosePair([0, 1], Counts)]);
    }

    private static FittedModel Model(bool polished = false)
    {
        double[] potentials = [.. Counts.Select(count => Math.Log(count))];
        var graph = new GraphicalModel([3, 3], Counts.Sum(), [new Potential([0, 1], potentials)]);
        var report = new RunReport("kinds", ReleaseCap.Of(new Guarantee(1), 0), GeneratorCatalog.Default.Info, [], [], Layout);
        return new FittedModel(report, new MarginalModel(Layout.Modelled, graph, polished));
    }

    private sealed class Unreadable : IRowSource
    {
        public string Name => "people";

        public bool IsText => true;

        public IReadOnlyList<string> ReadColumnNames() => ["age", "city", "id", "height", "sex"];

        public RawTable Read(IProgress<double>? progress, CancellationToken cancel) =>
            throw new InvalidOperationException("A row was read.");
    }
}
