using SafeSynth.Certificates;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Reports;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

public sealed class RawPromptTests
{
    private static readonly TextPlan Plan = Corpora.Plan(epsilon: 1_000) with { Generator = "RawPrompt", AllowNoGuarantee = true };

    [Fact]
    public void It_is_refused_before_anything_is_read_unless_no_guarantee_is_asked_for()
    {
        var writer = Parrot();

        var refusal = Assert.Throws<SafeSynthException>(
            () => TextSynthesis.Fit(Plan with { AllowNoGuarantee = false }, Corpora.Tickets(50, seed: 1), new SystemNoise(), tools: new(writer)));

        Assert.Equal("SS0235", refusal.Code);
        Assert.Empty(writer.Requests);
        Assert.Equal(
            "SS0235", Assert.Throws<SafeSynthException>(() => TextPrice.InWords(Plan with { AllowNoGuarantee = false }, "tickets", Corpora.Columns)).Code);
    }

    [Fact]
    public void It_is_refused_without_a_language_model_and_with_a_remote_one_that_nobody_consented_to()
    {
        Assert.Equal("SS4050", Assert.Throws<SafeSynthException>(() => Fit(null)).Code);
        var remote = new ScriptedWriter(_ => "x", "models.example:443");

        var refusal = Assert.Throws<SafeSynthException>(() => Fit(remote));

        Assert.Equal("SS0237", refusal.Code);
        Assert.Contains("models.example:443", refusal.Message);
        Assert.Empty(remote.Requests);
        var consented = TextSynthesis.Fit(Plan with { AllowRemoteModel = true }, Corpora.Tickets(50, seed: 1), new SystemNoise(), tools: new(remote));
        Assert.Contains("consent to send private texts to the model 'scripted' at models.example:443", consented.Report.DeclaredPublic);
    }

    [Fact]
    public void No_account_and_no_key_takes_it()
    {
        using var folder = new TemporaryFolder();
        var ledger = Ledger.Create(folder.Path("ledger.jsonl"), "tickets", new Guarantee(10, 1e-5));

        Assert.Equal("SS0236", Assert.Throws<SafeSynthException>(() => TextSynthesis.Fit(Plan, Corpora.Tickets(50, seed: 1), new SystemNoise(), ledger: ledger, tools: new(Parrot()))).Code);
        Assert.Equal("SS0236", Assert.Throws<SafeSynthException>(() => TextSynthesis.Fit(Plan, Corpora.Tickets(50, seed: 1), new KeyedNoise(new SecretKey(new byte[32]), "one"), tools: new(Parrot()))).Code);
        Assert.Empty(ledger.Releases);
    }

    [Fact]
    public void A_language_model_that_repeats_an_example_gives_private_texts_away_with_their_labels()
    {
        var rows = Corpora.Tickets(60, seed: 1);
        var owned = OwnerTable.Read(rows);
        var truth = owned.TextsOf("queue").Zip(owned.TextsOf("body")).ToHashSet();

        var texts = Texts(Fit(Parrot()), 40);

        Assert.All(texts, text => Assert.Contains(text, truth));
        Assert.True(texts.Select(text => text.Label).Distinct().Count() == 3);
    }

    [Fact]
    public void Certificate_and_report_say_that_there_is_no_guarantee_and_the_model_goes_to_no_file()
    {
        var model = Fit(Parrot());
        using var file = new MemoryStream();
        CertificateFile.Write(model.Report, output: null, signer: null, file);
        var said = System.Text.Encoding.UTF8.GetString(file.ToArray());

        Assert.Equal(NoiseKind.None, model.Report.Noise);
        Assert.Empty(model.Report.Events);
        Assert.Contains("\"claim\": \"none: the generator has no proof\"", said);
        Assert.Contains("\"noise\": \"none\"", said);
        Assert.Equal("SS4070", Assert.Throws<SafeSynthException>(() => ModelFile.Write(model, new MemoryStream())).Code);
        Assert.Equal("none", model.Report.Generator.Guarantee);
    }

