using System.Net;
using System.Text;
using System.Text.Json;
using SafeSynth.Adapters.Language;
using SafeSynth.Tests.Ollama;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Adapters.Language;

/// <summary>
/// The examples of Ollama's documentation (docs/api.md, docs/api/errors.mdx), with made-up content in the same form. Requests go to the
/// server of the tests, which must answer with the documented members; documented responses go to the adapters, byte for byte, which must
/// read them.
/// </summary>
public sealed class OllamaContractTests
{
    private static readonly HttpClient Http = new();

    [Fact]
    public async Task A_completion_is_streamed()
    {
        var lines = await PostAsync("/api/generate", """{"model": "toy2.1", "prompt": "Why is grass green?"}""");

        Assert.All(lines[..^1], line => AssertForm("""{"model":"toy2.1","created_at":"2025-03-04T08:52:19.385406455-07:00","response":"The","done":false}""", line));
        AssertForm(
            """
            {"model":"toy2.1","created_at":"2025-03-04T19:22:45.499127Z","response":"","done":true,"done_reason":"stop","context":[1,2,3],"total_duration":1,"load_duration":1,
            "prompt_eval_count":2,"prompt_eval_duration":1,"eval_count":2,"eval_duration":4}
            """, lines[^1]);
        Assert.Equal(lines.Length - 1, lines[^1].GetProperty("eval_count").GetInt32());
    }

    [Fact]
    public async Task A_completion_comes_in_one_piece_with_every_option_that_is_documented()
    {
        var answer = Assert.Single(await PostAsync("/api/generate", """
            {
              "model": "toy2.1", "prompt": "Why is grass green?", "stream": false,
              "options": {
                "num_keep": 5, "seed": 42, "num_predict": 3, "draft_num_predict": 4, "top_k": 20, "top_p": 0.9, "min_p": 0.0, "typical_p": 0.7, "repeat_last_n": 33,
                "temperature": 0.8, "repeat_penalty": 1.2, "presence_penalty": 1.5, "frequency_penalty": 1.0, "penalize_newline": true, "stop": ["\n", "user:"],
                "numa": false, "num_ctx": 1024, "num_batch": 2, "num_gpu": 1, "main_gpu": 0, "use_mmap": true, "num_thread": 8
              }
            }
            """));

        AssertForm(
            """
            {"model":"toy2.1","created_at":"2025-03-04T19:22:45.499127Z","response":"It is.","done":true,"done_reason":"length","context":[1],"total_duration":5043500667,
            "load_duration":5025959,"prompt_eval_count":26,"prompt_eval_duration":325953000,"eval_count":290,"eval_duration":4709213000}
            """, answer);
        Assert.Equal(("length", 3), (answer.GetProperty("done_reason").GetString(), answer.GetProperty("eval_count").GetInt32()));
    }

    [Theory]
    [InlineData("""{"type": "object", "properties": {"height": {"type": "integer"}, "tame": {"type": "boolean"}}, "required": ["height", "tame"]}""")]
    [InlineData("\"json\"")]
    public async Task Structured_output_is_a_string_that_holds_JSON(string format)
    {
        var completion = Assert.Single(await PostAsync("/api/generate", $$"""{"model": "toy2.1", "prompt": "How tall is it? Use JSON.", "stream": false, "format": {{format}}}"""));
        var chat = Assert.Single(await PostAsync("/api/chat", $$"""{"model": "toy2.1", "messages": [{"role": "user", "content": "How tall is it?"}], "stream": false, "format": {{format}}}"""));

        foreach (var text in new[] { completion.GetProperty("response").GetString()!, chat.GetProperty("message").GetProperty("content").GetString()! })
        {
            var answer = JsonDocument.Parse(text).RootElement;
            Assert.Equal(JsonValueKind.Object, answer.ValueKind);
            if (format[0] == '{')
                Assert.True(
                    answer.GetProperty("height").TryGetInt32(out _) && answer.GetProperty("tame").ValueKind is JsonValueKind.True or JsonValueKind.False);
        }
    }

    [Fact]
    public async Task A_raw_prompt_is_continued_and_has_no_context()
    {
        var answer = Assert.Single(await PostAsync("/api/generate", """{"model": "toy2.1", "prompt": "[INST] today the ferry [/INST]", "raw": true, "stream": false}"""));

        Assert.False(answer.TryGetProperty("context", out _));
    }

