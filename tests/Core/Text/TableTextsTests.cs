using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

public sealed class TableTextsTests
{
    private static readonly string[] Hardware = ["printer", "paper", "toner", "jam", "technician"];

    private static readonly DpPlan Plan = new(new Guarantee(8, 1e-6)) { Schema = Schema.Empty.WithTexts(["body"]) };

    [Fact]
    public void Texts_are_of_the_words_of_their_rows_label()
    {
        var model = Fit(Plan);
        var texts = Rows(model, 600);

        Assert.Equal("queue", model.Report.Layout.Columns.OfType<TextColumn>().Single().WrittenFor);
        Assert.True(ShareOfHardwareWords(texts, "hardware") > 0.8);
        Assert.True(ShareOfHardwareWords(texts, "accounts") < 0.1);
        Assert.All(texts, row => Assert.DoesNotContain("please help! Ticket", row.Body, StringComparison.Ordinal));
    }

    [Fact]
    public void Texts_are_written_for_the_column_that_is_named_then_the_target_then_the_first_of_few_values()
    {
        var named = Plan with { Schema = new Schema([new Field("body") { Role = FieldRole.Text, WrittenFor = "note" }]) };

        Assert.Equal("note", WrittenFor(named));
        Assert.Equal("queue", WrittenFor(Plan with { Workload = new Workload { Target = "queue" } }));
        Assert.Null(WrittenFor(Plan with { Schema = new Schema([.. Corpora.Columns.Select(name => new Field(name) { Role = name == "body" ? FieldRole.Text : FieldRole.Drop })]) }));

        static string? WrittenFor(DpPlan plan) => Fit(plan).Report.Layout.Columns.OfType<TextColumn>().Single().WrittenFor;
    }

    [Fact]
    public void Rows_and_texts_keep_to_their_parts_of_the_budget_which_add_up_to_no_more_than_the_whole()
    {
        foreach (var schema in new[] { Plan.Schema, Schema.Empty.WithTexts(["body", "note"]), Declared() })
        {
            var fields = schema.FieldsFor(Corpora.Columns);
            var limit = ReleaseCap.Of(Plan.Guarantee, TextBudget.ThresholdShareFor(fields), Composition.Gdp).Cost;
            var (rows, texts, count) = (TextBudget.ForRows(limit, fields), TextBudget.ForTexts(limit, fields), fields.Count(TextBudget.IsText));

            var sum = rows;
            for (var i = 0; i < count; i++)
                sum += texts;

            Assert.InRange(sum.Rho, 0.999999 * limit.Rho, limit.Rho);
            Assert.InRange(sum.Delta, 0.999999 * limit.Delta, limit.Delta);
            Assert.InRange(rows.Rho / limit.Rho, 0.599999, 0.6);
            Assert.Equal(fields.All(field => field.HasDomain || field.Role is FieldRole.Drop or FieldRole.Text), rows.Delta == 0);
        }
    }

    [Fact]
    public void A_table_without_texts_has_all_of_its_budget_for_rows()
    {
        var fields = Schema.Empty.FieldsFor(Corpora.Columns);
        var limit = ReleaseCap.Of(Plan.Guarantee, TextBudget.ThresholdShareFor(fields), Composition.Gdp).Cost;

        Assert.Equal(limit, TextBudget.ForRows(limit, fields));
    }

