using System.Net;
using System.Net.Sockets;
using SafeSynth.Tests.Ollama;

namespace SafeSynth.Tests;

/// <summary>What is left when the writing of texts is stopped, or the language model fails.</summary>
public sealed class TextInterruptionTests : IDisposable
{
    private const int Asked = 60, StopAfter = 20;

    private readonly Workshop _shop = new();
    private readonly ManualResetEventSlim _underWay = new(), _goOn = new();
    private readonly OllamaServer _server;
    private int _answers;

    public TextInterruptionTests()
    {
        _server = new(
            new ServedModel("toy", new Scripted((_, sampling) => Json($"Written {sampling.Seed}"))),
            new ServedModel("held", new Scripted((_, sampling) => Held(sampling))),
            new ServedModel("thinker", new Scripted("", "I wonder and wonder")),
            new ServedModel("silent", new Scripted("")),
            new ServedModel("looper", new Scripted(string.Concat(Enumerable.Repeat("again and again ", 300)))),
            new ServedModel("endless", new Scripted((_, sampling) => Json(string.Join(' ', Enumerable.Range((sampling.Seed ?? 0) % 1000, 400))))),
            new ServedModel("broken", new Scripted(Json("Written"))) { Mishap = new Mishap(Ending.Error, After: 2) },
            new ServedModel("cut", new Scripted(Json("Written"))) { Mishap = new Mishap(Ending.Cut, After: 2) },
            new ServedModel("hiccup", new Scripted((_, sampling) => Json($"Written {sampling.Seed}"))) { Mishap = new Mishap(Ending.Error, After: 2) { Times = 3 } });
        _shop.Write("tickets.csv", "body,queue\n" + string.Concat(Enumerable.Range(0, 1200).Select(i => (i % 3) switch
        {
            0 => "The printer is out of paper,hardware\n",
            1 => "I forgot the password of my account,accounts\n",
            _ => "Where is the monitor that I ordered,orders\n",
        })));
    }

    public void Dispose()
    {
        _goOn.Set();
        _server.Dispose();
        _shop.Dispose();
    }

    private static string Json(string text) => $$"""{"text": "{{text}}"}""";

    // Writes some texts, and no more until the test says so.
    private string Held(Sampling sampling)
    {
        if (Interlocked.Increment(ref _answers) > StopAfter)
        {
            _underWay.Set();
            _goOn.Wait();
        }

        return Json($"Written {sampling.Seed}");
    }

    private string Fit(string model) =>
        $"New-DpSyntheticText tickets.csv -TextProperty body -LabelProperty queue -Epsilon 8 -Generator SeededPrompt -Endpoint {_server.Endpoint} -Model {model} -Count {Asked} -OutFile out.csv ";

    [Fact]
    public void Whoever_stops_a_run_keeps_the_texts_that_came_and_the_fit_that_was_paid_for()
    {
        Stop(Fit("held"));

        Assert.Equal(["out.dpmodel", "out.partial.csv", "tickets.csv"], _shop.Files);
        Assert.Equal(StopAfter + 1, _shop.Lines("out.partial.csv").Length);
        Assert.Equal(5, _shop.Run($"New-DpSyntheticText -Model out.dpmodel -Writer toy -Endpoint {_server.Endpoint} -Count 5").Succeeds().Output.Count);
    }

    [Fact]
    public void Whoever_stops_a_run_with_a_checkpoint_goes_on_with_the_answers_that_came_and_is_told_how_many()
    {
        Stop(Fit("held") + "-Checkpoint run -Ledger out.ledger.jsonl");
        Assert.Equal(["out.ledger.jsonl", "out.partial.csv", "run/noise.key", "run/replies.jsonl", "run/run.json", "tickets.csv"], [.. _shop.Files.Select(name => name.Replace('\\', '/'))]);

        _goOn.Set();
        var whole = _shop.Run(Fit("held") + "-Checkpoint run -Ledger out.ledger.jsonl -Verbose").Succeeds();

        Assert.Contains($"Going on with the run in 'run': {StopAfter} answers are there already.", whole.Verbose);
        Assert.Contains(whole.Verbose, line => line.StartsWith($"The language model took {Asked - StopAfter} requests", StringComparison.Ordinal));
        Assert.Equal(_shop.Lines("out.partial.csv"), _shop.Lines("out.csv")[..(StopAfter + 1)]);
        Assert.Equal(Asked + 1, _shop.Lines("out.csv").Length);
        Assert.Equal(["1"], _shop.Run("(Get-DpLedger out.ledger.jsonl).Releases.Count").Succeeds().Lines);
    }

