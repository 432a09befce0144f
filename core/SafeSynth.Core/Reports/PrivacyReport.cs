using System.Text.Json;
using System.Text.Json.Nodes;
using SafeSynth.Gates;
using SafeSynth.Noise;
using SafeSynth.Reports.Sections;

namespace SafeSynth.Reports;

/// <summary>For whose eyes a privacy report is.</summary>
public enum Audience
{
    /// <summary>Everybody's: nothing in it was computed from private rows but verdicts.</summary>
    All,

    /// <summary>The owner's of the private rows.</summary>
    Owner,

    /// <summary>Everybody's, with the owner's results in it, because the owner publishes them.</summary>
    Published,
}

/// <summary>
/// What managers read and experts check of a release: the verdict first, then what it rests on. As one HTML file, and as JSON.
/// </summary>
/// <remarks>
/// A report for all is made from <see cref="PublicEvidence"/> alone, so no figure that was computed from private rows can be in it. A
/// report for the owner says on every page, in print too, that it is one. Neither has a time in it: the same evidence gives the same bytes
/// on every machine.
/// </remarks>
public sealed class PrivacyReport
{
    /// <summary>The version of the JSON: a change of meaning gets a new number.</summary>
    public const int Format = 1;

    private const string ForAllNote = "Made by SafeSynth. All of it may be published with the release: nothing here was computed from private rows but verdicts, which say so.";
    private const string ForOwnerNote = "Made by SafeSynth for the owner of the private rows. Figures in it were computed from them and have no privacy guarantee: do not pass it on.";
    private const string PublishedNote = "Made by SafeSynth. The owner of the private rows publishes figures in it that were computed from them and have no privacy guarantee.";
    private const string OwnersBanner = "For the owner of the private rows only: it holds figures computed from them. Do not publish it.";
    private const string PublishedBanner = "Published by the owner of the private rows: it holds figures computed from them, which no guarantee covers.";

    private readonly PublicEvidence _evidence;
    private readonly Audience _audience;
    private readonly List<(string Name, ReportPart Part)> _parts;

    private PrivacyReport(PublicEvidence evidence, Audience audience, Func<IReportSection, ReportPart?> ask)
    {
        (_evidence, _audience) = (evidence, audience);
        _parts = [.. SectionCatalog.All.Select(section => (section.Name, Part: ask(section))).Where(said => said.Part is not null).Select(said => (said.Name, said.Part!))];
    }

    /// <summary>The public name of the release.</summary>
    public string Release => _evidence.Release;

    /// <summary>The verdict of all gates together; null where nothing was judged.</summary>
    public Verdict? Verdict => _evidence.Verdict;

    /// <summary>A report that may be published.</summary>
    public static PrivacyReport ForAll(PublicEvidence evidence) => new(evidence, Audience.All, section => section.ForAll(evidence));

    /// <summary>A report for the eyes of the owner of the private rows.</summary>
    public static PrivacyReport ForOwner(OwnerEvidence evidence) =>
        new(evidence.Public, Audience.Owner, section => section.ForOwner(evidence));

    /// <summary>
    /// A report with the owner's results that the owner publishes. How values are spread of private rows, or of such as nobody vouches for,
    /// is not among them.
    /// </summary>
    public static PrivacyReport Published(OwnerEvidence evidence)
    {
        var results = evidence with { Findings = [.. evidence.Findings.Where(finding => finding is not (RealDistribution or UnvouchedDistribution))] };
        return new PrivacyReport(evidence.Public, Audience.Published, section => section.ForOwner(results));
    }

    /// <summary>Writes the page.</summary>
    /// <param name="writer">Where to; meant to be UTF-8.</param>
    public void WriteHtml(TextWriter writer) => writer.Write(HtmlPage.Of(
        $"Privacy report: {_evidence.Release}", _audience switch { Audience.Owner => OwnersBanner, Audience.Published => PublishedBanner, _ => null }, Header(),
        _parts.Select(said => HtmlPage.Section(said.Name, said.Part.Title, said.Part.Body)), _audience switch { Audience.Owner => ForOwnerNote, Audience.Published => PublishedNote, _ => ForAllNote }).ToString());

    /// <summary>Writes the same for programs; the stream stays open.</summary>
    public void WriteJson(Stream stream)
    {
        var parts = new JsonObject(_parts.Select(said => KeyValuePair.Create(said.Name, (JsonNode?)said.Part.Figures.DeepClone())));
        var report = new JsonObject
        {
            ["format"] = Format,
            ["release"] = _evidence.Release,
            ["audience"] = _audience.ToString().ToLowerInvariant(),
            ["overall"] = Verdict?.ToString(),
            ["parts"] = parts,
        };
        using (var json = new Utf8JsonWriter(stream, ReadableJson.Options))
            report.WriteTo(json);
        stream.Write("\n"u8);
    }

    private Html Header() => $"""
        <header>
        <p class="kicker">Privacy report{_audience switch { Audience.Owner => " for the owner of the data", Audience.Published => ", with results of the owner of the data", _ => "" }}</p>
        <h1>Synthetic data for {Html.Name(_evidence.Release)}</h1>
        <div class="overall {VerdictMark.KindOf(Verdict)}">
        {VerdictMark.Of(Verdict)}
        <p>{Summary()}</p>
        </div>
        <dl>
        {Facts().Select(fact => HtmlPage.Fact(fact.Name, fact.Value))}
        </dl>
        </header>
        """;

    private string Summary()
    {
        var failed = _evidence.Verdicts.Count(result => result.Verdict == Gates.Verdict.Fail);
        var open = _evidence.Verdicts.Count(result => result.Verdict == Gates.Verdict.Inconclusive);
        var all = Figures.Count(_evidence.Verdicts.Count, "test");
        return Verdict switch
        {
            Gates.Verdict.Pass =>
                $"Nothing that was put to the test speaks against this release: it passed {(_evidence.Verdicts.Count == 1 ? "one test" : $"all {all}")}.",
            Gates.Verdict.Fail => $"Do not publish this release: {failed} of {all} speak{(failed == 1 ? "s" : "")} against it.",
            Gates.Verdict.Inconclusive =>
                $"Nothing speaks against this release, but {open} of {all} could not decide. Give {(open == 1 ? "it" : "them")} more to decide by before you publish.",
            _ => "Nothing was put to the test.",
        };
    }

    private IEnumerable<(string Name, string Value)> Facts()
    {
        yield return ("Tests passed", $"{_evidence.Verdicts.Count(result => result.Verdict == Gates.Verdict.Pass)} of {_evidence.Verdicts.Count}");
        if (_evidence.Run is { } run)
        {
            yield return ("Epsilon", run.Noise.IsVoid() ? "void" : Figures.Exact(run.Guarantee.Epsilon));
            yield return ("Delta", run.Noise.IsVoid() ? "void" : Figures.Exact(run.Guarantee.Delta));
            yield return ("One person is", GuaranteeInWords.UnitOf(run.Guarantee));
            yield return ("Generator", run.Generator.Name);
        }

        if (_evidence.Synthetic is { } synthetic)
            yield return ("Synthetic rows", Figures.Whole(synthetic.Rows));
        if (_evidence.Certificate is { } certificate)
            yield return ("Signed", certificate.File.Signature is null ? "no" : "yes");
    }
}
