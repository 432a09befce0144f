using System.Text;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

public sealed class CheckpointTests : IDisposable
{
    private const string Asked = "12 texts by scripted";

    private readonly TemporaryFolder _folder = new();

    private string Run => _folder.Path("run");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Answers_that_are_kept_are_not_asked_for_again_and_a_torn_line_is()
    {
        var writer = new ScriptedWriter(request => $"answer {request.Message} {request.Seed}");
        using var file = new MemoryStream();
        var first = new ReplyLog(writer, file);
        Answer[] answers = [first.Ask(Ask("a"), default), first.Ask(Ask("b"), default), first.Ask(Ask("a"), default), first.Ask(Ask("c"), default)];
        file.SetLength(file.Length - 3);

        var again = new ReplyLog(writer, file);

        Answer[] kept = [again.Ask(Ask("a"), default), again.Ask(Ask("b"), default), again.Ask(Ask("a"), default), again.Ask(Ask("c"), default)];
        Assert.Equal(answers, kept);
        Assert.Equal(["a", "b", "a", "c", "c"], writer.Requests.Select(request => request.Message));
        Assert.Equal(4, Encoding.UTF8.GetString(file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void An_answer_that_the_model_lost_is_lost_again_and_one_that_broke_off_is_asked_for_again()
    {
        var code = "SS4028";
        var writer = new ScriptedWriter(_ => throw new LostAnswerException(code, "lost"));
        using var file = new MemoryStream();

        Assert.Throws<LostAnswerException>(() => new ReplyLog(writer, file).Ask(Ask("a"), default));
        Assert.Throws<LostAnswerException>(() => new ReplyLog(writer, file).Ask(Ask("a"), default));
        Assert.Single(writer.Requests);
        code = "SS4027";
        Assert.Throws<LostAnswerException>(() => new ReplyLog(writer, file).Ask(Ask("b"), default));
        Assert.Throws<LostAnswerException>(() => new ReplyLog(writer, file).Ask(Ask("b"), default));
        Assert.Equal(3, writer.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_run_that_breaks_off_goes_on_with_the_same_noise_and_the_same_texts_and_is_charged_once(bool ownKey)
    {
        INoiseProvider chosen = ownKey ? new SystemNoise() : new KeyedNoise(new SecretKey(new byte[SecretKey.Size]), "v1");
        var ledger = Ledger.Create(_folder.Path("ledger.jsonl"), "tickets", new Guarantee(50, 1e-6), 0.5);
        var (asked, calls) = (0, int.MaxValue);
        var writer = new ScriptedWriter(request => calls-- == 0 ? throw new OperationCanceledException() : $$"""{"text": "text {{asked++}} {{request.Seed}}"}""");

        calls = 7;
        Assert.Throws<OperationCanceledException>(() => Deliver(chosen, writer, ledger));
        var halfway = asked;
        calls = int.MaxValue;
        var texts = Deliver(chosen, writer, ledger);

        Assert.Equal(7, halfway);
        Assert.Equal(12, asked);
        Assert.Equal(12, texts.Count);
        Assert.Single(ledger.Releases);
        Assert.False(Directory.Exists(Run));
    }

    [Fact]
    public void A_checkpoint_is_taken_up_by_the_same_run_alone()
    {
        using (Checkpoint.Open(Run, Asked, seed: 4))
        {
            // Nothing comes of it, so nothing is left.
        }

        Assert.False(Directory.Exists(Run));
        using (var first = Checkpoint.Open(Run, Asked, seed: 5))
        {
            Fit(first, new SystemNoise(), Corpora.Tickets(300, seed: 1), ledger: null);
            Assert.Equal("SS4053", Assert.Throws<SafeSynthException>(() => Checkpoint.Open(Run, Asked, 5)).Code);   // by another process at the same time
        }

        Assert.Equal("SS4052", Assert.Throws<SafeSynthException>(() => Checkpoint.Open(Run, "13 texts", 5)).Code);
        Assert.Equal("SS4052", Assert.Throws<SafeSynthException>(() => Checkpoint.Open(Run, Asked, 6)).Code);
        using var again = Checkpoint.Open(Run, Asked, seed: null);
        Assert.True(again.IsResumed);
        Assert.Equal(5ul, again.Seed);
        Fit(again, new SystemNoise(), Corpora.Tickets(300, seed: 1), ledger: null);
        Assert.Equal("SS4052", Assert.Throws<SafeSynthException>(() => Fit(again, new SystemNoise(), Corpora.Tickets(300, seed: 2), ledger: null)).Code);
    }

    [Theory]
    [InlineData("run.json", "{")]
    [InlineData("run.json", "{}")]
    [InlineData("my.csv", "a,b")]
    public void A_folder_of_other_things_and_a_damaged_checkpoint_are_refused(string file, string content)
    {
        Directory.CreateDirectory(Run);
        File.WriteAllText(Path.Combine(Run, file), content);

        Assert.Equal("SS4053", Assert.Throws<SafeSynthException>(() => Checkpoint.Open(Run, Asked, null)).Code);
        Assert.Equal(content, File.ReadAllText(Path.Combine(Run, file)));
    }

    [Fact]
    public void What_an_interrupted_deletion_leaves_over_is_no_run()
    {
        Directory.CreateDirectory(Run);
        File.WriteAllText(Path.Combine(Run, "noise.key"), "of another run");
        File.WriteAllText(Path.Combine(Run, "replies.jsonl"), "of another run\n");

        using var fresh = Checkpoint.Open(Run, Asked, null);

        Assert.False(fresh.IsResumed);
        Fit(fresh, new SystemNoise(), Corpora.Tickets(50, seed: 1), ledger: null);
    }

    [Fact]
    public void No_private_text_is_in_a_checkpoint()
    {
        var secret = new Rows(
            "tickets", Corpora.Columns, Enumerable.Range(0, 400).Select(i => new object?[] { $"{i}", "xylophonic quixotry", "hardware", "" }));
        using (var checkpoint = Checkpoint.Open(Run, Asked, 1))
        {
            var model = TextSynthesis.Fit(Corpora.Plan(1) with { Generator = "SeededPrompt", Vocabulary = WordList.Of("known", ["printer"]) }, secret, checkpoint.NoiseFrom(new SystemNoise()));
            model.Sample(5, checkpoint.Seed, new PatternFakes(), default, checkpoint.Kept(new ScriptedWriter(request => $$"""{"text": "{{request.Seed}}"}"""))).Count();
        }

        var kept = string.Concat(Directory.EnumerateFiles(Run).Select(File.ReadAllText));
        Assert.Contains("replies.jsonl", Directory.EnumerateFiles(Run).Select(Path.GetFileName));
        Assert.DoesNotContain("xylophonic", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("hardware", kept, StringComparison.Ordinal);
    }

    private List<string> Deliver(INoiseProvider chosen, ILanguageModel writer, Ledger ledger)
    {
        using var checkpoint = Checkpoint.Open(Run, Asked, seed: null);
        var model = Fit(checkpoint, chosen, Corpora.Tickets(600, seed: 1), ledger);
        List<string> texts = [.. model.Sample(12, checkpoint.Seed, new PatternFakes(), default, checkpoint.Kept(writer)).Select(batch => batch["body"].TextAt(0))];
        checkpoint.Complete();
        return texts;
    }

    private static FittedModel Fit(Checkpoint checkpoint, INoiseProvider chosen, Rows rows, Ledger? ledger) =>
        TextSynthesis.Fit(Corpora.Plan(6) with { Generator = "SeededPrompt" }, rows, checkpoint.NoiseFrom(chosen), ledger: ledger);

    private static Request Ask(string message) => new("write", message, Seed: 1, MostTokens: 10);
}
