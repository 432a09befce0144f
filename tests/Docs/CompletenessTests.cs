using System.Text.RegularExpressions;
using SafeSynth.Attacks;
using SafeSynth.Audit;
using SafeSynth.AttributeInference;
using SafeSynth.Gates;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Texts;
using SafeSynth.Utility;

namespace SafeSynth.Tests;

/// <summary>Whatever a catalogue lists has a file, a page and tests; whatever has a file or a page is listed.</summary>
public sealed partial class CompletenessTests
{
    [Fact]
    public void Every_generator_has_a_file_a_page_and_a_replay_test_and_no_page_is_left_over()
    {
        string[] names = [.. GeneratorCatalog.All.Select(generator => generator.Info.Name)];

        Assert.All(names, name => Assert.True(File.Exists(Path.Combine(Repository.Root, "core", "SafeSynth.Core", "Generators", $"{name}.cs")), name));
        Assert.Equal(names.Concat(TextGeneratorCatalog.All.Select(generator => generator.Info.Name)).Order(), Pages("generators"));
        var replays = Repository.Read("tests", "Core", "Replay", "ReplayTests.cs");
        Assert.All(names, name => Assert.Contains($"ReplayTests(\"{name}\")", replays, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_class_that_implements_a_generator_is_in_the_catalogue()
    {
        var implemented = Repository.Sources("core", "SafeSynth.Core", "Generators")
            .Where(file => File.ReadAllText(file).Contains(" : IGenerator", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(GeneratorCatalog.All.Select(generator => generator.GetType().Name).Order(), implemented.Order());
    }

    [Fact]
    public void Every_generator_of_texts_has_a_file_and_a_replay_test_and_is_in_the_catalogue()
    {
        string[] names = [.. TextGeneratorCatalog.All.Select(generator => generator.Info.Name)];
        var implemented = Repository.Sources("core", "SafeSynth.Core", "Text")
            .Where(file => File.ReadAllText(file).Contains(" : ITextGenerator", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(names.Order(), implemented.Order());
        var replays = Repository.Read("tests", "Core", "Replay", "TextReplayTests.cs");
        var proved = TextGeneratorCatalog.All.Where(generator => generator.Info.HasGuarantee).Select(generator => generator.Info.Name);
        Assert.All(proved, name => Assert.Contains($"ReplayTests(\"{name}\"", replays, StringComparison.Ordinal));
        Assert.All(names, name => Assert.Contains($"(generators/{name}.md)", Repository.Read("docs", "text.md"), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_attack_has_a_file_a_page_and_a_test_and_none_is_left_over()
    {
        string[] names = [.. AttackInfo.All.Select(attack => attack.Name)];
        var files = Repository.Sources("core", "SafeSynth.Core", "Attacks")
            .Where(file => AttackClass().IsMatch(File.ReadAllText(file))).Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(names.Order(), files.Order());
        Assert.Equal(names.Order(), Pages("attacks"));
        Assert.All(names, name => Assert.True(File.Exists(Path.Combine(Repository.Root, "tests", "Core", "Attacks", $"{name}Tests.cs")), name));
    }

    [Fact]
    public void Every_gate_has_a_file_a_page_and_a_test_and_none_is_left_over()
    {
        string[] names = [.. GateCatalog.All.Select(gate => gate.Name)];
        var files = Repository.Sources("core", "SafeSynth.Core", "Gates")
            .Where(file => File.ReadAllText(file).Contains(" : IGate<", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(names.Order(), files.Order());
        Assert.Equal(names.Order(), Pages("gates"));
        Assert.All(names, name => Assert.True(File.Exists(Path.Combine(Repository.Root, "tests", "Core", "Gates", $"{name}Tests.cs")), name));
    }

    [Fact]
    public void Every_utility_metric_has_a_file_a_page_and_a_test_and_none_is_left_over()
    {
        string[] names = [.. UtilityCatalog.All.Select(metric => metric.Info.Name), .. TextUtilityCatalog.All.Select(metric => metric.Info.Name)];
        var files = Repository.Sources("core", "SafeSynth.Core", "Utility")
            .Where(file => File.ReadAllText(file).Contains(" : IUtilityMetric", StringComparison.Ordinal) || File.ReadAllText(file).Contains(" : ITextMetric", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(names.Order(), files.Order());
        Assert.Equal(names.Order(), Pages("utility"));
        Assert.All(names, name => Assert.True(File.Exists(Path.Combine(Repository.Root, "tests", "Core", "Utility", $"{name}Tests.cs")), name));
    }

    [Fact]
    public void Every_bound_of_audits_has_a_file_a_page_and_a_test_and_none_is_left_over()
    {
        string[] names = [.. EpsilonBoundCatalog.All.Select(bound => bound.Info.Name)];
        var files = Repository.Sources("core", "SafeSynth.Core", "Audit")
            .Where(file => File.ReadAllText(file).Contains(" : IEpsilonBound", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(names.Order(), files.Order());
        Assert.Equal(names.Order(), Pages("audits"));
        Assert.All(names, name => Assert.True(File.Exists(Path.Combine(Repository.Root, "tests", "Core", "Audit", $"{name}Tests.cs")), name));
    }

    [Fact]
    public void Every_predictor_has_a_file_a_page_and_a_test_and_none_is_left_over()
    {
        string[] names = [.. PredictorCatalog.All.Select(predictor => predictor.Info.Name)];
        var files = Repository.Sources("core", "SafeSynth.Core", "AttributeInference")
            .Where(file => File.ReadAllText(file).Contains(" : ISecretPredictor", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(names.Order(), files.Order());
        Assert.Equal(names.Order(), Pages("predictors"));
        Assert.All(names, name => Assert.True(File.Exists(Path.Combine(Repository.Root, "tests", "Core", "AttributeInference", $"{name}Tests.cs")), name));
    }

    [Fact]
    public void Every_mechanism_has_a_file_with_a_proof_a_page_and_a_test_and_none_is_left_over()
    {
        string[] names = [.. MechanismCatalog.All.Select(mechanism => mechanism.Name)];
        var files = Repository.Sources("core", "SafeSynth.Core", "Mechanisms")
            .Where(file => MechanismClass().IsMatch(File.ReadAllText(file))).ToList();

        Assert.Equal(names.Order(), files.Select(Path.GetFileNameWithoutExtension).Order());
        Assert.All(files, file => Assert.Contains("/// Proof:", File.ReadAllText(file), StringComparison.Ordinal));
        Assert.Equal(names.Order(), Pages("mechanisms"));
        Assert.All(names, name => Assert.True(File.Exists(Path.Combine(Repository.Root, "tests", "Core", "Mechanisms", $"{name}Tests.cs")), name));
    }

    [Fact]
    public void The_page_of_diagnostics_lists_exactly_the_codes_that_the_code_raises()
    {
        var raised = new[] { "core", "module", "tasks" }.SelectMany(folder => Repository.Sources(folder))
            .SelectMany(file => QuotedCode().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct().Order();
        var listed = ListedCode().Matches(Repository.Read("docs", "diagnostics.md")).Select(match => match.Groups[1].Value);

        Assert.Equal(raised, listed);
    }

    [Fact]
    public void Every_link_between_pages_leads_somewhere()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "README.md"));
        var links = pages.SelectMany(page => RelativeLink().Matches(File.ReadAllText(page)).Select(match => (Page: page, Target: match.Groups[1].Value)));

        Assert.All(links, link => Assert.True(
            Path.Exists(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(link.Page)!, link.Target))), $"{link.Page} -> {link.Target}"));
    }

    private static IEnumerable<string> Pages(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", folder), "*.md").Select(file => Path.GetFileNameWithoutExtension(file)!).Order();

    [GeneratedRegex(@"class \w+(\(.*\))? : I(Shadow|Text)?Attack\b")]
    private static partial Regex AttackClass();

    [GeneratedRegex(@"class \w+(\(.*\))? : Mechanism<")]
    private static partial Regex MechanismClass();

    [GeneratedRegex("\"(SS[0-9]{4})\"")]
    private static partial Regex QuotedCode();

    [GeneratedRegex(@"^\| (SS[0-9]{4}) \|", RegexOptions.Multiline)]
    private static partial Regex ListedCode();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)")]
    private static partial Regex RelativeLink();
}
