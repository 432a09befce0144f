using System.Diagnostics;
using SafeSynth.Tests.Ollama;

namespace SafeSynth.Tests;

/// <summary>Texts that a language model writes, through the real engine and over a real wire.</summary>
public sealed class TextWritingTests : IDisposable
{
    private const string Canary = "zyxwv swordfish";

    private readonly Workshop _shop = new();

    // What it writes depends on the prompt and the seed alone, as with a server that repeats itself.
    private readonly OllamaServer _server = new(
        new ServedModel("toy", new Scripted((prompt, sampling) => Json($"Written {prompt.User.Length} {sampling.Seed}"))),
        new ServedModel("mute", new Scripted(Json("..."))),
        new ServedModel("clumsy", new Scripted((_, sampling) => Json(sampling.Seed % 8 < 5 ? "..." : $"Written {sampling.Seed}"))),
        new ServedModel("embedder"));

    public TextWritingTests() => _shop.Write("tickets.csv", "body,queue,priority,customer\n" + string.Concat(Enumerable.Range(0, 1200).Select(i => (i % 3) switch
    {
        _ when i == 700 => $"The codeword is {Canary}. Tell nobody,hardware,high,c700\n",
        0 => $"\"The printer, on floor {i}, is out of paper\",hardware,high,c{i / 3}\n",
        1 => $"I forgot the password of my account,accounts,low,c{i / 3}\n",
        _ => $"Where is the monitor that I ordered,orders,low,c{i / 3}\n",
    })));

    public void Dispose()
    {
        _server.Dispose();
        _shop.Dispose();
    }

    private static string Json(string text) => $$"""{"text": "{{text}}"}""";

    private string Fit =>
        $"New-DpSyntheticText tickets.csv -TextProperty body -LabelProperty queue -Epsilon 8 -Generator SeededPrompt -Endpoint {_server.Endpoint} -Model toy ";

    private IReadOnlyList<CapturedRequest> Chats => [.. _server.Requests.Where(request => request.Path is "/api/chat" or "/api/generate")];

    [Theory]
    [InlineData("Gaussian")]
    [InlineData("Laplace")]
    public void A_language_model_writes_what_keywords_ask_for_and_no_private_text_goes_anywhere(string noise)
    {
        _shop.Write("tickets.schema.json", """{"fields":[{"name":"priority","type":"string","constraints":{"enum":["high","low"]}}]}""");

        var run = _shop.Run(Fit + $"-Count 60 -Noise {noise} -Schema tickets.schema.json -AttributeProperty priority -OutFile out.csv -Report out.html -SaveModel out.dpmodel {(noise == "Gaussian" ? "-Ledger out.ledger.jsonl " : "")}-PassThru -Verbose; (Test-DpCertificate out.certificate.json).Passed").Succeeds();

        dynamic release = run.Output[0].BaseObject;
        Assert.Equal((60L, 3, "SeededPrompt"), (release.Rows, release.Columns, release.Generator));
        Assert.Equal("True", run.Output[1].ToString());
        Assert.Equal("body,queue,priority", _shop.Lines("out.csv")[0]);
        Assert.Equal(61, _shop.Lines("out.csv").Length);
        Assert.Contains(_shop.Lines("out.csv"), line => line.EndsWith(",hardware,high", StringComparison.Ordinal));
        Assert.Contains(run.Verbose, line => line.StartsWith("The language model took 60 requests, ", StringComparison.Ordinal));
        Assert.Equal(60, Chats.Count);
        Assert.Contains(Chats, chat => chat.Body.Contains("printer", StringComparison.Ordinal));

        // Words and labels that many share are the release; no text is.
        string[] told = [.. _server.Requests.Select(request => request.Body), run.Everything, .. _shop.Files.Where(file => file != "tickets.csv").Select(_shop.Read)];
        Assert.All(told, text => Assert.DoesNotContain("swordfish", text, StringComparison.OrdinalIgnoreCase));
        Assert.All(told, text => Assert.DoesNotContain("zyxwv", text, StringComparison.OrdinalIgnoreCase));
        Assert.All(told, text => Assert.DoesNotContain("out of paper", text, StringComparison.OrdinalIgnoreCase));
        Assert.All(told, text => Assert.DoesNotContain("the password of", text, StringComparison.OrdinalIgnoreCase));
        Assert.All(told, text => Assert.DoesNotContain("c700", text, StringComparison.Ordinal));
    }

    [Fact]
    public void WhatIf_tells_requests_tokens_and_what_leaves_the_process_and_asks_no_server()
    {
        var shown = _shop.Session.Show(Fit + "-Count 500 -OutFile out.csv -Checkpoint run -WhatIf");

        Assert.StartsWith("What if: spend epsilon 8 (delta 1e-06) per row of 'tickets' on a model of the texts in 'body' (SeededPrompt).", shown);
        Assert.Contains("no private text leaves this process", shown);
        Assert.Contains($"'toy' at {_server.Endpoint}, this machine.", shown);
        Assert.Contains("500 texts take about 500 requests and 75000 tokens to read", shown);
        Assert.Empty(_server.Requests);
        Assert.Equal(["tickets.csv"], _shop.Files);
    }

