using System.Text;
using System.Text.Json;
using SafeSynth.Adapters.Language;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Noise;
using SafeSynth.Privacy;
using SafeSynth.Tests.Ollama;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Adapters.Language;

/// <summary>A whole evolution over real HTTP, with a model that knows four topics, of which the private texts have two.</summary>
public sealed class OllamaEvolutionTests
{
    private const string Canary = "xylophone 7731";

    [Fact]
    public void It_comes_nearer_to_the_private_texts_than_it_began_at_the_planned_cost_and_only_the_embedder_sees_them()
    {
        using var server = new OllamaServer(new ServedModel("toy", new ToyLanguageModel(ToyCorpus.Mixed(), obedience: 40)), new ServedModel("embed") { Embedding = text => new HashedEmbedder().Embed(text, CancellationToken.None) });
        using var session = OllamaSession.Open(new OllamaChoice { Endpoint = server.Endpoint, Model = "toy", EmbeddingModel = "embed" });
        var before = server.Requests.Count;
        var (harbour, kitchen) = (ToyCorpus.Texts("harbour", 160, seed: 7), ToyCorpus.Texts("kitchen", 160, seed: 8));
        var rows = new Rows("notes", ["text", "label"], harbour.Select(text => new object?[] { text, "a" }).Concat(kitchen.Select(text => new object?[] { $"{text} {Canary}", "b" })));
        var plan = new TextPlan(new Guarantee(4, 1e-6), "text") { LabelColumn = "label", Generator = "PrivateEvolution" };
        var writer = new Listener(session.Tools.Writer!);

        var model = TextSynthesis.Fit(plan, rows, new InsecureNoise(1), tools: session.Tools with { Writer = writer });

        var pool = ((EvolvedModel)model.Synthesizer).Evolved;
        var asked = server.Requests.Skip(before).ToList();
        var chats = asked.Where(request => request.Path == "/api/chat").ToList();
        var began = writer.Answers.Where(asked => asked.Question.Instruction == EvolutionPrompts.NewText)
            .Select(asked => (LabelIn(asked.Question), TextOf(asked.Answer))).ToList();
        using var file = new MemoryStream();
        ModelFile.Write(model, file);

        // A model that knows of no label writes of each of four topics as often.
        List<(string Label, string Text)> last = [.. pool.Pool.Select(text => (model.Report.Layout.Modelled[0].Domain.TextOf(text.Label), text.Text))];
        Assert.InRange(ShareOfTopic(began), 0.15, 0.35);
        Assert.InRange(ShareOfTopic(last), 0.42, 1);

        // As many of the first texts, so that none is nearer for being one of more. Over so many private texts, means of likenesses have a
        // deviation of about .01.
        Assert.True(MeanLikeness(rows, last) > MeanLikeness(rows, [.. began.Where((_, i) => i % EvolutionPlan.CandidatesPerKept == 0)]) + 0.06);
        Assert.Equal(40, model.Sample(40, seed: 1, new PatternFakes(), CancellationToken.None).Sum(batch => batch.RowCount));
        var rho = model.Report.Cap.Cost.Rho - model.Report.Events.Take(2).Sum(paid => ZcdpAccountant.Price(paid).Rho);
        var planned = EvolutionPlan.For([.. pool.Labels.Select(share => share * pool.Texts)], rho, PrivacyUnit.Row, Neighbors.AddRemove).Texts;
        Assert.InRange(chats.Count, planned, 1.5 * planned);
        Assert.All(asked.Where(request => request.Path != "/api/embed"), request => Assert.DoesNotContain("xylophone", request.Body));
        Assert.DoesNotContain("xylophone", Encoding.UTF8.GetString(file.ToArray()));
        Assert.Equal(160, asked.Count(request => request.Path == "/api/embed" && request.Body.Contains(Canary, StringComparison.Ordinal)));
    }

    // Of the words that tell topics apart, the share that is of the label's own topic.
    private static double ShareOfTopic(IReadOnlyList<(string Label, string Text)> texts)
    {
        var all = ToyCorpus.Topics.SelectMany(ToyCorpus.WordsOf).ToHashSet();
        var words = texts.SelectMany(text => ToyTokens.WordsOf(text.Text).Where(all.Contains).Select(word => (text.Label, word))).ToList();
        return words.Average(pair => ToyCorpus.WordsOf(pair.Label == "a" ? "harbour" : "kitchen").Contains(pair.word) ? 1.0 : 0);
    }

    // Of private texts with the nearest of the made ones of their label.
    private static double MeanLikeness(Rows rows, IReadOnlyList<(string Label, string Text)> made)
    {
        static float[] Embed(string text) => new HashedEmbedder().Embed(text, CancellationToken.None);
        var owned = OwnerTable.Read(rows);
        var embedded = made.Select(one => (one.Label, Embedding: Embed(one.Text))).ToList();
        return owned.TextsOf("label").Zip(owned.TextsOf("text").Select(Embed))
            .Average(real => embedded.Where(one => one.Label == real.First).Max(one => EmbeddedCandidates.Product(one.Embedding, real.Second)));
    }

    private static string LabelIn(Request question) =>
        question.Message.Contains("Its \"label\" is \"a\"", StringComparison.Ordinal) ? "a" : "b";

    private static string TextOf(string answer) => JsonDocument.Parse(answer).RootElement.GetProperty("text").GetString()!;

    private sealed class Listener(ILanguageModel model) : ILanguageModel
    {
        public List<(Request Question, string Answer)> Answers { get; } = [];

        public LanguageModelInfo Info => model.Info;

        public Answer Ask(Request request, CancellationToken cancel)
        {
            var answer = model.Ask(request, cancel);
            Answers.Add((request, answer.Text));
            return answer;
        }
    }
}
