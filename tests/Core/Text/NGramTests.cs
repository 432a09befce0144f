using System.Text;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

public sealed class NGramTests
{
    [Fact]
    public void Texts_of_a_label_are_made_of_its_words_and_none_is_copied()
    {
        var model = Fit(Corpora.Plan(8), Corpora.Tickets(3000, seed: 1));
        var texts = Texts(model, 2000, seed: 1);

        Assert.InRange(texts.Count(text => text.Label == "hardware"), 500, 850);
        Assert.True(Uses("printer", "hardware") > 20 * Uses("printer", "orders"));
        Assert.True(Uses("invoice", "orders") > 20 * Uses("invoice", "accounts"));
        Assert.InRange(texts.Average(text => Tokenizer.WordsOf(text.Body).Count), 8, 13);   // 3 to 10 words, then 4
        Assert.DoesNotContain(texts, text => text.Body.Contains("Ticket", StringComparison.Ordinal));

        double Uses(string word, string label) =>
            texts.Where(text => text.Label == label).Average(text => Tokenizer.WordsOf(text.Body).Count(used => used == word) + 1e-3);
    }

    [Fact]
    public void Pairs_order_words_and_do_not_change_how_often_they_come()
    {
        string[] words = ["a", "b", "c"];
        var shares = new[] { 0.5, 0.25, 0.25 };
        var lengths = new double[LengthScale.Count];
        lengths[LengthScale.RangeOf(1000)] = 1;
        var model = new NGramModel(
            "body", null, new NGramDistribution(100, [1], [lengths], words, [shares], [new WordPair(0, 1, 0.4), new WordPair(1, 2, 0.5)]));

        var drawn = string.Join(' ', Bodies(model, 300)).Split(' ');
        double Share(string word) => drawn.Count(other => other == word) / (double)drawn.Length;
        double Follows(string first, string second) =>
            drawn.Zip(drawn.Skip(1)).Count(pair => pair == (first, second)) / (double)drawn.Count(word => word == first);

        Assert.Equal(0.5, Share("a"), 0.01);
        Assert.Equal(0.25, Share("b"), 0.01);
        Assert.Equal(0.25, Share("c"), 0.01);
        Assert.InRange(Follows("b", "c"), 0.5, 0.75);   // by the pair, or drawn freely after it
        Assert.InRange(Follows("b", "c") - Follows("a", "c"), 0.2, 0.8);
    }

