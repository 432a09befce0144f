using System.Text.Json;
using SafeSynth.Adapters.Language;
using SafeSynth.Plans;
using SafeSynth.Tests.Ollama;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Adapters.Language;

/// <summary>A language model over real HTTP, from a request to its answer and to every way in which there is none.</summary>
public sealed class OllamaWritingTests
{
    private const string Secret = "xylophone-7731";

    private const string Schema = """{"type":"object","properties":{"text":{"type":"string"},"stars":{"type":"integer","minimum":1,"maximum":5}},"required":["text","stars"]}""";

    private static readonly AnswerTimeouts Short = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5));

    private static Request Question { get; } = new("Write a ticket.", $"About {Secret}.", Seed: 7, MostTokens: 100);

    [Fact]
    public void An_answer_comes_whole_with_its_tokens()
    {
        var answer = Ask(new Scripted("Größe 42 passt nicht – „zurück“ 😀\n"), Question);

        Assert.Equal("Größe 42 passt nicht – „zurück“ 😀\n", answer.Text);
        Assert.Equal((ToyTokens.Of("Write a ticket.").Count + ToyTokens.Of($"About {Secret}.").Count, 10), (answer.RequestTokens, answer.AnswerTokens));
        Assert.False(answer.IsCutOff);
    }

    [Fact]
    public void All_options_are_on_the_wire()
    {
        using var server = Serving(new Scripted("an answer"));
        using var session = Open(server);

        session.Tools.Writer!.Ask(Question with { Temperature = 1.25, AnswerSchema = Schema }, TestContext.Current.CancellationToken);

        var sent = server.Requests[^1].Json;
        Assert.Equal("/api/chat", server.Requests[^1].Path);
        Assert.Equal("toy", sent.GetProperty("model").GetString());
        Assert.Equal(
            [("system", "Write a ticket."), ("user", $"About {Secret}.")],
            sent.GetProperty("messages").EnumerateArray().Select(message => (message.GetProperty("role").GetString()!, message.GetProperty("content").GetString()!)));
        Assert.True(sent.GetProperty("stream").GetBoolean());
        Assert.False(sent.GetProperty("think").GetBoolean());
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(Schema).RootElement, sent.GetProperty("format")));
        var options = sent.GetProperty("options");
        Assert.Equal(1.25, options.GetProperty("temperature").GetDouble());
        Assert.Equal(0, options.GetProperty("top_k").GetInt32());
        Assert.Equal(0.95f, options.GetProperty("top_p").GetSingle());
        Assert.Equal(7, options.GetProperty("seed").GetInt32());
        Assert.Equal(100, options.GetProperty("num_predict").GetInt32());
        Assert.Equal(8192, options.GetProperty("num_ctx").GetInt32());
        Assert.Equal(6, options.EnumerateObject().Count());
    }

    [Fact]
    public void The_same_seed_gives_the_same_text_and_another_one_another()
    {
        var model = new ToyLanguageModel(ToyCorpus.Mixed());

        Assert.Equal(Ask(model, Question).Text, Ask(model, Question).Text);
        Assert.NotEqual(Ask(model, Question).Text, Ask(model, Question with { Seed = 8 }).Text);
    }

    [Fact]
    public void An_answer_that_reaches_its_limit_is_cut_off()
    {
        var answer = Ask(new Scripted("one two three four five"), Question with { MostTokens = 3 });

        Assert.Equal("one two three", answer.Text);
        Assert.True(answer.IsCutOff);
    }

    [Fact]
    public void An_answer_follows_its_schema()
    {
        var text = Ask(new ToyLanguageModel(ToyCorpus.Mixed()), Question with { AnswerSchema = Schema }).Text;

        var answer = JsonDocument.Parse(text).RootElement;
        Assert.NotEmpty(answer.GetProperty("text").GetString()!);
        Assert.InRange(answer.GetProperty("stars").GetInt32(), 1, 5);
    }

    [Theory]
    [InlineData("<think>What shall I say?</think>An answer.", "An answer.")]
    [InlineData("What shall I say?</think>\nAn answer.", "\nAn answer.")]
    public void Thoughts_are_no_part_of_an_answer(string said, string answer)
    {
        Assert.Equal(answer, Ask(new Scripted(said), Question).Text);
        Assert.Equal("An answer.", Ask(new Scripted("An answer.", thinking: "What shall I say?"), Question).Text);
    }

    [Fact]
    public void An_answer_that_was_filed_among_the_thoughts_is_found_if_it_is_the_JSON_that_was_asked_for()
    {
        var filed = new Scripted("", thinking: """{"text":"An answer.","stars":3}""");

        Assert.Equal("""{"text":"An answer.","stars":3}""", Ask(filed, Question with { AnswerSchema = Schema }).Text);
        Assert.Equal("SS4029", Lost(filed, Question).Code);
    }

    [Theory]
    [InlineData("", "I wonder and wonder.", "SS4029")]
    [InlineData("<think>I wonder and wonder.", "", "SS4029")]
    [InlineData("<think>I wonder.</think> \n", "", "SS4029")]
    [InlineData("", "", "SS4028")]
    [InlineData(" \n\t ", "", "SS4028")]
    public void No_answer_is_lost_not_empty(string said, string thinking, string code) =>
        Assert.Equal(code, Lost(new Scripted(said, thinking), Question).Code);

    [Theory]
    [InlineData(" ", 3000)]
    [InlineData("\n", 3000)]
    [InlineData("no way, ", 500)]
    [InlineData("The printer on the second floor does not print in colour since yesterday morning, and nobody in our team knows how to start it again. ", 40)]
    public void An_answer_that_repeats_itself_is_stopped(string piece, int times)
    {
        var looping = new Scripted((_, _) => "{" + string.Concat(Enumerable.Repeat(piece, times)));

        Assert.Equal("SS4030", Lost(looping, Question with { MostTokens = 2000 }).Code);
        Assert.Equal("SS4030", Lost(new Scripted("", string.Concat(Enumerable.Repeat(piece, times))), Question with { MostTokens = 2000 }).Code);
    }

    [Fact]
    public void Repetition_as_people_write_it_is_none()
    {
        var table = string.Join('\n', Enumerable.Range(0, 20).Select(row => $"| row {row} | {row * row} | {new string('-', 60)} |"));

        Assert.Equal(table, Ask(new Scripted(table), Question with { MostTokens = 5000 }).Text);
    }

    [Fact]
    public void An_answer_beyond_its_limit_is_stopped()
    {
        using var server = Serving(new Scripted("an answer"));
        var random = new Random(3);
        server.Replay("/api/chat", string.Concat(Enumerable.Range(0, 2000).Select(_ =>
            $$"""{"model":"toy","created_at":"2025-01-01T00:00:00Z","message":{"role":"assistant","content":"{{random.Next()}} "},"done":false}""" + "\n")));

        Assert.Equal("SS4031", Assert.Throws<LostAnswerException>(() => Ask(server, Question with { MostTokens = 10 })).Code);
    }

    [Theory]
    [InlineData(Ending.Error, "SS4026")]
    [InlineData(Ending.Cut, "SS4027")]
    [InlineData(Ending.NotDone, "SS4027")]
    [InlineData(Ending.NoJson, "SS4022")]
    public void A_stream_that_breaks_in_the_middle_is_no_answer(Ending ending, string code)
    {
        foreach (var after in new[] { 0, 2 })
            Assert.Equal(code, Fault(new Mishap(ending, after)).Code);
    }

    [Theory]
    [InlineData(400, "the request is malformed", "SS4034", "HTTP 400")]
    [InlineData(400, "this model does not support chat", "SS4034", "cannot do what is asked")]
    [InlineData(400, "invalid JSON schema in format", "SS4034", "form that is asked for")]
    [InlineData(401, "unauthorized", "SS4034", "signin")]
    [InlineData(403, "ollama cloud is disabled", "SS4034", "switched off")]
    [InlineData(404, "model 'toy' not found", "SS4023", "ollama pull toy")]
    [InlineData(429, "too many requests", "SS4026", "busy")]
    [InlineData(503, "server busy, please try again.  maximum pending requests exceeded", "SS4026", "busy")]
    [InlineData(500, "model requires more system memory (9.1 GiB) than is available (1.2 GiB)", "SS4026", "too little memory")]
    [InlineData(500, "llama runner process has terminated", "SS4026", "HTTP 500")]
    [InlineData(502, "upstream unavailable", "SS4026", "cannot reach the machine")]
    [InlineData(307, "http://elsewhere.invalid/api/chat", "SS4022", "does not speak")]
    public void A_refusal_is_told_in_words_of_ours(int status, string said, string code, string reason)
    {
        var fault = Fault(new Mishap(Ending.Whole) { Status = status, Message = said });

        Assert.Equal(code, fault.Code);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_message_quotes_a_request_an_answer_or_a_server()
    {
        Mishap[] mishaps =
        [
            .. Enum.GetValues<Ending>().Where(ending => ending is not (Ending.Whole or Ending.Stall))
                .Select(ending => new Mishap(ending, 1) { Message = $"cannot read '{Secret}'" }),
            .. new[] { 307, 400, 401, 404, 500, 503 }.Select(status => new Mishap(Ending.Whole) { Status = status, Message = $"http://localhost/{Secret}" }),
        ];

        Assert.All(mishaps, mishap => Assert.DoesNotContain(Secret, Fault(mishap).ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, Lost(new Scripted($"<think>{Secret}"), Question).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Lost(new Scripted(string.Concat(Enumerable.Repeat(Secret, 200))), Question with { MostTokens = 1000 }).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_failed_once_can_be_asked_again()
    {
        using var server = Serving(new Scripted("an answer"), new Mishap(Ending.Error, 1) { Times = 1 });
        using var session = Open(server);

        Assert.Throws<LostAnswerException>(() => session.Tools.Writer!.Ask(Question, TestContext.Current.CancellationToken));
        Assert.Equal("an answer", session.Tools.Writer!.Ask(Question, TestContext.Current.CancellationToken).Text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_server_that_falls_silent_is_left(int after)
    {
        using var server = Serving(new Scripted("one two three"), new Mishap(Ending.Stall, after));
        using var session = Open(server, Short);

        var fault = Assert.Throws<SafeSynthException>(() => session.Tools.Writer!.Ask(Question, TestContext.Current.CancellationToken));

        Assert.Equal("SS4025", fault.Code);
        AssertLeft(server);
    }

    [Fact]
    public void An_answer_that_comes_too_slowly_is_given_up()
    {
        using var server = Serving(
            new Scripted(string.Join(' ', Enumerable.Range(0, 10_000))), new Mishap(Ending.Whole) { Pause = TimeSpan.FromMilliseconds(20) });
        using var session = Open(server, new AnswerTimeouts(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30)));

        var fault = Assert.Throws<SafeSynthException>(
            () => session.Tools.Writer!.Ask(Question with { MostTokens = 10_000 }, TestContext.Current.CancellationToken));

        Assert.Equal("SS4025", fault.Code);
        Assert.Contains("0.5 s", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void An_answer_can_be_cancelled_before_it_begins_and_in_its_middle(int after)
    {
        using var server = Serving(new Scripted("one two three"), new Mishap(Ending.Stall, after));
        using var session = Open(server);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));

        var stopped = Assert.Throws<OperationCanceledException>(() => session.Tools.Writer!.Ask(Question, cancel.Token));

        Assert.Equal(cancel.Token, stopped.CancellationToken);
        AssertLeft(server);
    }

    [Fact]
    public void Many_may_ask_at_once()
    {
        using var server = Serving(new Scripted((prompt, _) => $"You said: {prompt.User}"));
        using var session = Open(server);
        var answers = new string[40];

        Parallel.For(0, answers.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            answers[i] = session.Tools.Writer!.Ask(Question with { Message = $"Text {i}" }, CancellationToken.None).Text);

        Assert.Equal(Enumerable.Range(0, answers.Length).Select(i => $"You said: Text {i}"), answers);
    }

    [Fact]
    public void A_request_of_a_hundred_thousand_characters_arrives()
    {
        var large = string.Concat(Enumerable.Repeat("Grüße 😀 \u0000 \ud800 ", 7000));

        var answer = Ask(new Scripted((prompt, _) => $"{prompt.User.Length}"), Question with { Message = large });

        Assert.Equal($"{large.Length}", answer.Text);
    }

    private static Answer Ask(IToyWriter writer, Request request)
    {
        using var server = Serving(writer);
        return Ask(server, request);
    }

    private static Answer Ask(OllamaServer server, Request request)
    {
        using var session = Open(server);
        return session.Tools.Writer!.Ask(request, TestContext.Current.CancellationToken);
    }

    private static LostAnswerException Lost(IToyWriter writer, Request request) =>
        Assert.Throws<LostAnswerException>(() => Ask(writer, request));

    private static SafeSynthException Fault(Mishap mishap)
    {
        using var server = Serving(new Scripted($"one {Secret} three four"), mishap);
        return Assert.ThrowsAny<SafeSynthException>(() => Ask(server, Question));
    }

    private static OllamaServer Serving(IToyWriter writer, Mishap? mishap = null) => new(new ServedModel("toy", writer) { Mishap = mishap ?? Mishap.None });

    private static OllamaSession Open(OllamaServer server, AnswerTimeouts? timeouts = null) =>
        OllamaSession.Open(new OllamaChoice { Endpoint = server.Endpoint, Model = "toy", Timeouts = timeouts ?? AnswerTimeouts.Default });

    // The server notices a moment later.
    private static void AssertLeft(OllamaServer server) =>
        Assert.True(SpinWait.SpinUntil(() => server.Requests[^1].WasAbandoned, TimeSpan.FromSeconds(30)));
}
