using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using SafeSynth.Attacks;
using SafeSynth.Certificates;
using SafeSynth.Gates;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Reports;
using SafeSynth.Reports.Sections;

namespace SafeSynth.Tests.Reports;

public sealed class PrivacyReportTests
{
    private static readonly PrivacyReport ForAll = PrivacyReport.ForAll(MadeMatter.Whole().ToPublicEvidence());
    private static readonly PrivacyReport ForOwner = PrivacyReport.ForOwner(MadeMatter.Whole().ToOwnerEvidence());

    /// <summary>
    /// Structure, not figures. Where a page was changed on purpose, look at it and replace the golden file by the one that the failure
    /// names.
    /// </summary>
    [Fact]
    public void The_pages_have_the_structure_that_was_looked_at()
    {
        PageSkeleton.AssertIsGolden(MadeMatter.Html(ForAll), "privacy-report");
        PageSkeleton.AssertIsGolden(MadeMatter.Html(ForOwner), "owner-report");
        PageSkeleton.AssertIsGolden(MadeMatter.Html(PrivacyReport.ForOwner(MadeMatter.Everything().ToOwnerEvidence())), "owner-report-of-everything");
        PageSkeleton.AssertIsGolden(MadeMatter.Html(PrivacyReport.Published(MadeMatter.Everything().ToOwnerEvidence())), "published-report");
        PageSkeleton.AssertIsGolden(MadeUpRelease.Html(MadeUpRelease.Report(), MadeUpRelease.Rows()), "run-report");
    }

    [Fact]
    public void The_verdict_comes_before_anything_else()
    {
        var page = XDocument.Parse(MadeMatter.Html(ForAll));

        Assert.StartsWith("Do not publish this release: 1 of 2 tests speaks against it.", Text(page, "overall"), StringComparison.Ordinal);
        Assert.Equal("verdict", (string?)page.Descendants("section").First().Attribute("aria-labelledby"));
        Assert.Equal(["gate fail", "gate pass"], page.Descendants("article").Select(gate => (string?)gate.Attribute("class")));
    }

