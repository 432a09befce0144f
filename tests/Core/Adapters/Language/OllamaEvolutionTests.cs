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
        using var server = new OllamaServer(new ServedModel("toy", new ToyLanguageModel(ToyCorpus.Mixed(), obedience: 40)), new ServedModel("embed"));
        using var session = OllamaSession.Open(new OllamaChoice { Endpoint = server.Endpoint, Model = "toy", EmbeddingModel = "embed" });
        var before = server.Requests.Count;
        var (harbour, kitchen) = (ToyCorpus.Texts("harbour", 300, seed: 7), ToyCorpus.Texts("kitchen", 300, seed: 8));
        var rows = new Rows("notes", ["text", "label"], harbour.Select(text => new object?[] { text, "a" }).Concat(kitchen.Select(text => new object?[] { $"{text} {Canary}", "b" })));
        var plan = new TextPlan(new Guarantee(4, 1e-6), "text") { LabelColumn = "label", Generator = "PrivateEvolution" };

        var model = TextSynthesis.Fit(plan, rows, new SystemNoise(), tools: session.Tools);

        var pool = ((EvolvedModel)model.Synthesizer).Evolved;
        var asked = server.Requests.Skip(before).ToList();
        var chats = asked.Where(request => request.Path == "/api/chat").ToList();
        var began = chats.Where(request => request.Body.Contains("Write one text", StringComparison.Ordinal)).ToList();
        using var file = new MemoryStream();
        ModelFile.Write(model, file);

        // A model that knows of no label writes of either topic as often for one as for the other.
        Assert.InRange(pool.Pool.Count(text => IsOf(text.Text, text.Label == 0 ? "harbour" : "kitchen")) / (double)pool.Pool.Count, 0.8, 1);
        Assert.InRange(model.Sample(40, seed: 1, new PatternFakes(), CancellationToken.None).Sum(batch => batch.RowCount), 40, 40);
        Assert.InRange(chats.Count, 100, 4_000);
        Assert.True(began.Count < chats.Count);
        Assert.All(asked.Where(request => request.Path != "/api/embed"), request => Assert.DoesNotContain("xylophone", request.Body));
        Assert.DoesNotContain("xylophone", Encoding.UTF8.GetString(file.ToArray()));
        Assert.Equal(300, asked.Count(request => request.Path == "/api/embed" && request.Body.Contains(Canary, StringComparison.Ordinal)));
    }

    private static bool IsOf(string text, string topic) => ToyTokens.WordsOf(text).Any(ToyCorpus.WordsOf(topic).Contains);
}
