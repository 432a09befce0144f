using System.Text;
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
        var (harbour, kitchen) = (ToyCorpus.Texts("harbour", 80, seed: 7), ToyCorpus.Texts("kitchen", 80, seed: 8));
        var rows = new Rows("notes", ["text", "label"], harbour.Select(text => new object?[] { text, "a" }).Concat(kitchen.Select(text => new object?[] { $"{text} {Canary}", "b" })));
        var plan = new TextPlan(new Guarantee(4, 1e-6), "text") { LabelColumn = "label", Generator = "PrivateEvolution" };

        var writer = new Listener(session.Tools.Writer!);

        var model = TextSynthesis.Fit(plan, rows, new InsecureNoise(1), tools: session.Tools with { Writer = writer });

        var pool = ((EvolvedModel)model.Synthesizer).Evolved;
        var asked = server.Requests.Skip(before).ToList();
        var chats = asked.Where(request => request.Path == "/api/chat").ToList();
        var began = writer.Answers.Where(asked => asked.Question.Instruction == EvolutionPrompts.NewText).ToList();
        using var file = new MemoryStream();
        ModelFile.Write(model, file);

        string LabelOf(EvolvedText text) => model.Report.Layout.Modelled[0].Domain.TextOf(text.Label);

        // A model that knows of no label writes of each of four topics as often. Answers that could not be used were asked for again.
        var atFirst = began.Average(asked => IsOf(asked.Answer, TopicOf(asked.Question.Message.Contains("Its \"label\" is \"a\"", StringComparison.Ordinal) ? "a" : "b")) ? 1.0 : 0);
        var inTheEnd = pool.Pool.Average(text => IsOf(text.Text, TopicOf(LabelOf(text))) ? 1.0 : 0);
        Assert.InRange(atFirst, 0.15, 0.55);
        Assert.InRange(inTheEnd, atFirst + 0.3, 1);
        Assert.Equal(40, model.Sample(40, seed: 1, new PatternFakes(), CancellationToken.None).Sum(batch => batch.RowCount));
        var rho = model.Report.Cap.Cost.Rho - model.Report.Events.Take(2).Sum(paid => ZcdpAccountant.Price(paid).Rho);
        var planned = EvolutionPlan.For([.. pool.Labels.Select(share => share * pool.Texts)], rho, PrivacyUnit.Row, Neighbors.AddRemove).Texts;
        Assert.InRange(chats.Count, planned, 1.5 * planned);
        Assert.All(asked.Where(request => request.Path != "/api/embed"), request => Assert.DoesNotContain("xylophone", request.Body));
        Assert.DoesNotContain("xylophone", Encoding.UTF8.GetString(file.ToArray()));
        Assert.Equal(80, asked.Count(request => request.Path == "/api/embed" && request.Body.Contains(Canary, StringComparison.Ordinal)));
    }

    private static string TopicOf(string label) => label == "a" ? "harbour" : "kitchen";

    private static bool IsOf(string text, string topic) => ToyTokens.WordsOf(text).Any(ToyCorpus.WordsOf(topic).Contains);

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