    [Fact]
    public void Objects_that_came_before_a_stop_are_the_readers()
    {
        var shell = _shop.Session.Prepare(Fit("held").Replace("-OutFile out.csv", "", StringComparison.Ordinal));
        using var _ = shell;
        var output = new System.Management.Automation.PSDataCollection<System.Management.Automation.PSObject>();
        var running = shell.BeginInvoke<System.Management.Automation.PSObject, System.Management.Automation.PSObject>(null, output);
        WaitUntilUnderWay();
        shell.Stop();

        Assert.True(running.IsCompleted);
        Assert.Equal(StopAfter, output.Count);
        Assert.Equal(["tickets.csv"], _shop.Files);
    }

    [Theory]
    [InlineData("thinker", "SS4051", "20 thoughts alone")]
    [InlineData("silent", "SS4051", "20 empty")]
    [InlineData("looper", "SS4051", "20 looping")]
    [InlineData("endless", "SS4051", "20 too long")]
    [InlineData("broken", "SS4026", "in the middle of the answer")]
    [InlineData("cut", "SS4027", "broke off")]
    public void A_model_that_fails_says_how_and_the_fit_is_kept(string model, string code, string how)
    {
        var run = _shop.Run(Fit(model));

        var error = Assert.Single(run.Errors);
        Assert.StartsWith($"{code},", error.FullyQualifiedErrorId);
        Assert.Contains(how, error.ToString());
        Assert.Contains("The fit is spent, but not lost: its model is in", error.ToString());
        Assert.Equal(["out.dpmodel", "tickets.csv"], _shop.Files);
    }

    [Fact]
    public void What_fails_a_few_times_is_asked_again_and_counted()
    {
        var run = _shop.Run(Fit("hiccup") + "-Verbose").Succeeds();

        Assert.Equal(Asked + 1, _shop.Lines("out.csv").Length);
        Assert.Contains(run.Verbose, line => line.StartsWith($"The language model took {Asked + 3} requests", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_of_models_are_completed_with_those_of_the_server_and_with_none_where_it_is_not_there()
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);   // takes connections and says nothing
        mute.Start();

        Assert.Equal(["thinker:latest", "toy:latest"], Completed($"New-DpSyntheticText tickets.csv -Endpoint {_server.Endpoint} -Model t"));
        Assert.Equal(["toy:latest"], Completed($"New-DpSyntheticText -Model tickets.dpmodel -Endpoint {_server.Endpoint} -Writer to"));
        Assert.Equal(["toy:latest"], Completed($"New-DpSyntheticText tickets.csv -Endpoint {_server.Endpoint} -EmbeddingModel to"));
        Assert.Empty(Completed("New-DpSyntheticText tickets.csv -Endpoint http://127.0.0.1:9 -EmbeddingModel xyz"));
        Assert.Empty(Completed($"New-DpSyntheticText tickets.csv -Endpoint http://{mute.LocalEndpoint} -EmbeddingModel xyz"));
        Assert.Empty(Completed("New-DpSyntheticText tickets.csv -Endpoint 'no address' -EmbeddingModel xyz"));
    }

    private IReadOnlyList<string> Completed(string line) =>
        _shop.Run("(TabExpansion2 $args[0] $args[0].Length).CompletionMatches | ForEach-Object { $_.CompletionText }", line).Succeeds().Lines;

    private void Stop(string script)
    {
        using var shell = _shop.Session.Prepare(script);
        var running = shell.BeginInvoke();
        WaitUntilUnderWay();
        shell.Stop();
        Assert.True(running.IsCompleted);
    }

    private void WaitUntilUnderWay() => Assert.True(_underWay.Wait(TimeSpan.FromMinutes(2)), "The stop would have come too early.");
}
