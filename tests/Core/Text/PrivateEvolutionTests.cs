using SafeSynth.Certificates;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

public sealed class PrivateEvolutionTests
{
    private const string Canary = "zanzibar wolverine quixotic";

    private static readonly TextPlan Plan = Corpora.Plan(epsilon: 4) with { Generator = "PrivateEvolution" };

    /// <summary>The writer knows six topics, of which the corpus has three, each with one label: neither does it know.</summary>
    [Fact]
    public void The_pool_is_nearer_to_the_private_texts_than_as_many_of_the_texts_that_it_began_with_and_teaches_their_labels()
    {
        var rows = Corpora.Tickets(600, seed: 1);
        var owned = OwnerTable.Read(rows);
        var real = owned.TextsOf("queue").Zip(owned.TextsOf("body").Select(Embed)).Take(300).ToList();
        foreach (var seed in new ulong[] { 1, 2, 3 })
        {
            var writer = new ToyWriter();
            var model = TextSynthesis.Fit(Plan, rows, new InsecureNoise(seed), tools: new TextTools(writer));
            var pool = ((EvolvedModel)model.Synthesizer).Evolved.Pool;
            string QueueOf(int label) => model.Report.Layout.Modelled[0].Domain.TextOf(label);
            var evolved = pool.Select(text => (QueueOf(text.Label), Embed(text.Text))).ToList();
            var began = Began(writer).Where((_, i) => i % EvolutionPlan.CandidatesPerKept == 0).ToList();

            // Over 300 texts, means of likenesses have a deviation of about .01, and accuracies one of .03.
            Assert.True(MeanLikeness(real, evolved) > MeanLikeness(real, began) + 0.05);
            Assert.InRange(Accuracy(real, evolved), 0.9, 1);
            Assert.InRange(Accuracy(real, began), 0, 0.6);
        }
    }

    [Fact]
    public void It_asks_and_embeds_as_often_as_its_plan_says_and_spends_its_budget()
    {
        var (writer, embedder) = (new ToyWriter(), new ListeningEmbedder());

        var model = Fit(writer, embedder);

        var shape = ((EvolvedModel)model.Synthesizer).Evolved;
        var spentBefore = model.Report.Events.Take(2).Sum(e => ZcdpAccountant.Price(e).Rho);
        var evolution = EvolutionPlan.For(
            [.. shape.Labels.Select(share => share * shape.Texts)], model.Report.Cap.Cost.Rho - spentBefore, PrivacyUnit.Row, Neighbors.AddRemove);
        Assert.Equal(2 + evolution.Rounds, model.Report.Events.Count);
        // A text of no words is not asked for, and one that loops, as the toy's rarely do, is asked for again.
        Assert.InRange(writer.Requests.Count, evolution.Texts * 0.99, evolution.Texts * 1.01);
        Assert.InRange(embedder.Texts.Count, 600 + (evolution.Texts / 2), 600 + evolution.Texts);
        Assert.InRange(model.Report.Spent.Rho / model.Report.Cap.Cost.Rho, 0.9999, 1);
    }

    [Fact]
    public void Only_the_embedder_sees_private_text()
    {
        var rows = Planted(Corpora.Tickets(600, seed: 1));
        var (writer, embedder, told) = (new ToyWriter(), new ListeningEmbedder(), new List<string>());
        var model = TextSynthesis.Fit(Plan, rows, new SystemNoise(), new Progress(told), tools: new TextTools(writer, embedder));
        using var file = new MemoryStream();
        ModelFile.Write(model, file);
        CertificateFile.Write(model.Report, output: null, signer: null, file);
        var texts = Texts(model, 600, new ToyWriter());

        Assert.Contains(embedder.Texts, text => text.Contains(Canary, StringComparison.Ordinal));
        var others = writer.Requests.Select(request => request.Instruction + request.Message).Concat(told).Concat(texts)
            .Append(System.Text.Encoding.UTF8.GetString(file.ToArray()));
        Assert.All(others, said => Assert.DoesNotMatch("zanzibar|wolverine|quixotic|Ticket [0-9]", said));
    }

    [Fact]
    public void A_remote_embedder_is_refused_without_consent_and_a_remote_writer_is_not()
    {
        var refusal = Assert.Throws<SafeSynthException>(() => Fit(new ToyWriter(), new ListeningEmbedder("embed.example")));

        Assert.Equal("SS0237", refusal.Code);
        Assert.Equal("SS4050", Assert.Throws<SafeSynthException>(() => Fit(null)).Code);
        Assert.NotEmpty(((EvolvedModel)Fit(new ToyWriter("write.example")).Synthesizer).Evolved.Pool);
    }