    [Fact]
    public void A_model_that_is_read_back_draws_the_same_rows_and_texts()
    {
        var model = Fit(Plan);
        using var file = new MemoryStream();
        ModelFile.Write(model, file);
        file.Position = 0;

        var back = ModelFile.Read(file, "kept");

        Assert.Equal(Rows(model, 50), Rows(back, 50));
        Assert.Equal(Rows(model.Given([new ColumnValues("queue", ["orders"])]), 50), Rows(back.Given([new ColumnValues("queue", ["orders"])]), 50));
        Assert.All(Rows(back.Given([new ColumnValues("queue", ["orders"])]), 50), row => Assert.Equal("orders", row.Queue));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Tables_of_hardly_any_rows_are_fitted(int rows) => Assert.Equal(5, Rows(Fit(Plan, Corpora.Tickets(rows, seed: 1)), 5).Count);

    [Fact]
    public void What_are_no_texts_still_makes_rows() => Assert.Equal(40, Rows(Fit(Plan, Corpora.Rubbish(400)), 40).Count);

    [Fact]
    public void Several_columns_of_texts_and_persons_with_several_rows_share_one_budget()
    {
        var plan = new DpPlan(new Guarantee(6, 1e-6, PrivacyUnit.Key("who", 2))) { Schema = Schema.Empty.WithTexts(["body", "note"]) };

        var model = Fit(plan);

        Assert.True(model.Report.Cap.Accepts(model.Report.Events));
        Assert.Equal(2, model.Report.Layout.Columns.OfType<TextColumn>().Count());
        Assert.Contains(Rows(model, 200), row => row.Body.Contains("printer", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SS0240", "body", "integer", null, null)]
    [InlineData("SS0240", "queue", null, "body", null)]
    [InlineData("SS0241", "body", null, "nothing", null)]
    [InlineData("SS0241", "body", null, "body", null)]
    [InlineData("SS0240", "who", null, null, "who")]
    public void What_cannot_be_written_is_refused_before_anything_is_spent(string code, string column, string? type, string? writtenFor, string? key)
    {
        var isText = column != "queue";
        var field = new Field(column) { Role = isText ? FieldRole.Text : null, Type = type is null ? null : FieldType.Integer, WrittenFor = writtenFor };
        var plan = new DpPlan(new Guarantee(1, 1e-6, key is null ? null : PrivacyUnit.Key(key, 2))) { Schema = new Schema([field]) };

        var ledgerless = Assert.Throws<SafeSynthException>(() => Synthesis.TermsOf(plan, Corpora.Columns));

        Assert.Equal(code, ledgerless.Code);
        Assert.Contains($"'{column}'", ledgerless.Message);
    }

    [Fact]
    public void Conditions_and_constraints_do_not_speak_of_texts()
    {
        Assert.Equal("SS0171", Assert.Throws<SafeSynthException>(() => Fit(Plan).Given([new ColumnValues("body", ["x"])])).Code);
        Assert.Equal("SS0175", Assert.Throws<SafeSynthException>(() => Fit(Plan with { Constraints = [new DeterminedColumn("body", "queue")] })).Code);
    }

    [Fact]
    public void The_price_names_what_texts_take()
    {
        var price = ReleasePrice.Of(Plan, "tickets", Corpora.Columns, isText: true);

        Assert.Equal(0.4, price.Parts.Single(part => part.Purpose == "texts of 'body'").Share, 9);
        Assert.True(price.Parts.Sum(part => part.Share) <= 1 + 1e-9);
    }

    private static Schema Declared() => new(
    [
        new Field("who") { Role = FieldRole.Drop }, new Field("body") { Role = FieldRole.Text }, new Field("queue") { Enum = ["hardware", "accounts", "orders"] },
        new Field("note") { Enum = ["note"] },
    ]);

    private static FittedModel Fit(DpPlan plan, Rows? rows = null) => Synthesis.Fit(plan, rows ?? Corpora.Tickets(3000, seed: 1), new InsecureNoise(1));

    private static List<(string Body, string Queue)> Rows(FittedModel model, long count) => [.. model.Sample(count, seed: 3, new PatternFakes(), CancellationToken.None)
        .SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(row => (
            batch["body"].TextAt(row), batch.Columns.FirstOrDefault(column => column.Name == "queue")?.TextAt(row) ?? "")))];

    // Among the words of a queue's texts that belong to some topic.
    private static double ShareOfHardwareWords(List<(string Body, string Queue)> rows, string queue)
    {
        var words = rows.Where(row => row.Queue == queue).SelectMany(row => row.Body.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(word => !IsCommon(word)).ToList();
        Assert.NotEmpty(words);
        return words.Count(Hardware.Contains) / (double)words.Count;

        static bool IsCommon(string word) => word is "the" or "please" or "help" or "ticket" || char.IsDigit(word[0]);
    }
}