    [Fact]
    public void A_report_for_all_has_nothing_of_the_owners_and_the_search_would_find_it()
    {
        string[] everything = [MadeMatter.Html(ForAll), MadeMatter.Json(ForAll)];
        string[] owners = [MadeMatter.Html(ForOwner), MadeMatter.Json(ForOwner)];
        var area = MadeMatter.Attacked.Attacks[1].Roc.Area;
        string[] secrets = [MadeMatter.Failed.Detail, area.ToString("0.000", CultureInfo.InvariantCulture), area.ToString("R", CultureInfo.InvariantCulture), "Attack1", "class=\"real\"", "\"real\"", "pValue", "curve"];

        Assert.All(secrets, secret => Assert.Contains(owners, file => file.Contains(secret, StringComparison.Ordinal)));
        Assert.All(
            secrets, secret => Assert.DoesNotContain(everything, file => file.Contains(secret.Replace("curve", "class=\"curve\""), StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_for_the_owner_cannot_be_put_among_what_is_for_all()
    {
        Assert.Throws<ArgumentException>(() => new PublicEvidence("people", []) { Findings = [MadeMatter.Attacked] });
        Assert.Throws<ArgumentException>(() => new PublicEvidence("people", []) { Findings = ["fine", new RealDistribution(MadeUpRelease.Rows())] });
    }

    [Fact]
    public void Private_rows_decide_nothing_of_a_report_for_all()
    {
        var without = PrivacyReport.ForAll((MadeMatter.Whole() with { Real = null, Findings = [] }).ToPublicEvidence());

        Assert.Equal(MadeMatter.Html(without), MadeMatter.Html(ForAll));
        Assert.Equal(MadeMatter.Json(without), MadeMatter.Json(ForAll));
    }

    /// <remarks>They may be anybody's: private rows that were taken for the synthetic ones, for instance.</remarks>
    [Fact]
    public void Values_of_rows_that_nobody_vouches_for_are_shown_to_the_owner_alone()
    {
        var certificate = MadeMatter.Certificate(MadeUpRelease.Report());
        var open = certificate with
        {
            Checks = [.. certificate.Checks.Select(check => check.Name == CertificateAudit.OutputCheck ? check with { Outcome = CheckOutcome.Open } : check)],
        };

        foreach (var matter in new[] { MadeMatter.Whole() with { Certificate = null }, MadeMatter.Whole() with { Certificate = open }, MadeMatter.Whole() with { IsAuditedFile = false } })
        {
            var (all, owner) = (PrivacyReport.ForAll(matter.ToPublicEvidence()), PrivacyReport.ForOwner(matter.ToOwnerEvidence()));

            Assert.Contains("Nobody vouches for these rows, so their values are not shown; give the certificate of the file.", MadeMatter.Html(all), StringComparison.Ordinal);
            Assert.DoesNotContain("Basel", MadeMatter.Html(all) + MadeMatter.Json(all), StringComparison.Ordinal);
            Assert.DoesNotContain("Synthetic rows", MadeMatter.Html(all), StringComparison.Ordinal);
            Assert.Contains("Basel", MadeMatter.Html(owner), StringComparison.Ordinal);
            Assert.Contains("Basel", MadeMatter.Json(owner), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_owners_report_says_so_first_and_in_the_head_of_every_printed_page()
    {
        var page = XDocument.Parse(MadeMatter.Html(ForOwner));

        var banner = page.Root!.Element("body")!.Elements().First();
        Assert.StartsWith("For the owner of the private rows only:", banner.Value.Trim(), StringComparison.Ordinal);
        Assert.Contains(".banner { position: static; display: table-header-group;", page.Descendants("style").First().Value, StringComparison.Ordinal);
        Assert.Contains(".owners { display: table;", page.Descendants("style").First().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("banner\"", MadeMatter.Html(ForAll), StringComparison.Ordinal);
        Assert.Equal("owner", (string?)JsonNode.Parse(MadeMatter.Json(ForOwner))!["audience"]);
    }

    [Fact]
    public void Nothing_is_fetched_nothing_can_run_and_values_are_text()
    {
        foreach (var html in new[] { MadeMatter.Html(ForAll), MadeMatter.Html(ForOwner) })
        {
            var page = XDocument.Parse(html);
            string[] fetching = ["src", "href", "srcset", "data", "action", "background", "poster"];
            Assert.DoesNotContain(page.Descendants().Attributes(), attribute => fetching.Contains(attribute.Name.LocalName) || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
            Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "iframe" or "object" or "a" or "b");
            Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
            Assert.All(page.Descendants().Where(element => element.Name.Namespace == XNamespace.None && element.IsEmpty), element => Assert.Equal("meta", element.Name.LocalName));
            Assert.DoesNotContain('\r', html);
        }
    }

    [Fact]
    public void Every_chart_is_named_and_described_and_has_its_figures_beside_it()
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        var page = XDocument.Parse(MadeMatter.Html(ForOwner));

        Assert.All(page.Descendants(svg + "svg").Where(chart => (string?)chart.Attribute("role") == "img"), chart =>
        {
            Assert.NotEqual("", chart.Element(svg + "title")!.Value);
            Assert.NotEqual("", chart.Element(svg + "desc")!.Value);
        });
        Assert.All(page.Descendants(svg + "svg").Where(chart => chart.Attribute("role") is null), icon => Assert.Equal("true", (string?)icon.Attribute("aria-hidden")));
        Assert.Equal(3, Section(page, "values").Descendants("figure").Count(figure => figure.Element("details")?.Element("table") is not null));
        Assert.Equal(["Attack1", "Attack0", "The claim"], Section(page, "attacks").Descendants("tbody").Single().Elements("tr").Select(row => row.Element("th")!.Nodes().First().ToString()));
    }

    [Fact]
    public void Names_that_hardly_repeat_are_not_charted()
    {
        Assert.Equal(["age", "town", "paid"], JsonNode.Parse(MadeMatter.Json(ForAll))!["parts"]!["values"]!["columns"]!.AsArray().Select(column => (string?)column!["column"]));
        Assert.DoesNotContain("p2x", MadeMatter.Html(ForOwner), StringComparison.Ordinal);
    }

    [Fact]
    public void The_figures_are_those_of_the_attacks_and_of_the_rows()
    {
        var parts = JsonNode.Parse(MadeMatter.Json(ForOwner))!["parts"]!;

        var best = parts["attacks"]![0]!["attacks"]![0]!;
        Assert.Equal(MadeMatter.Attacked.Attacks[1].Roc.Area, (double)best["area"]!["value"]!);
        Assert.Equal(new RocConfidence(MadeMatter.Attacked.Attacks[1].Roc).At(0.1).High, (double)best["found"]![1]!["high"]!);
        var town = parts["values"]!["columns"]![1]!;
        foreach (var (seed, member) in new[] { (1, "share"), (2, "real") })
        {
            var texts = MadeMatter.Rows(seed).TextsOf("town");
            Assert.All(town["values"]!.AsArray(), value => Assert.Equal(texts.Count(text => text == (string?)value!["value"]) / 400.0, (double)value![member]!, 1e-12));
            Assert.Equal(texts.Count(text => text.Length == 0) / 400.0, (double)town["missing"]![member]!, 1e-12);
        }
    }

    /// <remarks>Members that nobody documented, or that went away, are a change of the format.</remarks>
    [Fact]
    public void The_JSON_has_the_members_of_its_format_and_no_others()
    {
        var json = JsonNode.Parse(MadeMatter.Json(ForOwner))!.AsObject();

        Assert.Equal(PrivacyReport.Format, (int)json["format"]!);
        Assert.Equal(["format", "release", "audience", "overall", "parts"], Members(json));
        Assert.Equal(["verdict", "attacks", "promise", "values", "certificate", "public", "price"], Members(json["parts"]!));
        Assert.Equal(["gate", "subject", "verdict", "hypothesis", "alpha", "floor", "reason", "detail", "pValue"], Members(json["parts"]!["verdict"]![0]!));
        Assert.Equal(["release", "unit", "members", "others", "areaCeiling", "attacks"], Members(json["parts"]!["attacks"]![0]!));
        Assert.Equal(["attack", "area", "advantage", "found"], Members(json["parts"]!["attacks"]![0]!["attacks"]![0]!));
        Assert.Equal(["falseAlarms", "value", "low", "high", "ceiling"], Members(json["parts"]!["attacks"]![0]!["attacks"]![0]!["found"]![0]!));
        Assert.Equal(["epsilon", "delta", "neighbors", "unit", "noise", "holds", "areaCeiling", "ceiling"], Members(json["parts"]!["promise"]!));
        Assert.Equal(["rows", "columns"], Members(json["parts"]!["values"]!));
        Assert.Equal(["column", "type", "values", "missing"], Members(json["parts"]!["values"]!["columns"]![0]!));
        Assert.Equal(["value", "share", "real"], Members(json["parts"]!["values"]!["columns"]![0]!["values"]![0]!));
        Assert.Equal(["file", "output", "signer", "account", "checks"], Members(json["parts"]!["certificate"]!));
        Assert.Equal(["spent", "limit", "events"], Members(json["parts"]!["price"]!));
    }

    /// <remarks>
    /// Made-up canaries are public; guesses at people's secrets, games with their records and comparisons with their rows are not.
    /// </remarks>
    [Fact]
    public void Audits_are_told_to_all_and_everything_else_that_was_found_out_to_the_owner()
    {
        var (all, owner) = (PrivacyReport.ForAll(MadeMatter.Everything().ToPublicEvidence()), Parts(PrivacyReport.ForOwner(MadeMatter.Everything().ToOwnerEvidence())));

        Assert.Equal(["verdict", "audits", "promise", "values", "certificate", "public", "price"], Members(Parts(all)));
        Assert.Equal(
            ["verdict", "attacks", "texts", "records", "secrets", "utility", "audits", "promise", "values", "certificate", "public", "price"], Members(owner));
        Assert.Equal(["release", "secret", "known", "chance", "predictors"], Members(owner["secrets"]![0]!));
        Assert.Equal(["generator", "data", "releases", "areaCeiling", "records"], Members(owner["records"]![0]!));
        Assert.Equal(["record", "attack", "area", "low", "high"], Members(owner["records"]![0]!["records"]![0]!));
        Assert.Equal(["release", "real", "columns", "target", "figures"], Members(owner["utility"]![0]!));
        Assert.Equal(
            ["figure", "value", "better", "error", "realRows", "shuffled", "majority", "reached", "worst"], Members(owner["utility"]![0]!["figures"]![0]!));
        Assert.All(["0.8717", "0.8717".Replace('.', ','), "Groundhog", "NearestRow", "row 100"], secret => Assert.DoesNotContain(secret, MadeMatter.Html(all) + MadeMatter.Json(all), StringComparison.Ordinal));
    }

    [Fact]
    public void What_texts_repeat_is_told_to_their_owner_and_canaries_to_all()
    {
        var (all, owner) = (PrivacyReport.ForAll(MadeMatter.Everything().ToPublicEvidence()), PrivacyReport.ForOwner(MadeMatter.Everything().ToOwnerEvidence()));

        var texts = Parts(owner)["texts"]!.AsArray().Single()!;
        Assert.Equal(["release", "repeated", "personalData", "owners"], Members(texts));
        Assert.Equal("""{"words":8,"compared":300,"fromMembers":0.1375,"fromOthers":0.0125,"longest":[{"text":1234,"words":31},{"text":7,"words":12}]}""", texts["repeated"]!.ToJsonString());
        Assert.Equal("""[{"kind":"Email","different":1,"texts":2,"first":[2,3]}]""", texts["personalData"]!.ToJsonString());
        Assert.Equal("""{"members":3,"others":1,"repeatedMembers":2,"repeatedOthers":0}""", texts["owners"]!.ToJsonString());
        string[] secrets = ["13.8\u00a0%", "1,234", "tickets", "e-mail address"];
        Assert.All(secrets, secret => Assert.Contains(secret, MadeMatter.Html(owner), StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, MadeMatter.Html(all) + MadeMatter.Json(all), StringComparison.Ordinal));

        var (audits, canaries) = (Parts(all)["audits"]!, MadeMatter.AuditOfTexts().Canaries!);
        Assert.Null(audits[0]!["canaries"]);
        Assert.Equal(400, (int)audits[1]!["canaries"]!["count"]!);
        Assert.Equal(canaries.Bounds.Select(bound => bound.Epsilon), audits[1]!["canaries"]!["bounds"]!.AsArray().Select(bound => (double)bound!["epsilon"]!));
        Assert.Contains("400 canaries ending in rare words", MadeMatter.Html(all), StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_that_repeat_nothing_are_said_to()
    {
        var clean = MadeMatter.Texts() with { Repeated = new RepeatedTexts(300, 0, 0, []), PersonalData = PersonalDataReport.Of("tickets", ["nothing"]) };

        var html = MadeMatter.Html(PrivacyReport.ForOwner((MadeMatter.Whole() with { Findings = [clean] }).ToOwnerEvidence()));

        Assert.Contains("No run of 8 words or more is repeated of members", html, StringComparison.Ordinal);
        Assert.Contains("No released text holds what looks like personal data.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_figures_of_secrets_records_utility_and_audits_are_those_that_were_found()
    {
        var owner = Parts(PrivacyReport.ForOwner(MadeMatter.Everything().ToOwnerEvidence()));
        var (guessed, game, worth, audit) = (MadeMatter.Guessed(), MadeMatter.Game(), MadeMatter.Worth(), MadeMatter.Audit());

        double?[] Of(string part, string list, string member) =>
            [.. owner[part]![0]![list]!.AsArray().Select(figure => (double?)figure![member])];
        Assert.Equal(guessed.Advantages().Select(advantage => (double?)advantage.High), Of("secrets", "predictors", "high"));
        Assert.Equal(game.Report.Results.Select(result => (double?)result.Roc.Area), Of("records", "records", "area"));
        Assert.Equal(game.Report.Results.Select(result => (double?)result.Interval.High), Of("records", "records", "high"));
        Assert.Equal(worth.Figures.Select(figure => figure.StandardError), Of("utility", "figures", "error"));
        double?[] reached = [null, 6 / 9.0, 0.3500 / 0.4000, 0.08 / 0.1, 0.3517 / 0.3817];
        Assert.All(reached.Zip(Of("utility", "figures", "reached")), pair => Assert.Equal(pair.First ?? -1, pair.Second ?? -1, 1e-12));
        Assert.Equal(audit.BoundsOf(audit.WhiteBox).Select(bound => (double?)bound.Epsilon), Of("audits", "bounds", "whiteBox"));
    }

    [Fact]
    public void A_bound_that_assumes_what_is_not_proved_of_the_generator_says_so()
    {
        string?[] Assumed(string generator) =>
            [.. Parts(PrivacyReport.ForAll((MadeMatter.Whole() with { Findings = [MadeMatter.Audit(generator)] }).ToPublicEvidence()))["audits"]![0]!["bounds"]!.AsArray().Select(bound => (string?)bound!["assumes"])];

        const string Gaussian = "An estimate: it assumes Gaussian losses, which not all noise of Mst has.";
        Assert.Equal([null, Gaussian, null, Gaussian], Assumed("Mst"));
        Assert.All(Assumed("OneShot"), Assert.Null);
        Assert.Contains($"About, by GaussianDp<small>{Gaussian}</small>", MadeMatter.Html(PrivacyReport.ForAll(MadeMatter.Everything().ToPublicEvidence())), StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_owner_publishes_says_so_first_and_has_results_but_no_private_values()
    {
        var published = PrivacyReport.Published(MadeMatter.Everything().ToOwnerEvidence());
        var (html, parts) = (MadeMatter.Html(published), Parts(published));

        var body = XDocument.Parse(html).Root!.Element("body")!;
        Assert.Equal("owners", (string?)body.Attribute("class"));
        Assert.StartsWith("Published by the owner of the private rows:", body.Elements().First().Value.Trim(), StringComparison.Ordinal);
        Assert.Equal("published", (string?)JsonNode.Parse(MadeMatter.Json(published))!["audience"]);
        Assert.Equal(MadeMatter.Failed.Detail, (string?)parts["verdict"]![0]!["detail"]);
        Assert.NotNull(parts["utility"]);
        Assert.NotNull(parts["values"]!["columns"]![0]!["values"]![0]!["share"]);
        Assert.Null(parts["values"]!["columns"]![0]!["values"]![0]!["real"]);

        var unvouched = PrivacyReport.Published((MadeMatter.Everything() with { Certificate = null, Real = null }).ToOwnerEvidence());
        Assert.Contains("Nobody vouches for these rows", MadeMatter.Html(unvouched), StringComparison.Ordinal);
        Assert.DoesNotContain("Basel", MadeMatter.Html(unvouched), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_does_not_hold_fails_and_nothing_is_promised()
    {
        var sound = MadeMatter.Certificate(MadeUpRelease.Report());
        var broken = sound with { Checks = [.. sound.Checks.Select(check => check.Name == "Statements" ? check with { Outcome = CheckOutcome.Failed } : check)] };

        var report = PrivacyReport.ForAll(new ReportMatter([]) { Certificate = broken }.ToPublicEvidence());

        Assert.Equal(Verdict.Fail, report.Verdict);
        Assert.Contains("Nothing is promised", MadeMatter.Html(report), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"ceiling\"", MadeMatter.Html(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Void_noise_promises_nothing()
    {
        var report = PrivacyReport.ForAll(MadeMatter.Whole(MadeUpRelease.Report() with { Noise = NoiseKind.Void }).ToPublicEvidence());

        Assert.Contains("Guarantee void", MadeMatter.Html(report), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"ceiling\"", MadeMatter.Html(report), StringComparison.Ordinal);
    }

    [Fact]
    public void The_ceiling_of_a_claim_for_rows_is_not_that_of_people_with_several()
    {
        JsonNode? Of(MembershipReport attacked) =>
            JsonNode.Parse(MadeMatter.Json(PrivacyReport.ForOwner((MadeMatter.Whole() with { Findings = [attacked] }).ToOwnerEvidence())))!["parts"]!["attacks"]![0]!["areaCeiling"];

        Assert.NotNull(Of(MadeMatter.Attacked));
        Assert.Null(Of(MadeMatter.Attacked with { UnitColumn = "person" }));
    }

    [Fact]
    public void A_model_of_another_release_than_the_certificates_is_refused()
    {
        var matter = MadeMatter.Whole() with { Model = MadeUpRelease.Report(new Guarantee(2)) };

        Assert.Equal("SS0192", Assert.Throws<SafeSynthException>(matter.ToPublicEvidence).Code);
        Assert.Equal("SS0190", Assert.Throws<SafeSynthException>(new ReportMatter([]).ToPublicEvidence).Code);
    }

    [Fact]
    public void The_same_decision_is_told_once()
    {
        var matter = MadeMatter.Whole();

        Assert.Equal(2, (matter with { Decisions = [MadeMatter.Failed, MadeMatter.Failed with { }] }).ToPublicEvidence().Verdicts.Count);
    }

    [Fact]
    public void The_same_evidence_gives_the_same_bytes_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };

            Assert.Equal(MadeMatter.Html(ForOwner), MadeMatter.Html(PrivacyReport.ForOwner(MadeMatter.Whole().ToOwnerEvidence())));
            Assert.Equal(MadeMatter.Json(ForOwner), MadeMatter.Json(PrivacyReport.ForOwner(MadeMatter.Whole().ToOwnerEvidence())));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_section_is_in_a_file_of_its_own()
    {
        Assert.Equal(SectionCatalog.All.Count, SectionCatalog.All.Select(section => section.Name).Distinct().Count());
        Assert.Equal(
            typeof(IReportSection).Assembly.GetTypes().Where(type => type.IsClass && typeof(IReportSection).IsAssignableFrom(type))
                .Select(type => type.Name).Order(),
            SectionCatalog.All.Select(section => section.GetType().Name).Order());
    }

    private static JsonNode Parts(PrivacyReport report) => JsonNode.Parse(MadeMatter.Json(report))!["parts"]!;

    private static string[] Members(JsonNode node) => [.. node.AsObject().Select(member => member.Key)];

    private static XElement Section(XDocument page, string name) =>
        page.Descendants("section").Single(section => (string?)section.Attribute("aria-labelledby") == name);

    private static string Text(XDocument page, string kind) =>
        page.Descendants("div").First(element => ((string?)element.Attribute("class"))?.StartsWith(kind, StringComparison.Ordinal) == true)
            .Elements("p").Last().Value;
}