    [Fact]
    public void Its_certificate_never_passes_not_even_one_that_was_made_to_claim_a_guarantee()
    {
        using var folder = new TemporaryFolder();
        var model = Fit(Parrot());
        using var file = new MemoryStream();
        CertificateFile.Write(model.Report, output: null, signer: null, file);
        var said = System.Text.Encoding.UTF8.GetString(file.ToArray());
        var forged = said.Replace("none: the generator has no proof", GuaranteeInWords.Short(model.Report.Guarantee), StringComparison.Ordinal)
            .Replace("\"noise\": \"none\"", "\"noise\": \"fresh\"", StringComparison.Ordinal)
            .Replace(GuaranteeInWords.NoiseOf(NoiseKind.None), GuaranteeInWords.NoiseOf(NoiseKind.Fresh), StringComparison.Ordinal);

        Assert.NotEqual(said, forged);
        Assert.Equal(["Noise"], Failed(folder.File("true.json", said)));
        Assert.Equal(["Statements"], Failed(folder.File("forged.json", forged)));

        static IEnumerable<string> Failed(string path) =>
            new CertificateAudit(CertificateFile.Read(path)).Run().Where(check => check.Outcome == CheckOutcome.Failed).Select(check => check.Name);
    }

    [Theory]
    [InlineData(StatisticsNoise.Laplace)]
    [InlineData(StatisticsNoise.Gaussian)]
    public void Noise_moves_words_the_further_the_smaller_epsilon_is_and_keeps_every_one(StatisticsNoise form)
    {
        var text = string.Join(' ', Enumerable.Range(0, 40));
        double Moved(double epsilon)
        {
            var noisy = PlaceNoise.Of(Corpora.Plan(epsilon) with { Noise = form }).On(text, new SampleRandom(1)).Split(' ').Select(int.Parse).ToList();
            Assert.Equal(Enumerable.Range(0, 40), noisy.Order());
            return noisy.Select((word, place) => Math.Abs(word - place)).Average();
        }

        Assert.Equal(0, Moved(1e4));
        Assert.InRange(Moved(1), 0.3, 5);
        Assert.InRange(Moved(0.01), 8, 20);
    }

    [Fact]
    public void A_text_depends_on_its_seed_alone_and_labels_can_be_chosen()
    {
        var model = Fit(new ScriptedWriter(request => $"{request.Seed}"));

        Assert.Equal(Texts(model, 5), Texts(model, 9)[..5]);
        Assert.All(Texts(model.Given([new ColumnValues("queue", ["orders"])]), 5), text => Assert.Equal("orders", text.Label));
    }

    [Fact]
    public void Odd_tables_and_silent_models_end_well()
    {
        foreach (var rows in new[] { Corpora.Tickets(0, seed: 1), Corpora.Rubbish(20), Corpora.Tickets(1, seed: 1) })
            Assert.Equal(3, Texts(TextSynthesis.Fit(Plan, rows, new SystemNoise(), tools: new(new ScriptedWriter(_ => "x"))), 3).Count);

        var model = Fit(new ScriptedWriter(_ => " \n"));
        Assert.Equal("SS4071", Assert.Throws<SafeSynthException>(() => Texts(model, 1)).Code);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => Fit(Parrot()).Sample(1, 1, new PatternFakes(), stop.Token).ToList());
    }

    [Fact]
    public void Only_generators_without_a_guarantee_get_the_texts_themselves()
    {
        Assert.Equal(["RawPrompt"], TextGeneratorCatalog.All.Where(one => !one.Info.HasGuarantee).Select(one => one.Info.Name));
        Assert.Throws<InvalidOperationException>(
            () => new RawPrompt().Fit(null!, new TextFitContext(Plan, null, new TextTools(Parrot())), CancellationToken.None));
    }

    private static ScriptedWriter Parrot() => new(request => request.Message.Split("Example 1:\n")[1].Split("\n\n")[0]);

    private static FittedModel Fit(ILanguageModel? writer) =>
        TextSynthesis.Fit(Plan, Corpora.Tickets(60, seed: 1), new SystemNoise(), tools: new(writer));

    private static List<(string Label, string Text)> Texts(FittedModel model, long count) =>
        [.. model.Sample(count, seed: 1, new PatternFakes(), CancellationToken.None)
            .SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(row => (Label(batch, row), batch["body"].TextAt(row))))];

    private static string Label(Table batch, int row) => batch.Columns.FirstOrDefault(column => column.Name == "queue")?.TextAt(row) ?? "";
}
