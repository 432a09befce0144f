using SafeSynth.Tests.Ollama;

namespace SafeSynth.Tests;

/// <summary>Generators of texts that show private ones to a model, through the real engine and over a real wire.</summary>
public sealed class TextEvolutionTests : IDisposable
{
    private const string Canary = "swordfish";

    private readonly Workshop _shop = new();

    private readonly OllamaServer _server = new(
        new ServedModel("toy", new ToyLanguageModel(ToyCorpus.Mixed(), obedience: 40)), new ServedModel("parrot", new Parrot()), new ServedModel("embedder"));

    public TextEvolutionTests() => _shop.Write("notes.csv", "body,kind\n" + string.Concat(
        ToyCorpus.Texts("harbour", 150, seed: 7).Zip(ToyCorpus.Texts("kitchen", 150, seed: 8), (one, two) => $"{one} {Canary},a\n{two},b\n")));

    public void Dispose()
    {
        _server.Dispose();
        _shop.Dispose();
    }

    private string Fit => $"New-DpSyntheticText notes.csv -TextProperty body -LabelProperty kind -Epsilon 4 -Endpoint {_server.Endpoint} ";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_evolution_shows_private_texts_to_the_embedder_alone(bool overTheWire)
    {
        var run = _shop.Run(Fit + $"-Generator PrivateEvolution -Model toy {(overTheWire ? "-EmbeddingModel embedder " : "")}-Count 40 -OutFile out.csv -SaveModel out.dpmodel -PassThru -Verbose; (Test-DpCertificate out.certificate.json).Passed; (New-DpSyntheticText -Model out.dpmodel -Count 5 -Seed 1).Count").Succeeds();

        Assert.Equal(["True", "5"], run.Output.Skip(1).Select(line => line.ToString()));
        Assert.Equal(41, _shop.Lines("out.csv").Length);
        string[] told =
        [
            .. _server.Requests.Where(request => request.Path != "/api/embed").Select(request => request.Body), run.Everything,
            .. _shop.Files.Where(file => file != "notes.csv").Select(_shop.Read),
        ];
        Assert.All(told, text => Assert.DoesNotContain(Canary, text, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(
            overTheWire ? 150 : 0, _server.Requests.Count(request => request.Path == "/api/embed" && request.Body.Contains(Canary, StringComparison.Ordinal)));
    }

    [Fact]
    public void What_an_evolution_takes_is_foretold_and_too_few_declared_texts_are_refused()
    {
        var shown = _shop.Session.Show(Fit + "-Generator PrivateEvolution -Model toy -Size 300 -WhatIf");

        Assert.Contains("300 texts: 5 rounds that keep", shown);
        Assert.Contains("private texts go to the embedder alone", shown);
        Assert.Equal("SS0239,SafeSynth.Commands.NewDpSyntheticTextCommand", Assert.Single(_shop.Run(Fit + "-Generator PrivateEvolution -Model toy -Size 8 -Count 5").Errors).FullyQualifiedErrorId);
        Assert.DoesNotContain(_server.Requests, request => request.Path == "/api/chat");
    }

    [Fact]
    public void The_recipe_of_the_paper_gives_private_texts_away_and_its_certificate_says_that_it_promises_nothing()
    {
        var run = _shop.Run(Fit + "-Generator RawPrompt -Model parrot -AllowNoGuarantee -Count 40 -OutFile out.csv; (Test-DpCertificate out.certificate.json).Passed").Succeeds();

        Assert.Equal("False", Assert.Single(run.Output).ToString());
        Assert.Contains(Canary, _shop.Read("out.csv"), StringComparison.Ordinal);
        Assert.Contains("\"claim\": \"none: the generator has no proof\"", _shop.Read("out.certificate.json"), StringComparison.Ordinal);
        var refused = _shop.Run(Fit + "-Generator RawPrompt -Model parrot -AllowNoGuarantee -Count 5 -SaveModel raw.dpmodel");
        Assert.StartsWith("SS4070,", Assert.Single(refused.Errors).FullyQualifiedErrorId);
        Assert.DoesNotContain("raw.dpmodel", _shop.Files);
    }
}
