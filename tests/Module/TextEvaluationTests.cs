using System.Globalization;
using SafeSynth.Tests.Ollama;

namespace SafeSynth.Tests;

/// <summary>Attacks on texts, their utility and the gates over them, as cmdlets.</summary>
public sealed class TextEvaluationTests : IDisposable
{
    private const string Test = "Test-MembershipInference {0} members.csv others.csv -TextProperty body -LabelProperty queue ";

    private readonly Workshop _shop = new();

    public TextEvaluationTests()
    {
        _shop.Write("members.csv", Tickets(1, 300));
        _shop.Write("others.csv", Tickets(2, 600));
        _shop.Write("fresh.csv", Tickets(3, 300));
    }

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("members.csv", "", "Fail False 2")]
    [InlineData("fresh.csv", "", "Pass True 2")]
    [InlineData("fresh.csv", "-Epsilon 1", "Pass True 3")]
    [InlineData("fresh.csv", "-Attack N* -DetectionFloor .001", "Inconclusive False 2")]
    public void The_verdict_says_whether_texts_give_their_members_away(string synthetic, string arguments, string expected)
    {
        var run = _shop.Run($"$t = {string.Format(Test, synthetic)} {arguments}; \"$($t.Verdict) $($t.Passed) $($t.Explanation.Count)\"").Succeeds();

        Assert.Equal([expected], run.Lines);
    }

    [Fact]
    public void What_is_repeated_word_for_word_and_what_looks_like_personal_data_is_told()
    {
        _shop.Write("copies.csv", Tickets(1, 300) + "write to jo@example.org,orders\n");

        var run = _shop.Run($"$t = {string.Format(Test, "copies.csv")}; $t.Repeated.FromMembers -gt $t.Repeated.FromOthers; $t.Repeated.Longest[0].Words -ge 8; \"$($t.PersonalData[0].Kind) $($t.PersonalData[0].Rows[0])\"").Succeeds();

        Assert.Equal(["True", "True", "Email 301"], run.Lines);
    }

    [Theory]
    [InlineData("-TextProperty nothing", "SS3101")]
    [InlineData("-TextProperty body -Attack Dcr", "SS3103")]
    [InlineData("-TextProperty body -Generator NGram", "SS0260")]
    [InlineData("-LabelProperty queue", "SS3061")]
    [InlineData("-Attack NGramRatio", "SS3102")]
    public void What_cannot_be_tested_is_refused(string arguments, string code) =>
        Assert.StartsWith(
            code, Assert.Single(_shop.Run($"Test-MembershipInference fresh.csv members.csv others.csv {arguments}").Errors).FullyQualifiedErrorId);

    [Fact]
    public void Released_texts_alone_are_looked_through_for_personal_data()
    {
        _shop.Write("made.csv", "body\nnothing\ncall +44 20 7946 0958\n");

        var run = _shop.Run("$g = Test-PrivacyGate -Text made.csv -TextProperty body; \"$($g.Gate) $($g.Verdict)\"; $g.Public -match 'Phone'; Test-PrivacyGate -Text fresh.csv -TextProperty body -Quiet").Succeeds();

        Assert.Equal(["PersonalDataGate Inconclusive", "True", "True"], run.Lines);
        Assert.StartsWith("SS3104", Assert.Single(_shop.Run("Test-PrivacyGate -Text made.csv").Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void Utility_of_texts_has_its_floors_beside_it_and_thresholds_are_judged()
    {
        var run = _shop.Run("""
            $u = Measure-SyntheticUtility fresh.csv members.csv -Test others.csv -TextProperty body -LabelProperty queue -Epsilon 8 -Learner NaiveBayes -Threshold @{ 'TextClassifiers.NaiveBayes.Accuracy' = .6 }
            $u.Verdict
            $f = $u.Figures | Where-Object Name -eq TextClassifiers.NaiveBayes.Accuracy
            $null -ne $f.Real -and $null -ne $f.NoisyHistogram -and $null -ne $f.ZeroShot -and $f.Value -gt $f.Independent
            $names = [Collections.Generic.SortedSet[string]]::new([string[]] ($u.Figures.Name -replace '\..*')); $names -join ' '
            """).Succeeds();

        Assert.Equal(["Pass", "True", "LabelShares TextClassifiers TextFrontier TextLengths Vocabulary WordShares"], run.Lines);
    }

    [Fact]
    public void Generators_of_texts_are_audited_with_canaries()
    {
        var run = _shop.Run("$a = Test-DpGuarantee NGram -Epsilon 8 -Delta 1e-5 -Fits 100 -Seed 1 -Canary 60; \"$($a.Generator) $($a.Verdict)\"; $a.Canaries.Name -join ' '; $a.Canaries[0].Epsilon -le 8").Succeeds();

        Assert.Equal(["NGram Inconclusive", "OneRun FdpOneRun", "True"], run.Lines);
    }

    [Fact]
    public void An_embedding_model_tells_which_texts_are_alike_and_sees_each_of_them_once_by_itself()
    {
        using var server = new OllamaServer(new ServedModel("embed"));
        var asked = $"-EmbeddingModel embed -Endpoint {server.Endpoint}";

        var attack = _shop.Run($"$t = {string.Format(Test, "members.csv")} {asked} -Attack EmbeddingSimilarity; \"$($t.Verdict) $($t.Attacks.Name)\"")
            .Succeeds();
        Assert.Equal(["Fail EmbeddingSimilarity"], attack.Lines);
        var texts = new[] { "members.csv", "others.csv" }.SelectMany(file => _shop.Lines(file)[1..]).Select(line => line[..line.LastIndexOf(',')]).Distinct();
        Assert.Equal([.. texts.Append("a text").Order(StringComparer.Ordinal)], Embedded(server).Order(StringComparer.Ordinal));

        var utility = _shop.Run($"(Measure-SyntheticUtility fresh.csv members.csv -Test others.csv -TextProperty body -Metric TextFrontier {asked}).Figures | ForEach-Object {{ \"$($_.Name) $($_.Value -gt .3) $($_.Real -gt .3)\" }}").Succeeds();
        Assert.Equal(["TextFrontier True True"], utility.Lines);
    }

    [Fact]
    public void Private_texts_go_to_an_embedding_model_of_another_machine_with_consent_alone()
    {
        using var server = new OllamaServer(new ServedModel("embed") { RemoteHost = "https://ollama.com" });
        string[] commands = [string.Format(Test, "members.csv") + "-Attack EmbeddingSimilarity ", "Measure-SyntheticUtility fresh.csv members.csv -TextProperty body -Metric TextFrontier "];

        foreach (var command in commands)
        {
            var refused = Assert.Single(_shop.Run($"{command} -EmbeddingModel embed -Endpoint {server.Endpoint}").Errors);
            Assert.StartsWith("SS0237,", refused.FullyQualifiedErrorId);
        }

        Assert.Equal(["a text", "a text"], Embedded(server));      // what a model is tried with is public
        _shop.Run($"{commands[0]} -EmbeddingModel embed -Endpoint {server.Endpoint} -AllowRemoteModel").Succeeds();
        Assert.True(Embedded(server).Count > 500);
    }

    [Theory]
    [InlineData("-TextProperty body -Endpoint http://127.0.0.1:9", "SS3061")]
    [InlineData("-EmbeddingModel embed", "SS3061")]
    [InlineData("-TextProperty body -EmbeddingModel embed -Endpoint http://127.0.0.1:9", "SS4020")]
    public void What_would_change_nothing_and_what_is_not_there_is_refused(string arguments, string code)
    {
        foreach (var command in new[] { "Test-MembershipInference fresh.csv members.csv others.csv", "Measure-SyntheticUtility fresh.csv members.csv" })
            Assert.StartsWith(code, Assert.Single(_shop.Run($"{command} {arguments}").Errors).FullyQualifiedErrorId);
    }

    /// <remarks>Figures are searched for as after attacks on rows (<see cref="ExportPrivacyReportTests"/>).</remarks>
    [Fact]
    public void Attacks_on_texts_leave_no_figure_of_the_owners_in_any_file_that_may_be_published()
    {
        _shop.Write("copies.csv", Tickets(1, 300) + "write to jo@example.org,orders\n");
        var run = _shop.Run($$"""
            New-DpSyntheticText members.csv -TextProperty body -LabelProperty queue -Epsilon 8 -Seed 1 -OutFile made.csv
            $all = ({{string.Format(Test, "copies.csv")}} -Epsilon 8), ({{string.Format(Test, "made.csv")}} -Certificate made.certificate.json), (Test-DpGuarantee NGram -Epsilon 8 -Delta 1e-5 -Fits 100 -Seed 1 -Canary 60)
            $null = $all | Test-PrivacyGate -Certificate made.certificate.json -JUnit gates.xml -Sarif gates.sarif
            $all | Export-PrivacyReport report.html -Synthetic made.csv
            $all | Export-PrivacyReport owner.html -Synthetic made.csv -ForOwner
            foreach ($one in $all[0, 1]) {
                $one.PValue, $one.Floor, $one.Repeated.FromMembers, $one.Repeated.FromOthers
                $one.Attacks | ForEach-Object { $_.Auc, $_.AucLow, $_.AucHigh, $_.TprAt1Percent, $_.TprAt10Percent, $_.TprAt10PercentLow, $_.TprAt10PercentHigh, $_.Advantage }
            }
            """).Succeeds();
        var figures = run.Output.Select(figure => figure?.BaseObject).OfType<double>();
        string[] secrets =
        [
            .. figures.Select(figure => figure.ToString("R", CultureInfo.InvariantCulture)).Where(text => text.Length > 15).Select(text => text[..^2])
                .Distinct(),
            "p = ", "most suspicious", "class=\"curve\"", "What released texts repeat", "of kind Email", "fromMembers",
            .. _shop.Run("$all[0, 1].Explanation + (Get-DpAttack N*).Summary").Succeeds().Lines,
        ];
        IEnumerable<string> Found(params string[] files) =>
            files.SelectMany(file => secrets.Where(_shop.Read(file).Contains).Select(secret => $"{file}: {secret}"));

        Assert.InRange(secrets.Length, 40, 400);
        Assert.Empty(Found("made.certificate.json", "gates.xml", "gates.sarif", "report.html", "report.json"));
        Assert.InRange(Found("owner.json").Count(), secrets.Length / 2, secrets.Length);
        Assert.InRange(Found("owner.html").Count(), 7, secrets.Length);
        Assert.Contains("canaries ending in rare words", _shop.Read("report.html"), StringComparison.Ordinal);
    }

    private static List<string> Embedded(OllamaServer server) => [.. server.Requests.Where(request => request.Path == "/api/embed")
        .SelectMany(request => request.Json.GetProperty("input").EnumerateArray()).Select(text => text.GetString()!)];

    private static string Tickets(int seed, int count)
    {
        string[][] topics = [["printer", "paper", "toner", "jam", "screen"], ["password", "account", "login", "locked", "reset"], ["order", "monitor", "keyboard", "delivery", "invoice"]];
        string[] queues = ["hardware", "accounts", "orders"];
        var random = new Random(seed);
        return "body,queue\n" + string.Concat(Enumerable.Range(0, count).Select(_ =>
        {
            var queue = random.Next(3);
            return $"{string.Join(' ', Enumerable.Range(0, 8 + random.Next(12)).Select(_ => random.Next(4) == 0 ? "the" : topics[queue][random.Next(5)]))} ticket {random.Next(1000)},{queues[queue]}\n";
        }));
    }
}