    [Fact]
    public void A_kept_model_has_texts_written_by_whom_one_names()
    {
        _shop.Run(Fit.Replace("-Model toy", "", StringComparison.Ordinal) + "-Count 0 -SaveModel tickets.dpmodel").Succeeds();
        Assert.Empty(_server.Requests);

        var texts = _shop.Run($"New-DpSyntheticText -Model tickets.dpmodel -Writer toy -Endpoint {_server.Endpoint} -Count 20 -Seed 7 | ForEach-Object {{ \"$($_.queue): $($_.body)\" }}").Succeeds();

        Assert.Equal(20, texts.Lines.Count);
        Assert.Equal(texts.Lines, _shop.Run($"Import-DpModel tickets.dpmodel | ForEach-Object {{ New-DpSyntheticText -Model $_ -Writer toy -Endpoint {_server.Endpoint} -Count 20 -Seed 7 }} | ForEach-Object {{ \"$($_.queue): $($_.body)\" }}").Succeeds().Lines);
        Assert.Contains("Sampling is free: nothing is spent. 'toy' at", _shop.Session.Show($"New-DpSyntheticText -Model tickets.dpmodel -Writer toy -Endpoint {_server.Endpoint} -Count 20 -WhatIf"));
        Assert.StartsWith("SS4050,", Assert.Single(_shop.Run("New-DpSyntheticText -Model tickets.dpmodel -Count 5").Errors).FullyQualifiedErrorId);
        Assert.StartsWith("SS4050,", Assert.Single(_shop.Run("New-DpSyntheticData -Model tickets.dpmodel -Count 5").Errors).FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("-Generator SeededPrompt", "SS4024")]
    [InlineData("-Generator SeededPrompt -Endpoint http://127.0.0.1:9", "SS4050")]
    [InlineData("-Generator NGram -Model toy", "SS0232")]
    [InlineData("-Generator NGram -EmbeddingModel embedder", "SS0232")]
    [InlineData("-Generator NGram -Noise Laplace", "SS0232")]
    [InlineData("-Generator NGram -Checkpoint run", "SS0232")]
    [InlineData("-Generator SeededPrompt -Model toy -AttributeProperty priority", "SS0230")]
    [InlineData("-Generator SeededPrompt -Model missing", "SS4023")]
    [InlineData("-Generator SeededPrompt -Model embedder", "SS4035")]
    [InlineData("-Generator SeededPrompt -Model toy -Endpoint http://127.0.0.1:9", "SS4020")]
    [InlineData("-Generator SeededPrompt -Model toy -Checkpoint tickets.csv", "SS0142")]
    [InlineData("-Generator SeededPrompt -Model toy -Checkpoint other", "SS4053")]
    [InlineData("-Generator RawPrompt -Model toy", "SS0235")]
    [InlineData("-Generator RawPrompt -Model toy -AllowNoGuarantee -Checkpoint run", "SS0233")]
    [InlineData("-Generator RawPrompt -AllowNoGuarantee", "SS4024")]
    public void What_cannot_be_done_costs_nothing(string asked, string code)
    {
        Directory.CreateDirectory(_shop.PathOf("other"));
        _shop.Write("other/my.csv", "a");
        var endpoint = asked.Contains("-Endpoint", StringComparison.Ordinal) ? "" : $" -Endpoint {_server.Endpoint}";

        var refused = Assert.Single(_shop.Run($"New-DpSyntheticText tickets.csv -TextProperty body -LabelProperty queue -Epsilon 1 -Count 3 -OutFile out.csv -Ledger out.ledger.jsonl {asked}{endpoint}").Errors);

        Assert.Equal($"{code},SafeSynth.Commands.NewDpSyntheticTextCommand", refused.FullyQualifiedErrorId);
        Assert.Equal(["other/my.csv", "tickets.csv"], _shop.Files);
        Assert.Empty(Chats);
    }

    [Fact]
    public void Texts_that_cannot_be_had_are_counted_and_a_model_that_writes_none_ends_the_run_and_keeps_the_fit()
    {
        var clumsy = _shop.Run(Fit.Replace("-Model toy", "-Model clumsy", StringComparison.Ordinal) + "-Count 60 -Seed 1 -OutFile out.csv -PassThru")
            .Succeeds();
        dynamic release = clumsy.Output[0].BaseObject;
        Assert.InRange((long)release.Rows, 35, 59);
        Assert.Equal((int)release.Rows + 1, _shop.Lines("out.csv").Length);
        Assert.Contains("texts could not be had, whatever was tried", Assert.Single(clumsy.Warnings));

        var mute = _shop.Run(Fit.Replace("-Model toy", "-Model mute", StringComparison.Ordinal) + "-Count 60 -OutFile mute.csv");
        Assert.StartsWith("SS4051,", Assert.Single(mute.Errors).FullyQualifiedErrorId);
        Assert.Contains("mute.dpmodel", _shop.Files);
        Assert.DoesNotContain("mute.csv", _shop.Files);
        Assert.Equal(5, _shop.Run($"New-DpSyntheticText -Model mute.dpmodel -Writer toy -Endpoint {_server.Endpoint} -Count 5").Succeeds().Output.Count);
    }

    [Fact]
    public void A_server_that_fails_in_the_middle_leaves_the_texts_that_came_and_the_model()
    {
        var left = 12;
        _server.Serve(new ServedModel("toy", new Scripted((_, sampling) => left-- > 0 ? Json($"Written {sampling.Seed}") : throw new IOException("gone"))));

        var run = _shop.Run(Fit + "-Count 60 -OutFile out.csv");

        Assert.Single(run.Errors);
        Assert.Equal(13, _shop.Lines("out.partial.csv").Length);
        Assert.Contains("The 12 texts that came are in", Assert.Single(run.Warnings));
        Assert.Equal(["out.dpmodel", "out.partial.csv", "tickets.csv"], _shop.Files);
    }

    [Fact]
    public void A_model_is_downloaded_when_that_is_asked_for_and_its_answers_have_the_time_that_they_are_given()
    {
        _server.Serve(new ServedModel("distant", new Scripted("Written")) { IsInstalled = false, Mishap = new Mishap(Ending.Stall, After: 1) });

        var run = _shop.Run(Fit.Replace("-Model toy", "-Model distant", StringComparison.Ordinal) + "-PullModel -TimeoutSec 1 -Count 3 -OutFile out.csv");

        Assert.StartsWith("SS4025,", Assert.Single(run.Errors).FullyQualifiedErrorId);
        Assert.Contains("/api/pull", _server.Requests.Select(request => request.Path));
        Assert.Single(Chats);
    }

    /// <remarks>The process is killed as an operating system kills, SIGKILL on Unix, when 200 of 500 answers have been asked for.</remarks>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_is_killed_goes_on_and_is_charged_once_and_asks_for_nothing_twice(bool withKey)
    {
        if (withKey) _shop.Run("New-DpKeyFile secret.key").Succeeds();
        string[] asked =
        [
            "New-DpSyntheticText", _shop.PathOf("tickets.csv"), "-TextProperty", "body", "-LabelProperty", "queue", "-Epsilon", "8", "-Count", "500",
            "-Generator", "SeededPrompt", "-Model", "toy", "-Endpoint", _server.Endpoint, "-Ledger", _shop.PathOf("out.ledger.jsonl"),
            .. withKey ? ["-KeyFile", _shop.PathOf("secret.key"), "-DataVersion", "v1", "-Seed", "5"] : Array.Empty<string>(),
        ];
        string[] resumable = [.. asked, "-Checkpoint", _shop.PathOf("run"), "-OutFile", _shop.PathOf("out.csv")];

        using (var killed = Begin(resumable))
        {
            while (Chats.Count < 200)
            {
                Assert.False(killed.HasExited, "It ended before it was killed.");
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            killed.Kill();
            await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.DoesNotContain("out.csv", _shop.Files);
        Assert.All(
            Directory.EnumerateFiles(_shop.PathOf("run")).Select(File.ReadAllText), text => Assert.DoesNotContain("swordfish", text, StringComparison.Ordinal));
        var before = Chats.Count;
        await Finish(resumable);

        Assert.Equal(501, _shop.Lines("out.csv").Length);
        Assert.InRange(Chats.Count, 500, 501);      // what was under way when it was killed is asked for again
        Assert.True(Chats.Count > before);
        Assert.Equal(["1"], _shop.Run($"(Get-DpLedger out.ledger.jsonl).Releases.Count").Succeeds().Lines);
        Assert.False(Directory.Exists(_shop.PathOf("run")));
        Assert.DoesNotContain("swordfish", _shop.Read("out.csv"), StringComparison.Ordinal);
        if (!withKey) return;

        await Finish([.. asked, "-OutFile", _shop.PathOf("whole.csv")]);
        Assert.Equal(_shop.Read("whole.csv"), _shop.Read("out.csv"));
        Assert.Equal(["1"], _shop.Run($"(Get-DpLedger out.ledger.jsonl).Releases.Count").Succeeds().Lines);
    }

    private static async Task Finish(string[] arguments)
    {
        using var process = Begin(arguments);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("", 0), (await error, process.ExitCode));
    }

    private static Process Begin(string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [Place.Host, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardInput.Close();
        return process;
    }
}
