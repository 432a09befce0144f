using System.Security.Cryptography;
using System.Text;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;
using SafeSynth.Tests.Texts;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Replay;

/// <summary>
/// Proves laws 1 and 2 for a generator of texts: see <see cref="ReplayTests"/>. Every generator of texts has a class of its own that
/// inherits these tests.
/// </summary>
public abstract class TextReplayTests(string generator)
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Nothing_is_learned_but_what_the_door_answers(bool labelled, bool publicVocabulary) => AssertReplays(Corpora.Plan(8) with
    {
        LabelColumn = labelled ? "queue" : null,
        Vocabulary = publicVocabulary ? WordList.Of("public", ["printer paper password order unheard", "the"]) : null,
    });

    [Fact]
    public void Nothing_else_is_learned_where_labels_are_declared() => AssertReplays(Corpora.Plan(8) with
    {
        Schema = new Schema([new Field("queue") { Type = FieldType.String, Enum = ["hardware", "orders"] }]),
        StopWords = StopWords.None,
    });

    [Theory]
    [InlineData(Neighbors.AddRemove)]
    [InlineData(Neighbors.ReplaceOne)]
    public void Nothing_else_is_learned_where_persons_have_several_texts(Neighbors neighbors) =>
        AssertReplays(Corpora.Plan(20, PrivacyUnit.Key("who", 3), neighbors));

    [Fact]
    public void A_replay_over_answers_of_other_data_gives_another_model()
    {
        var plan = Corpora.Plan(8) with { Generator = generator };

        Assert.NotEqual(Record(plan, Corpora.Tickets(1500, seed: 1)).Outcome, Record(plan, Corpora.Tickets(1500, seed: 1)).Outcome);
    }

    protected void AssertReplays(TextPlan asked)
    {
        var plan = asked with { Generator = generator };
        var (original, answers) = Record(plan, Corpora.Tickets(1500, seed: 1));

        foreach (var unrelated in new[] { Corpora.Tickets(50, seed: 2), Corpora.Tickets(0, seed: 3), Corpora.Rubbish(300) })
        {
            var door = new ReplayingDoor(Open(plan, unrelated), answers);
            var replayed = Outcome(plan, door);

            Assert.True(door.IsExhausted);
            Assert.Equal(original, replayed);
        }
    }

    private static (string Outcome, IReadOnlyList<RecordedAnswer> Answers) Record(TextPlan plan, Rows rows)
    {
        var door = new RecordingDoor(Open(plan, rows));
        return (Outcome(plan, door), door.Answers);
    }

    private static PrivateTable Open(TextPlan plan, Rows rows)
    {
        var terms = TextSynthesis.TermsOf(plan, Corpora.Columns);
        var budget = new BudgetScope(ReleaseCap.Of(terms.Guarantee, terms.ThresholdShare, terms.Composition));
        return PrivateTable.Open("tickets", rows.Read(), plan.Schema.FieldsFor(Corpora.Columns), [], budget, new SystemNoise());
    }

    // Everything that leaves a run, as one text.
    private static string Outcome(TextPlan plan, IPrivateData door)
    {
        var told = new Told();
        var model = TextSynthesis.Fit(plan, door, isText: true, new TextTools(new ToyWriter(), new ToyEmbedder()), told, CancellationToken.None);
        using var file = new MemoryStream();
        ModelFile.Write(model, file);
        var writer = new ScriptedWriter(request => $$"""{"text": "{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Message)))[..30]}}"}""");
        var texts = model.Sample(100, seed: 1, new PatternFakes(), CancellationToken.None, writer)
            .SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(row => string.Join('|', batch.Columns.Select(column => column.TextAt(row)))));
        return string.Join('\n', [Convert.ToBase64String(file.ToArray()), .. told.Lines, .. texts]);
    }

    private sealed class Told : IProgress<StageProgress>
    {
        public List<string> Lines { get; } = [];

        public void Report(StageProgress value) => Lines.Add($"{value.Stage} {value.Done}");
    }
}

public sealed class NGramReplayTests() : TextReplayTests("NGram");

public sealed class PrivateEvolutionReplayTests() : TextReplayTests("PrivateEvolution");

public sealed class SeededPromptReplayTests() : TextReplayTests("SeededPrompt")
{
    [Theory]
    [InlineData(StatisticsNoise.Gaussian, false)]
    [InlineData(StatisticsNoise.Laplace, false)]
    [InlineData(StatisticsNoise.Laplace, true)]
    public void Nothing_is_learned_about_attributes_and_under_either_noise_but_what_the_door_answers(StatisticsNoise noise, bool publicVocabulary) => AssertReplays(Corpora.Plan(20) with
    {
        Noise = noise,
        Attributes = ["note"],
        Schema = new Schema([new Field("note") { Type = FieldType.String, Enum = ["note", "x", "other"] }]),
        Vocabulary = publicVocabulary ? WordList.Of("public", ["printer paper password order unheard", "the"]) : null,
    });
}