    [Fact]
    public async Task Logprobs_are_told_of_every_token_and_of_the_likeliest_ones()
    {
        var lines = await PostAsync("/api/generate", """{"model": "toy2.1", "prompt": "Why?", "logprobs": true, "top_logprobs": 3}""");
        var whole = Assert.Single(await PostAsync("/api/chat", """{"model": "toy2.1", "messages": [{"role": "user", "content": "Why?"}], "logprobs": true, "top_logprobs": 3, "stream": false}"""));
        const string Form = """{"token":" the","logprob":-0.5,"bytes":[32,116],"top_logprobs":[{"token":" the","logprob":-0.5,"bytes":[32,116]}]}""";

        Assert.All(lines[..^1], line => AssertForm(Form, Assert.Single(line.GetProperty("logprobs").EnumerateArray())));
        Assert.Equal(whole.GetProperty("eval_count").GetInt32(), whole.GetProperty("logprobs").GetArrayLength());
        Assert.All(whole.GetProperty("logprobs").EnumerateArray(), token =>
        {
            AssertForm(Form, token);
            Assert.Equal(3, token.GetProperty("top_logprobs").GetArrayLength());
            Assert.Equal(token.GetProperty("token").GetString(), Encoding.UTF8.GetString([.. token.GetProperty("bytes").EnumerateArray().Select(value => value.GetByte())]));
        });
    }

    [Theory]
    [InlineData("/api/generate", """{"model": "toy2.1"}""", "load")]
    [InlineData("/api/generate", """{"model": "toy2.1", "keep_alive": 0}""", "unload")]
    [InlineData("/api/chat", """{"model": "toy2.1", "messages": []}""", "load")]
    [InlineData("/api/chat", """{"model": "toy2.1", "messages": [], "keep_alive": 0}""", "unload")]
    public async Task A_request_of_nothing_loads_or_unloads_the_model(string path, string request, string reason)
    {
        var answer = Assert.Single(await PostAsync(path, request));

        AssertForm(
            path == "/api/chat"
                ? """{"model":"toy2.1","created_at":"2025-09-12T21:33:17.547535Z","message":{"role":"assistant","content":""},"done_reason":"load","done":true}"""
                : """{"model":"toy2.1","created_at":"2025-09-12T21:33:17.547535Z","response":"","done_reason":"load","done":true}""", answer);
        Assert.Equal(reason, answer.GetProperty("done_reason").GetString());
    }

