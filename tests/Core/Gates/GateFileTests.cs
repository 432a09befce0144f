using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using SafeSynth.Gates;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Gates;

public sealed class GateFileTests
{
    private static readonly GateResult[] Results =
    [
        new("PermutationGate", "hr <synthetic>", Verdict.Fail, "It tells \"nothing\".", 0.05, "copies of 5 %"),
        new("EpsilonGate", "hr", Verdict.Pass, "It keeps epsilon 1."),
        new("SequentialGate", "hr", Verdict.Inconclusive, "No build leaks.", 0.05),
    ];

    [Fact]
    public void JUnit_tells_failures_from_what_was_not_decided()
    {
        var suite = XDocument.Parse(Text(stream => JUnitFile.Write(Results, stream))).Root!.Element("testsuite")!;

        Assert.Equal(("3", "1", "1"), ((string)suite.Attribute("tests")!, (string)suite.Attribute("failures")!, (string)suite.Attribute("errors")!));
        Assert.Equal(
            ["failure", null, "error"], suite.Elements("testcase").Select(test => test.Elements().SingleOrDefault()?.Name.LocalName));
        Assert.Equal("hr <synthetic>: It tells \"nothing\".", (string)suite.Elements("testcase").First().Attribute("name")!);
    }

    [Fact]
    public void Sarif_has_a_rule_for_each_gate_and_a_result_for_each_verdict()
    {
        using var file = JsonDocument.Parse(Text(stream => SarifFile.Write(Results, stream)));
        var run = Assert.Single(file.RootElement.GetProperty("runs").EnumerateArray());

        Assert.Equal("2.1.0", file.RootElement.GetProperty("version").GetString());
        Assert.Equal(
            GateCatalog.All.Select(gate => gate.Name),
            run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()));
        Assert.Equal(
            ["fail error", "pass none", "open none"],
            run.GetProperty("results").EnumerateArray().Select(result => $"{result.GetProperty("kind").GetString()} {result.GetProperty("level").GetString()}"));
        Assert.All(
            run.GetProperty("results").EnumerateArray().Zip(Results),
            pair => Assert.Equal(
                Uri.EscapeDataString(pair.Second.Subject),
                Assert.Single(pair.First.GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()));
    }

    [Fact]
    public void Neither_holds_a_figure_that_was_computed_from_private_rows()
    {
        var random = new SampleRandom(seed: 41);
        var isMember = MadeReport.Divided(317, 283, random);
        var decision = new PermutationGate().Decide(MadeReport.Of(isMember, [MadeReport.Copies(isMember, 37, random)]));
        GateResult[] results = [decision.Result];

        var files = Text(stream => JUnitFile.Write(results, stream)) + Text(stream => SarifFile.Write(results, stream));

        Assert.Contains("Fail", files, StringComparison.Ordinal);
        Assert.DoesNotContain("p =", files, StringComparison.Ordinal);
        Assert.DoesNotContain("Attack0", files, StringComparison.Ordinal);
        foreach (var figure in System.Text.RegularExpressions.Regex.Matches(decision.Detail, "[0-9][0-9.]*[0-9]").Select(match => match.Value).Where(figure => figure != "0.05"))
            Assert.DoesNotContain(figure, files.Replace("2.1.0", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Verdict.Pass, Verdict.Pass, Verdict.Pass)]
    [InlineData(Verdict.Pass, Verdict.Inconclusive, Verdict.Inconclusive)]
    [InlineData(Verdict.Inconclusive, Verdict.Fail, Verdict.Fail)]
    public void Together_the_worst_verdict_counts(Verdict one, Verdict other, Verdict together)
    {
        Assert.Equal(together, GateResult.Together([Results[0] with { Verdict = one }, Results[1] with { Verdict = other }]));
    }

    private static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