    [Fact]
    public void Common_phrases_of_large_corpora_come_back()
    {
        var random = new SampleRandom(1);
        var rows = new Rows("notes", ["body"], Enumerable.Range(0, 6000).Select(_ => new object?[] { random.Next(2) == 0 ? "the prime minister spoke" : "minister of prime rates" }));

        var model = Fit(new TextPlan(new Guarantee(10, 1e-6), "body"), rows);
        var texts = Texts(model, 1000, seed: 2);

        Assert.NotEmpty(((NGramModel)model.Synthesizer).Distribution.Pairs);
        Assert.True(texts.Count(text => text.Body.Contains("prime minister", StringComparison.Ordinal)) > 200);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void Faulty_and_empty_texts_stop_nothing(int count)
    {
        foreach (var plan in new[] { Corpora.Plan(1), Corpora.Plan(1, PrivacyUnit.Key("who", 2)), Corpora.Plan(1) with { LabelColumn = null, StopWords = StopWords.None } })
        {
            var model = Fit(plan, Corpora.Rubbish(count));

            Assert.Equal(5, Texts(Read(Write(model)), 5, seed: 1).Count);
        }
    }

    [Fact]
    public void Rare_words_and_what_only_one_person_writes_are_not_learned()
    {
        var tickets = Corpora.Tickets(2000, seed: 1).Read();
        var secret = new Rows("tickets", Corpora.Columns,
            Enumerable.Range(0, tickets.RowCount).Select(row => Enumerable.Range(0, 4).Select(column => (object?)tickets.Column(column)[row].Text).ToArray())
                .Concat(Enumerable.Repeat(new object?[] { "me", "codeword swordfish swordfish", "hardware", "" }, 300)));

        var model = Fit(Corpora.Plan(4, PrivacyUnit.Key("who", 300)), secret);

        Assert.DoesNotContain("swordfish", Encoding.UTF8.GetString(Write(model)), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_get_digits_of_their_own()
    {
        var model = Fit(Corpora.Plan(8), Corpora.Tickets(3000, seed: 1));

        var numbers = Texts(model, 1000, seed: 1).SelectMany(text => text.Body.Split(' ')).Where(word => char.IsAsciiDigit(word[0])).ToList();

        Assert.True(numbers.Count > 300);
        Assert.True(numbers.Distinct().Count() > numbers.Count / 2);
    }

    [Fact]
    public void A_model_that_is_read_back_draws_the_same_texts_for_the_same_seed_and_is_written_with_the_same_bytes()
    {
        var model = Fit(Corpora.Plan(8), Corpora.Tickets(3000, seed: 1));

        var back = Read(Write(model));

        Assert.StartsWith("SafeSynth model 2 sha256:", Encoding.UTF8.GetString(Write(model)), StringComparison.Ordinal);
        Assert.Equal(Write(model), Write(back));
        Assert.Equal(Texts(model, 5000, seed: 3), Texts(back, 5000, seed: 3));
        Assert.Equal(Texts(model, 500, seed: 3), Texts(model, 500, seed: 3));
        Assert.NotEqual(Texts(model, 500, seed: 3), Texts(model, 500, seed: 4));
        Assert.Equal(model.Report.Events, back.Report.Events);
        Assert.Same(model.Report.Generator, back.Report.Generator);
    }

    [Theory]
    [InlineData("\"texts\":true", "\"texts\":false")]
    [InlineData("\"words\":[\"", "\"words\":[\"two words ")]
    [InlineData("\"labels\":[0.", "\"labels\":[7.")]
    [InlineData("\"pairs\":[", "\"pairs\":[[0,99999]")]
    public void A_model_that_contradicts_itself_is_refused(string written, string forged)
    {
        var line = Encoding.UTF8.GetString(Write(Fit(Corpora.Plan(8), Corpora.Tickets(1000, seed: 1)))).Split('\n')[1];
        var json = line.Replace(written, forged, StringComparison.Ordinal);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(json)));

        Assert.NotEqual(line, json);
        Assert.Equal("SS4005", Assert.Throws<SafeSynthException>(() => Read(Encoding.UTF8.GetBytes($"SafeSynth model 2 sha256:{hash}\n{json}\n"))).Code);
    }

    [Fact]
    public void Labels_can_be_asked_for()
    {
        var model = Fit(Corpora.Plan(8), Corpora.Tickets(3000, seed: 1));

        var asked = model.Given([new ColumnValues("Queue", ["orders", "accounts"])]);

        Assert.InRange(asked.DefaultRows / (double)model.DefaultRows, 0.6, 0.73);
        Assert.DoesNotContain(Texts(asked, 300, seed: 1), text => text.Label == "hardware");
        Assert.Equal("SS0172", Assert.Throws<SafeSynthException>(() => model.Given([new ColumnValues("queue", ["sales"])])).Code);
        Assert.Equal("SS0171", Assert.Throws<SafeSynthException>(() => model.Given([new ColumnValues("body", ["printer"])])).Code);
        Assert.Equal("SS0171", Assert.Throws<SafeSynthException>(() => model.Given([new ColumnValues("town", ["Bern"])])).Code);
    }

    [Fact]
    public void A_second_keyed_fit_is_the_same_and_another_label_or_plan_is_another()
    {
        var key = new SecretKey(new byte[32]);
        byte[] Keyed(TextPlan plan, string label, int seed = 1) => Write(TextSynthesis.Fit(plan, Corpora.Tickets(900, seed), new KeyedNoise(key, label)));

        var plan = Corpora.Plan(3);

        Assert.Equal(Keyed(plan, "v1"), Keyed(plan with { TextColumn = "BODY", Generator = "ngram" }, "v1"));
        Assert.Distinct(new[]
        {
            Keyed(plan, "v1"), Keyed(plan, "v2"), Keyed(plan, "v1", seed: 2), Keyed(plan with { StopWords = StopWords.None }, "v1"), Keyed(plan with { LabelColumn = null }, "v1"),
        }.Select(Convert.ToBase64String));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_fit_spends_what_it_may_and_no_more(bool publicVocabulary)
    {
        var plan = Corpora.Plan(2) with { Vocabulary = publicVocabulary ? WordList.Of("public", ["printer paper"]) : null };

        var report = Fit(plan, Corpora.Tickets(1000, seed: 1)).Report;

        Assert.Equal(Composition.Gdp, report.Cap.Composition);
        Assert.InRange(report.Spent.Rho / report.Cap.Cost.Rho, 0.999, 1);
        Assert.InRange(report.Spent.Delta, 0, report.Cap.Cost.Delta);
        Assert.Equal(1, TextGeneratorCatalog.Default.Price(plan).Parts.Sum(part => part.Share), 9);
        Assert.Equal(
            publicVocabulary, report.DeclaredPublic.Any(fact => fact.StartsWith("the vocabulary 'public': 2 words (SHA-256 ", StringComparison.Ordinal)));
        Assert.Contains(report.DeclaredPublic, fact => fact.StartsWith("English stop words: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void However_long_a_public_list_is_noise_brings_no_more_than_its_share_of_the_words_that_count_as_used(int unused)
    {
        const int used = 60;
        double[] noise = [.. Enumerable.Range(0, unused).Select(at => NormalTail.UpperQuantile((at + 0.5) / unused))];
        var listed = new WordList(
            "listed", [.. Enumerable.Range(0, used).Select(at => $"used{at}"), .. Enumerable.Range(0, unused).Select(at => $"unused{at}")]);

        var likely = new WeighedWords(listed, [.. Enumerable.Repeat(6.0, used), .. noise]) { Sigma = 1 }.Likely(0.4).Words;

        Assert.Equal(used, likely.Words.Count(word => word.StartsWith("used", StringComparison.Ordinal)));
        Assert.InRange(likely.Count - used, 0.35 * likely.Count, 0.41 * likely.Count);
        Assert.Equal(0, new WeighedWords(listed, [.. Enumerable.Repeat(-1.0, used + unused)]) { Sigma = 1 }.Likely(0.4).Words.Count);
    }

    [Fact]
    public void Declared_labels_are_not_asked_for()
    {
        var plan = Corpora.Plan(8) with { Schema = new Schema([new Field("queue") { Type = FieldType.String, Enum = ["orders", "hardware", "sales"] }]) };

        var model = Fit(plan, Corpora.Tickets(2000, seed: 1));

        Assert.DoesNotContain(model.Report.Events, spent => spent.Question.StartsWith("who holds", StringComparison.Ordinal));
        Assert.All(Texts(model, 500, seed: 1), text => Assert.Contains(text.Label, new[] { "orders", "hardware", "sales" }));
    }

    [Theory]
    [InlineData("nothing", null, "SS0210")]
    [InlineData("body", "nothing", "SS0210")]
    [InlineData("body", "BODY", "SS0211")]
    [InlineData("who", null, "SS0211")]
    public void A_plan_that_does_not_fit_the_columns_is_refused(string text, string? label, string code)
    {
        var plan = new TextPlan(new Guarantee(1, 1e-6, PrivacyUnit.Key("who", 2)), text) { LabelColumn = label };

        Assert.Equal(code, Assert.Throws<SafeSynthException>(() => TextSynthesis.TermsOf(plan, Corpora.Columns)).Code);
    }

    [Fact]
    public void Too_many_declared_labels_are_refused()
    {
        var plan = Corpora.Plan(1) with { Schema = new Schema([new Field("queue") { Type = FieldType.Integer, Minimum = "0", Maximum = "1024" }]) };

        Assert.Equal("SS0214", Assert.Throws<SafeSynthException>(() => TextSynthesis.TermsOf(plan, Corpora.Columns)).Code);
    }

    [Fact]
    public void Differences_between_labels_that_noise_explains_are_not_kept_and_others_are()
    {
        double[] shares = [0.5, 0.25, 0.25];

        var alike = ClassShrinkage.Of([51, 24, 26], shares, 101, sigma: 2);
        var apart = ClassShrinkage.Of([100, 0, 1], shares, 101, sigma: 2);

        Assert.Equal(alike[0], 2 * alike[1], 9);
        Assert.True(apart[0] > 20 * apart[1] && apart[1] > 0);
    }

    private static FittedModel Fit(TextPlan plan, Rows rows) => TextSynthesis.Fit(plan, rows, new InsecureNoise(1));

    private static IReadOnlyList<(string Body, string Label)> Texts(FittedModel model, long count, ulong seed) =>
        [.. model.Sample(count, seed, new PatternFakes(), CancellationToken.None).SelectMany(batch => Enumerable.Range(0, batch.RowCount)
            .Select(row => (batch["body"].TextAt(row), batch.Columns.Count == 1 ? "" : batch.Columns.Single(column => column.Name != "body").TextAt(row))))];

    private static IEnumerable<string> Bodies(ISynthesizer model, long count) => model.Sample(
        new SampleRequest(count), new SampleRandom(1), CancellationToken.None)
        .SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(row => batch.Columns[0].TextAt(row)));

    private static byte[] Write(FittedModel model)
    {
        using var file = new MemoryStream();
        ModelFile.Write(model, file);
        return file.ToArray();
    }

    private static FittedModel Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return ModelFile.Read(stream, "model");
    }
}
