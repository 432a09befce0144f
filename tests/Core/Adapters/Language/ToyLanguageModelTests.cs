using SafeSynth.Tests.Ollama;

namespace SafeSynth.Tests.Adapters.Language;

/// <summary>The models that stand in for language models in tests do what tests rely on.</summary>
public sealed class ToyLanguageModelTests
{
    private static readonly Sampling Plain = new() { Temperature = 1, TopK = 0, TopP = 1, TopLogprobs = 20 };

    [Fact]
    public void The_probabilities_of_the_next_token_add_up_to_1_after_anything()
    {
        var model = new ToyLanguageModel(ToyCorpus.Mixed(), obedience: 20);
        string[][] histories = [[], [" today"], [" today", " the"], [" never", " seen"], [" the", " ferry"]];

        Assert.All(histories, history => Assert.All(new[] { [], new[] { "ferry", "oven" } }, asked =>
            Assert.Equal(1, model.Next(history, asked).Sum(token => Math.Exp(token.LogProbability)), 1e-9)));
    }

    [Fact]
    public void Told_probabilities_are_those_that_are_drawn_from()
    {
        var model = new ToyLanguageModel(ToyCorpus.Mixed());
        var told = model.Next([], []);

        var drawn = Enumerable.Range(0, 4000).Select(seed => model.Write(new ToyPrompt("", "Write."), Plain with { Seed = seed }).FirstOrDefault()).ToList();

        ChiSquare.AssertFits(
            [.. told.Select(token => (long)drawn.Count(piece => (piece?.Text ?? "") == token.Text.TrimStart()))], [.. told.Select(token => Math.Exp(token.LogProbability))]);
        Assert.All(drawn.OfType<Piece>(), piece => Assert.Equal(told.First(token => token.Text.TrimStart() == piece.Text).LogProbability, piece.LogProbability!.Value, 1e-12));
    }

    [Fact]
    public void A_text_is_as_likely_as_its_tokens_say()
    {
        var model = new ToyLanguageModel(["the cat sat", "the dog sat", "the dog ran"]);

        var pieces = model.Write(new ToyPrompt("", "Write."), Plain with { Seed = 1 }).ToList();

        // After "the": 0.7 and 0.2 of 2/3 or 1/3, and 0.1 of the share of the token among all twelve.
        var second = pieces[1];
        var share = second.Text == " dog" ? 2 : 1;
        Assert.Equal(Math.Log((0.9 * share / 3) + (0.1 * share / 12)), second.LogProbability!.Value, 1e-12);
        Assert.Equal([" dog", " cat"], second.Likeliest.Take(2).Select(token => token.Text));
    }

    [Fact]
    public void A_prompt_is_obeyed_by_a_model_that_reads_it_and_by_no_other()
    {
        double ShareOf(string topic, double obedience)
        {
            var model = new ToyLanguageModel(ToyCorpus.Mixed(), obedience);
            var prompt = new ToyPrompt("Write a text.", $"Use the words \"{string.Join(", ", ToyCorpus.WordsOf(topic).Take(4))}\".");
            var words = Enumerable.Range(0, 100)
                .SelectMany(seed => ToyTokens.WordsOf(string.Concat(model.Write(prompt, Plain with { Seed = seed }).Select(piece => piece.Text))))
                .Where(word => ToyCorpus.Topics.Any(any => ToyCorpus.WordsOf(any).Contains(word))).ToList();
            return words.Count(ToyCorpus.WordsOf(topic).Contains) / (double)words.Count;
        }

        Assert.All(ToyCorpus.Topics, topic => Assert.InRange(ShareOf(topic, obedience: 50), 0.6, 1));
        Assert.All(ToyCorpus.Topics, topic => Assert.InRange(ShareOf(topic, obedience: 1), 0.1, 0.4));
    }

    [Fact]
    public void Limits_of_sampling_limit()
    {
        var model = new ToyLanguageModel(ToyCorpus.Mixed());
        HashSet<string> FirstOf(Sampling sampling) =>
            [.. Enumerable.Range(0, 300).Select(seed => model.Write(new ToyPrompt("", "Write."), sampling with { Seed = seed }).FirstOrDefault()?.Text ?? "")];

        Assert.Single(FirstOf(Plain with { TopK = 1 }));
        Assert.Single(FirstOf(Plain with { Temperature = 0 }));
        Assert.InRange(FirstOf(Plain with { TopK = 3 }).Count, 2, 3);
        Assert.InRange(FirstOf(Plain with { TopP = 0.3 }).Count, 1, 3);
        Assert.InRange(FirstOf(Plain).Count, 4, 100);
    }

    [Fact]
    public void A_parrot_says_what_it_was_shown()
    {
        const string Prompt = "Here are examples:\nthe first text of all\nthe second text of all\nsee?";
        string Said(string prompt, int seed) =>
            string.Concat(new Parrot().Write(new ToyPrompt("", prompt), Plain with { Seed = seed }).Select(piece => piece.Text));

        Assert.All(Enumerable.Range(0, 20), seed => Assert.Contains(Said(Prompt, seed), Prompt.Split('\n')));
        Assert.Equal("a text in marks", Said("Repeat this: \"a text in marks\" and nothing else.", 1));
    }

    [Fact]
    public void Texts_of_like_words_have_like_directions()
    {
        static double Cosine(string a, string b) => HashedEmbedding.Of(a).Zip(HashedEmbedding.Of(b), (x, y) => (double)x * y).Sum();

        Assert.True(Cosine("the ferry sailed at dawn", "the ferry sailed at night") > Cosine("the ferry sailed at dawn", "an onion simmered slowly") + 0.3);
    }
}