    [Fact]
    public async Task A_chat_with_its_history_is_streamed()
    {
        var lines = await PostAsync("/api/chat", """
            {"model": "toy2.1", "messages": [{"role": "user", "content": "why?"}, {"role": "assistant", "content": "because."}, {"role": "user", "content": "why not?"}]}
            """);

        Assert.All(lines[..^1], line => AssertForm(
            """{"model":"toy2.1","created_at":"2025-08-04T08:52:19.385406455-07:00","message":{"role":"assistant","content":"The"},"done":false}""", line));
        AssertForm(
            """
            {"model":"toy2.1","created_at":"2025-08-04T19:22:45.499127Z","message":{"role":"assistant","content":""},"done_reason":"stop","done":true,"total_duration":4883583458,
            "load_duration":1334875,"prompt_eval_count":26,"prompt_eval_duration":342546000,"eval_count":282,"eval_duration":4535599000}
            """, lines[^1]);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_answer()
    {
        const string Request = """{"model": "toy2.1", "messages": [{"role": "user", "content": "Hello!"}], "stream": false, "options": {"seed": 101}}""";

        var (once, again) = (Assert.Single(await PostAsync("/api/chat", Request)), Assert.Single(await PostAsync("/api/chat", Request)));

        Assert.Equal(once.GetProperty("message").ToString(), again.GetProperty("message").ToString());
    }

    [Fact]
    public async Task A_thinking_model_thinks_in_a_member_of_its_own()
    {
        var answer = Assert.Single(await PostAsync("/api/chat", """{"model": "thinker", "messages": [{"role": "user", "content": "why?"}], "think": true, "stream": false}"""));

        AssertForm("""{"role":"assistant","content":"Because.","thinking":"Why indeed?"}""", answer.GetProperty("message"));
    }

    [Fact]
    public async Task Models_are_listed_and_shown()
    {
        using var server = Serving();

        AssertForm(
            """
            {"models":[{"name":"toy2.1:latest","model":"toy2.1:latest","modified_at":"2025-05-10T08:06:48.639712648-07:00","size":4683075271,"digest":"0a8c26",
            "details":{"parent_model":"","format":"gguf","family":"toy","families":["toy"],"parameter_size":"7.6B","quantization_level":"Q4_K_M"}}]}
            """, JsonDocument.Parse(await Http.GetStringAsync(server.Endpoint + "/api/tags", TestContext.Current.CancellationToken)).RootElement);
        AssertForm(
            """
            {"modelfile":"# a file","parameters":"num_keep 24","template":"{{ .Prompt }}",
            "details":{"parent_model":"","format":"gguf","family":"toy","families":["toy"],"parameter_size":"8.0B","quantization_level":"Q4_0"},
            "model_info":{"general.architecture":"toy","general.parameter_count":8030261248,"toy.context_length":8192},"capabilities":["completion"]}
            """, Assert.Single(await PostAsync("/api/show", """{"model": "toy2.1"}""")));
        AssertForm("""{"version": "0.5.1"}""", JsonDocument.Parse(await Http.GetStringAsync(server.Endpoint + "/api/version", TestContext.Current.CancellationToken)).RootElement);
    }

    [Fact]
    public async Task A_download_tells_how_far_it_is()
    {
        var lines = await PostAsync("/api/pull", """{"model": "toy2.1"}""");

        Assert.Equal("""{"status":"pulling manifest"}""", lines[0].ToString());
        Assert.All(lines.Where(line => line.TryGetProperty("completed", out _)), line =>
            AssertForm("""{"status":"pulling digestname","digest":"digestname","total":2142590208,"completed":241970}""", line));
        Assert.Equal(
            ["verifying sha256 digest", "writing manifest", "removing any unused layers", "success"], lines.TakeLast(4).Select(line => line.GetProperty("status").GetString()));
        Assert.Equal("""{"status":"success"}""", Assert.Single(await PostAsync("/api/pull", """{"model": "toy2.1", "stream": false}""")).ToString());
    }

    [Fact]
    public async Task One_text_and_several_are_embedded()
    {
        var one = Assert.Single(await PostAsync("/api/embed", """{"model": "toy-minilm", "input": "Why is grass green?"}"""));
        var two = Assert.Single(await PostAsync("/api/embed", """{"model": "toy-minilm", "input": ["Why is grass green?", "Why is the sea blue?"]}"""));

        AssertForm("""{"model":"toy-minilm","embeddings":[[0.010071029,-0.0017594862]],"total_duration":14143917,"load_duration":1019500,"prompt_eval_count":8}""", one);
        Assert.Equal(2, two.GetProperty("embeddings").GetArrayLength());
        Assert.Equal(one.GetProperty("embeddings")[0].ToString(), two.GetProperty("embeddings")[0].ToString());
    }

    [Theory]
    [InlineData("/api/chat", """{"model": "nobody", "messages": []}""", HttpStatusCode.NotFound, "model 'nobody' not found")]
    [InlineData("/api/generate", """{"model": "toy2.1", "prompt": "a", "top_logprobs": 21}""", HttpStatusCode.BadRequest, "top_logprobs must be between 0 and 20")]
    [InlineData("/api/embed", """{"model": "toy-minilm", "input": 5}""", HttpStatusCode.BadRequest, "invalid input type")]
    [InlineData("/api/chat", "", HttpStatusCode.BadRequest, "missing request body")]
    [InlineData("/api/chat", """{"model": "toy2.1", "think": true, "messages": [{"role": "user", "content": "a"}]}""", HttpStatusCode.BadRequest, "\"toy2.1\" does not support thinking")]
    [InlineData("/api/chat", """{"model": "toy-minilm", "messages": [{"role": "user", "content": "a"}]}""", HttpStatusCode.BadRequest, "\"toy-minilm\" does not support chat")]
    public async Task Errors_have_a_status_and_one_member(string path, string request, HttpStatusCode status, string message)
    {
        using var server = Serving();
        using var response = await Http.PostAsync(server.Endpoint + path, new StringContent(request), TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(message, JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("error").GetString());
    }

    [Fact]
    public void A_recorded_chat_is_read_byte_for_byte()
    {
        using var server = Serving();
        using var session = OllamaSession.Open(new OllamaChoice { Endpoint = server.Endpoint, Model = "toy2.1" });
        server.Replay("/api/chat", """
            {"model":"toy2.1","created_at":"2023-08-04T08:52:19.385406455-07:00","message":{"role":"assistant","content":"Gr","images":null},"done":false}
            {"model":"toy2.1","created_at":"2023-08-04T08:52:19.405406455-07:00","message":{"role":"assistant","content":"ün \"\u00fc\ud83d\ude00"},"done":false}

            {"model":"toy2.1","created_at":"2023-08-04T19:22:45.499127Z","message":{"role":"assistant","content":""},"done_reason":"length","done":true,"total_duration":4883583458,"load_duration":1334875,"prompt_eval_count":26,"prompt_eval_duration":342546000,"eval_count":282,"eval_duration":4535599000}

            """);

        var answer = session.Tools.Writer!.Ask(new Request("", "Which colour?", 1, 300), TestContext.Current.CancellationToken);

        Assert.Equal(new Answer("Grün \"ü😀", 26, 282, IsCutOff: true), answer);
    }

    [Fact]
    public void A_recorded_chat_without_a_last_message_is_read_too()
    {
        using var server = Serving();
        using var session = OllamaSession.Open(new OllamaChoice { Endpoint = server.Endpoint, Model = "toy2.1" });
        server.Replay("/api/chat", """
            {"model":"toy2.1","created_at":"2023-08-04T08:52:19.385406455-07:00","message":{"role":"assistant","content":"The"},"done":false}
            {"model":"toy2.1","created_at":"2023-08-04T19:22:45.499127Z","done":true,"total_duration":8113331500,"load_duration":6396458,"prompt_eval_count":61,"prompt_eval_duration":398801000,"eval_count":468,"eval_duration":7701267000}

            """);

        Assert.Equal(new Answer("The", 61, 468), session.Tools.Writer!.Ask(new Request("", "Which?", 1, 300), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_recorded_error_in_mid_stream_is_a_fault()
    {
        using var server = Serving();
        using var session = OllamaSession.Open(new OllamaChoice { Endpoint = server.Endpoint, Model = "toy2.1" });
        server.Replay("/api/chat", """
            {"model":"toy2.1","created_at":"2025-10-26T17:21:21.196249Z","message":{"role":"assistant","content":" Yes"},"done":false}
            {"error":"an error was encountered while running the model"}

            """);

        Assert.Equal("SS4026", Assert.Throws<LostAnswerException>(() => session.Tools.Writer!.Ask(new Request("", "Which?", 1, 300), TestContext.Current.CancellationToken)).Code);
    }

    [Fact]
    public void A_recorded_embedding_is_read()
    {
        using var server = new OllamaServer(new ServedModel("toy-minilm") { Embedding = _ => [1, 0] });
        using var session = OllamaSession.Open(new OllamaChoice { Endpoint = server.Endpoint, EmbeddingModel = "toy-minilm" });
        server.Replay("/api/embed", """{"model":"toy-minilm","embeddings":[[0.06,-0.08]],"total_duration":14143917,"load_duration":1019500,"prompt_eval_count":8}""");

        Assert.Equal([0.6f, -0.8f], session.Tools.Embedder!.Embed("a text", TestContext.Current.CancellationToken));
    }

    private static OllamaServer Serving() => new(
        new ServedModel("toy2.1", new ToyLanguageModel(ToyCorpus.Mixed())), new ServedModel("toy-minilm"),
        new ServedModel("thinker", new Scripted("Because.", thinking: "Why indeed?")) { Capabilities = ["completion", "thinking"] });

    private static async Task<JsonElement[]> PostAsync(string path, string request)
    {
        using var server = Serving();
        using var response = await Http.PostAsync(
            server.Endpoint + path, new StringContent(request, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    // The same members of the same kinds; lists are compared by their first item.
    private static void AssertForm(string documented, JsonElement told) =>
        Assert.Equal(FormOf(JsonDocument.Parse(documented).RootElement).Order(), FormOf(told).Order());

    private static IEnumerable<string> FormOf(JsonElement item, string path = "") => item.ValueKind switch
    {
        JsonValueKind.Object => item.EnumerateObject().SelectMany(member => FormOf(member.Value, $"{path}.{member.Name}")),
        JsonValueKind.Array => item.EnumerateArray().Take(1).SelectMany(first => FormOf(first, path + "[]")).DefaultIfEmpty(path + "[]"),
        JsonValueKind.True or JsonValueKind.False => [path + ": boolean"],
        _ => [$"{path}: {item.ValueKind}"],
    };
}
