using SafeSynth.Data;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

public sealed class HashedEmbedderTests
{
    private static readonly HashedEmbedder Embedder = new();

    [Theory]
    [InlineData("The printer is out of toner again", "No toner in the printers", "My password was reset without notice")]
    [InlineData("Oil prices rose on Friday", "The price of oil", "The striker scored twice on Friday")]
    public void Texts_that_share_words_or_parts_of_words_lie_nearer_than_others(string text, string like, string unlike) =>
        Assert.True(Likeness(text, like) > Likeness(text, unlike) + 0.1);

    [Fact]
    public void Every_text_has_a_direction_of_length_one_whatever_it_is()
    {
        foreach (var text in new[] { "", " \0", "the", "the of and", "\ud800", new string('x', 100_000), string.Concat(Enumerable.Repeat("spam ", 20_000)), "日本語のテキスト", "2004" })
        {
            var embedding = Embed(text);

            Assert.Equal(HashedEmbedder.Size, embedding.Length);
            Assert.InRange(embedding.Sum(value => (double)value * value), 0.9999, 1.0001);
        }
    }

    [Fact]
    public void The_embedding_of_a_text_is_the_same_for_ever()
    {
        var embedding = Embed("Oil prices rose");

        var places = Enumerable.Range(0, HashedEmbedder.Size).Where(at => embedding[at] != 0).ToList();
        Assert.Equal(Known, string.Join(' ', places.Take(4).Select(at => FormattableString.Invariant($"{at}:{embedding[at]:F4}"))));
    }

    [Fact]
    public void The_nearest_news_are_mostly_of_the_same_kind()
    {
        var news = OwnerTable.Read(new CsvSource(DataSets.Find("ag_news/ag_news_test.csv")));
        var (titles, labels) = (news.TextsOf("title"), news.TextsOf("label"));
        var texts = news.TextsOf("description").Take(2000).Select((text, at) => $"{titles[at]} {text}").ToArray();
        var embeddings = Array.ConvertAll(texts, Embed);
        var candidates = new EmbeddedCandidates([.. Enumerable.Repeat(0, 1600)], embeddings[..1600], 1);

        var hits = Enumerable.Range(1600, 400).Count(at => labels[candidates.NearestTo(embeddings[at], 0)] == labels[at]);

        Assert.InRange(hits / 400.0, 0.68, 1);   // guessing: 0.25
    }

    private const string Known = "30:-0.1170 38:-0.1170 69:-0.1170 96:0.1170";

    private static float[] Embed(string text) => Embedder.Embed(text, CancellationToken.None);

    private static double Likeness(string a, string b) => EmbeddedCandidates.Product(Embed(a), Embed(b));
}