    [Fact]
    public void Too_few_texts_are_told_before_anything_is_spent_where_their_number_is_declared_and_otherwise_when_it_was_measured()
    {
        var writer = new ToyWriter();
        Assert.Equal("SS0239", Assert.Throws<SafeSynthException>(() => Fit(writer, plan: Plan with { Size = 10 })).Code);
        Assert.Equal("SS0239", Assert.Throws<SafeSynthException>(() => TextPrice.InWords(Plan with { Size = 10 }, "tickets", Corpora.Columns)).Code);
        Assert.Empty(writer.Requests);

        var model = Fit(writer, rows: Corpora.Tickets(12, seed: 1), plan: Declared with { Guarantee = new Guarantee(0.5, 1e-6) });

        Assert.Equal("SS4072", Assert.Single(model.Report.Warnings).Code);
        Assert.InRange(model.Report.Spent.Rho / model.Report.Cap.Cost.Rho, 0, 0.05);
        Assert.NotEmpty(Texts(model, 5, null));
    }

    [Fact]
    public void The_same_key_gives_the_same_model_and_other_answers_of_the_writer_another_noise()
    {
        var key = new SecretKey(new byte[32]);
        byte[] Written(ILanguageModel writer) =>
            Write(TextSynthesis.Fit(Plan, Corpora.Tickets(400, seed: 1), new KeyedNoise(key, "one"), tools: new TextTools(writer)));

        Assert.Equal(Written(new ToyWriter()), Written(new ToyWriter()));
        Assert.NotEqual(Written(new ToyWriter()), Written(new ScriptedWriter(request => $$"""{"text":"{{request.Seed}} printer {{request.Seed / 7}}"}""")));
    }

    [Fact]
    public void A_model_that_is_read_back_draws_the_same_texts_each_of_the_pool_once_and_then_others_like_them()
    {
        var model = Fit(new ToyWriter(), rows: Corpora.Tickets(400, seed: 1));
        var pool = ((EvolvedModel)model.Synthesizer).Evolved.Pool;
        using var stream = new MemoryStream(Write(model));
        var read = ModelFile.Read(stream, "model");

        Assert.Equal(Texts(model, 200, new ToyWriter()), Texts(read, 200, new ToyWriter()));
        Assert.Equal(Texts(model, 60, new ToyWriter()), Texts(model, 200, new ToyWriter())[..60]);
        Assert.All(Texts(read, 200, null), text => Assert.Contains(pool, one => one.Text == text));
        Assert.Contains(Texts(read, 200, new ToyWriter()), text => pool.All(one => one.Text != text));
        var given = read.Given([new ColumnValues("queue", ["orders"])]);
        Assert.All(Texts(given, 5, null), text => Assert.Contains(pool, one => one.Text == text && model.Report.Layout.Modelled[0].Domain.TextOf(one.Label) == "orders"));
    }

    [Fact]
    public void Degenerate_corpora_are_fitted()
    {
        Rows[] corpora =
        [
            Corpora.Tickets(0, seed: 1), Corpora.Tickets(1, seed: 1), Corpora.Rubbish(200),
            new("tickets", Corpora.Columns, Enumerable.Range(0, 300).Select(i => new object?[] { $"{i}", "", "orders", "" })),
            new("tickets", Corpora.Columns, Enumerable.Range(0, 300).Select(i => new object?[] { $"{i}", "the printer jam again", "orders", "" })),
            new("tickets", Corpora.Columns, Enumerable.Range(0, 300).Select(i => new object?[] { $"{i}", "the printer jam again", null, "" })),
        ];
        foreach (var rows in corpora)
        {
            foreach (var plan in new[] { Plan, Plan with { LabelColumn = null }, Declared, Plan with { Guarantee = new Guarantee(4, 1e-6, PrivacyUnit.Key("who", 3), Neighbors.ReplaceOne) } })
            {
                var model = Fit(new ToyWriter(), rows: rows, plan: plan);
                Assert.InRange(Texts(model, 3, null).Count, 1, 3);
                Assert.True(model.Report.Cap.Cost.Rho >= model.Report.Spent.Rho);
            }
        }
    }

    [Fact]
    public void It_stops_when_it_is_told_to_and_a_writer_that_writes_nothing_ends_it()
    {
        using var stop = new CancellationTokenSource();
        var asked = 0;
        var writer = new ScriptedWriter(request =>
        {
            if (++asked == 30)
                stop.Cancel();
            return $$"""{"text":"{{request.Seed}}"}""";
        });

        Assert.Throws<OperationCanceledException>(
            () => TextSynthesis.Fit(Plan, Corpora.Tickets(400, seed: 1), new SystemNoise(), cancel: stop.Token, tools: new(writer)));
        Assert.Equal(30, asked);
        Assert.Equal("SS4051", Assert.Throws<SafeSynthException>(() => Fit(new ScriptedWriter(_ => "I cannot help with that"))).Code);
    }

