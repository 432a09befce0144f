using SafeSynth.Marginals;
using SafeSynth.Plans;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Texts;

public sealed class WritingTests
{
    private static readonly Prompt Asked = new("write", "a text", MostWords: 50);

    [Fact]
    public void An_answer_that_cannot_be_used_is_asked_for_again_with_another_seed()
    {
        string[] answers = ["", "{}", """{"text": "at last"}"""];
        var next = 0;
        var writer = new ScriptedWriter(_ => answers[next++]);

        Assert.Equal("at last", new Writing(writer, progress: null).Write(Asked, new SampleRandom(1), CancellationToken.None));
        Assert.Distinct(writer.Requests.Select(request => request.Seed));
        Assert.All(writer.Requests, request => Assert.Equal(Prompt.Schema, request.AnswerSchema));
    }

    [Fact]
    public void A_text_that_cannot_be_had_is_missing_and_the_run_goes_on()
    {
        var told = new List<WritingTally>();
        var writer = new ScriptedWriter(request => request.Message == "bad" ? "{}" : $$"""{"text": "text {{request.Seed}}"}""");
        var writing = new Writing(writer, new Listener(told));

        var texts = Enumerable.Range(0, 40)
            .Select(i => writing.Write(i % 4 == 0 ? Asked with { Message = "bad" } : Asked, new SampleRandom((ulong)i), CancellationToken.None)).ToList();
        writing.End();

        Assert.Equal(10, texts.Count(text => text is null));
        Assert.Equal(new WritingTally(30, 10, "10 not as JSON"), told[^1]);
        Assert.Equal(30 + (10 * WritingForecast.MostTries), writer.Requests.Count);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(1000)]
    public void A_run_of_which_most_is_missing_is_given_up_soon(int texts)
    {
        var writer = new ScriptedWriter(_ => "no");
        var writing = new Writing(writer, progress: null);

        var fault = Assert.Throws<SafeSynthException>(() =>
        {
            for (var i = 0; i < texts; i++)
                writing.Write(Asked, new SampleRandom((ulong)i), CancellationToken.None);
            writing.End();
        });

        Assert.Equal("SS4051", fault.Code);
        Assert.InRange(writer.Requests.Count, 1, 20 * WritingForecast.MostTries);
    }

    [Fact]
    public void A_long_text_comes_once_and_short_ones_may_come_again()
    {
        string Written(string text)
        {
            var writing = new Writing(new ScriptedWriter(_ => $$"""{"text": "{{text}}"}"""), progress: null);
            return string.Join('|', Enumerable.Range(0, 3).Select(i => writing.Write(Asked, new SampleRandom((ulong)i), CancellationToken.None) ?? "-"));
        }

        Assert.Equal("Thanks!|Thanks!|Thanks!", Written("Thanks!"));
        Assert.Equal("one two three four five six seven eight|-|-", Written("one two three four five six seven eight"));
    }

    [Fact]
    public void Answers_that_a_server_loses_again_and_again_end_the_run_and_those_that_a_model_loses_are_missing()
    {
        Writing Losing(string code) => new(new ScriptedWriter(_ => throw new LostAnswerException(code, "lost")), progress: null);

        Assert.Null(Losing("SS4028").Write(Asked, new SampleRandom(1), CancellationToken.None));
        Assert.Equal("SS4027", Assert.Throws<LostAnswerException>(() => Losing("SS4027").Write(Asked, new SampleRandom(1), CancellationToken.None)).Code);
    }

    [Theory]
    [InlineData("hard\"ware", "\"hard\\\"ware\"")]
    [InlineData("a\nb\u202e c\u0000", "\"a b  c\"")]
    [InlineData("日本語", "\"日本語\"")]
    public void Values_are_quoted_so_that_they_are_data(string value, string quoted) => Assert.Equal(quoted, Prompt.Quoted(value));

    [Fact]
    public void Long_values_are_cut_off() => Assert.InRange(Prompt.Quoted(new string('x', 100_000)).Length, 50, 120);

    private sealed class Listener(List<WritingTally> told) : IProgress<WritingTally>
    {
        public void Report(WritingTally value) => told.Add(value);
    }
}