    [Fact]
    public void The_plan_takes_more_rounds_and_keeps_more_where_there_are_more_texts_or_there_is_more_budget()
    {
        EvolutionPlan For(double texts, double rho) => EvolutionPlan.For([texts], rho, PrivacyUnit.Row, Neighbors.AddRemove);

        Assert.Equal(0, For(5, 0.1).Rounds);
        Assert.Equal(0, For(0, 10).Rounds);
        Assert.InRange(For(60, 0.1).Rounds, 1, 2);
        Assert.Equal(5, For(5_000, 0.1).Rounds);
        Assert.True(For(5_000, 0.1).Kept[0] > For(1_000, 0.1).Kept[0]);
        Assert.True(For(1_000, 0.4).Kept[0] > For(1_000, 0.1).Kept[0]);
        Assert.True(EvolutionPlan.Needed(0.1, PrivacyUnit.Row, Neighbors.ReplaceOne) > EvolutionPlan.Needed(0.1, PrivacyUnit.Row, Neighbors.AddRemove));
        Assert.Equal(0, For(0.99 * EvolutionPlan.Needed(0.1, PrivacyUnit.Row, Neighbors.AddRemove), 0.1).Rounds);
        Assert.Equal(1, For(1.01 * EvolutionPlan.Needed(0.1, PrivacyUnit.Row, Neighbors.AddRemove), 0.1).Rounds);
    }

    [Fact]
    public void What_it_takes_is_foretold()
    {
        var lines = string.Join(' ', TextPrice.InWords(Plan with { Size = 5_600 }, "tickets", Corpora.Columns));

        Assert.Matches("5600 texts: [0-9]+ rounds that keep [0-9]+ of [0-9]+ candidates, about [0-9]+ requests .* embeddings, .* tokens", lines);
        Assert.Contains("private texts go to the embedder alone", lines);
    }

    private static TextPlan Declared =>
        Plan with { Schema = new Schema([new Field("queue") { Type = FieldType.String, Enum = ["hardware", "accounts", "orders"] }]) };

    private static FittedModel Fit(ILanguageModel? writer, ITextEmbedder? embedder = null, TextPlan? plan = null, Rows? rows = null) =>
        TextSynthesis.Fit(plan ?? Plan, rows ?? Corpora.Tickets(600, seed: 1), new SystemNoise(), tools: new TextTools(writer, embedder));

    private static float[] Embed(string text) => new HashedEmbedder().Embed(text, CancellationToken.None);

    // The texts of the first round, whose labels stand in their prompts.
    private static IEnumerable<(string Queue, float[] Embedding)> Began(ToyWriter writer) => writer.Requests.Where(
        request => request.Instruction == EvolutionPrompts.NewText)
        .Select(request => (request.Message.Split("Its \"queue\" is \"")[1].Split('"')[0], Embed(ToyWriter.TextFor(request))));

    private static double MeanLikeness(IEnumerable<(string Queue, float[] Embedding)> real, IReadOnlyList<(string Queue, float[] Embedding)> made) =>
        real.Average(text => made.Where(one => one.Queue == text.Queue).Max(one => EmbeddedCandidates.Product(one.Embedding, text.Embedding)));

    // The label of the nearest synthetic text.
    private static double Accuracy(IReadOnlyList<(string Queue, float[] Embedding)> real, IReadOnlyList<(string Queue, float[] Embedding)> made) =>
        real.Count(text => made.MaxBy(one => EmbeddedCandidates.Product(one.Embedding, text.Embedding)).Queue == text.Queue) / (double)real.Count;

    private static List<string> Texts(FittedModel model, long count, ILanguageModel? writer) =>
        [.. model.Sample(count, seed: 1, new PatternFakes(), CancellationToken.None, writer).SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(batch["body"].TextAt))];

    private static byte[] Write(FittedModel model)
    {
        using var file = new MemoryStream();
        ModelFile.Write(model, file);
        return file.ToArray();
    }

    private static Rows Planted(Rows rows)
    {
        var owned = OwnerTable.Read(rows);
        var columns = Corpora.Columns.Select(owned.TextsOf).ToList();
        return new Rows("tickets", Corpora.Columns, Enumerable.Range(0, owned.RowCount).Select(row =>
            columns.Select((cells, at) => (object?)(at == 1 && row % 10 == 0 ? $"{cells[row]} {Canary}" : cells[row])).ToArray()));
    }

    private sealed class ListeningEmbedder(string? remoteHost = null) : ITextEmbedder
    {
        private readonly HashedEmbedder _embedder = new();

        public List<string> Texts { get; } = [];

        public LanguageModelInfo Info { get; } = new("listening", remoteHost);

        public float[] Embed(string text, CancellationToken cancel)
        {
            Texts.Add(text);
            return _embedder.Embed(text, cancel);
        }
    }

    private sealed class Progress(List<string> told) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => told.Add(value.Stage);
    }
}
