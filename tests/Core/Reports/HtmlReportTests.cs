using System.Globalization;
using System.Xml.Linq;
using SafeSynth.Confidence;
using SafeSynth.Data;
using SafeSynth.Noise;
using SafeSynth.Privacy;
using SafeSynth.Reports;

namespace SafeSynth.Tests.Reports;

public sealed class HtmlReportTests
{
    private static readonly string Page = MadeUpRelease.Html(MadeUpRelease.Report(), MadeUpRelease.Rows());
    private static readonly XDocument Parsed = XDocument.Parse(Page);

    [Fact]
    public void Nothing_is_fetched_and_nothing_can_run()
    {
        string[] fetching = ["src", "href", "srcset", "data", "action", "background", "poster"];

        Assert.DoesNotContain(Parsed.Descendants().Attributes(), attribute => fetching.Contains(attribute.Name.LocalName));
        Assert.DoesNotContain(Parsed.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain(Parsed.Descendants(), element => element.Name.LocalName is "script" or "link" or "iframe" or "object" or "base" or "a");
        Assert.DoesNotContain("url(", Page);
        Assert.DoesNotContain("@import", Page);
        Assert.Contains(Parsed.Descendants("meta"), meta => (string?)meta.Attribute("content") == "default-src 'none'; style-src 'unsafe-inline'");
    }

    [Fact]
    public void HTML_and_XML_read_the_page_alike()
    {
        // HTML takes <div /> for an opening tag, and the content of <style> as it stands.
        string[] empty = ["meta"];
        foreach (var element in Parsed.Descendants().Where(element => element.Name.Namespace == XNamespace.None && element.IsEmpty))
            Assert.Contains(element.Name.LocalName, empty);

        var style = Parsed.Descendants("style").Single().Value;
        Assert.Contains($"<style>{style}</style>", Page);
    }

    [Fact]
    public void Hostile_names_and_values_are_text()
    {
        Assert.DoesNotContain("<script", Page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", Page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Parsed.Descendants("th"), cell => cell.Value == MadeUpRelease.HostileName);
        Assert.Contains(Parsed.Descendants("h1"), heading => heading.Value == "Synthetic data for people <2024>");
    }

    [Fact]
    public void Every_look_at_the_data_is_listed_in_order_with_its_price()
    {
        var rows = Section("price").Descendants("tbody").Single().Elements("tr").Select(row => row.Elements("td").ToArray()).ToArray();

        Assert.Equal(MadeUpRelease.Events.Select(e => e.Mechanism + e.Parameters), rows.Select(row => row[1].Value));
        Assert.Equal(Enumerable.Range(1, rows.Length).Select(i => i.ToString(CultureInfo.InvariantCulture)), rows.Select(row => row[0].Value));
        // L2^2 / (2 sigma^2) = 13 / 24,000; epsilon^2 / 8 = 0.0049 / 8.
        Assert.Equal("0.0005417", rows[0][2].Value);
        Assert.Equal("0.0006125", rows[3][2].Value);
        Assert.Equal("1e-7", rows[1][3].Value);
    }

    [Fact]
    public void The_total_is_the_sum_of_all_prices()
    {
        // 13/24000 + 2/4000 + 7/6000 + 11 * 0.0049/8 + 1/3200 + 11/1800 = 0.0153697...
        var total = Section("price").Descendants("tfoot").Single().Elements("tr").First().Elements().Select(cell => cell.Value).ToArray();

        Assert.Equal(["", "Total", "0.01537", "1e-7"], total[..4]);
    }

    [Fact]
    public void Every_column_is_told_of_once_and_every_modelled_one_is_charted()
    {
        var told = Section("columns").Descendants("tbody").Single().Elements("tr").Select(row => row.Elements().First().Value);
        var charts = Section("values").Descendants("figure").Count();

        Assert.Equal(MadeUpRelease.Layout.Columns.Select(column => column.Name), told);
        Assert.Equal(MadeUpRelease.Layout.Modelled.Count, charts);
    }

    [Fact]
    public void A_column_that_is_made_up_says_of_what_kind_and_why_and_one_left_out_says_so()
    {
        var rows = Section("columns").Descendants("tbody").Single().Elements("tr")
            .ToDictionary(row => row.Elements().First().Value, row => row.Value);

        Assert.Contains("names people or single records", rows["e-mail"]);
        Assert.Contains("e-mail address", rows["e-mail"]);
        Assert.Contains("12.5\u00a0% missing", rows["e-mail"]);
        Assert.Contains("left out", rows["remarks"]);
    }

    [Fact]
    public void All_that_was_taken_as_public_is_listed()
    {
        var listed = Section("public").Descendants("li").Select(item => item.Value);

        Assert.Equal(MadeUpRelease.Report().DeclaredPublic, listed);
    }

    [Fact]
    public void The_same_release_gives_the_same_page_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };

            Assert.Equal(Page, MadeUpRelease.Html(MadeUpRelease.Report(), MadeUpRelease.Rows()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_page_has_no_carriage_returns()
    {
        Assert.DoesNotContain('\r', Page);
    }

    [Fact]
    public void A_release_of_no_rows_says_so_instead_of_drawing_charts()
    {
        var page = XDocument.Parse(MadeUpRelease.Html(MadeUpRelease.Report(), MadeUpRelease.Rows(rows: 0)));

        Assert.Empty(Section(page, "values").Descendants("figure"));
        Assert.Contains("0 rows of 14 columns, all synthetic", page.Root!.Value);
        Assert.Contains("No rows were drawn", page.Root.Value);
    }

    [Fact]
    public void A_table_without_modelled_columns_says_so()
    {
        var layout = new TableLayout([new RegeneratedColumn("id", IdentifierKind.Uuid, CellForm.Text, 0, "names people or single records")]);

        var page = XDocument.Parse(MadeUpRelease.Html(MadeUpRelease.Report(layout: layout), MadeUpRelease.Rows(100, layout)));

        Assert.Empty(Section(page, "values").Descendants("figure"));
        Assert.Contains("100 rows of 1 column, all synthetic", page.Root!.Value);
        Assert.Contains("No column is modelled", page.Root.Value);
    }

    [Fact]
    public void The_person_and_the_promise_are_those_of_the_guarantee()
    {
        var guarantee = new Guarantee(0.5, 1e-5, PrivacyUnit.Key("<patient>", 3), Neighbors.ReplaceOne);

        var page = XDocument.Parse(MadeUpRelease.Html(MadeUpRelease.Report(guarantee), MadeUpRelease.Rows())).Root!.Value;

        Assert.Contains(GuaranteeInWords.Person(guarantee), page);
        Assert.Contains(GuaranteeInWords.Promise(guarantee), page);
        Assert.Contains(GuaranteeInWords.Attack(guarantee), page);
    }

    [Fact]
    public void The_attack_table_holds_the_bounds_at_one_and_five_percent_of_false_alarms()
    {
        var cells = Section("promise").Descendants("tbody").Single().Descendants("td").Select(cell => cell.Value.Trim());

        // The best of e^x a + delta(x) and 1 - e^-x (1 - delta(x) - a) over a grid of x, for rho 0.0241296 and 1e-7 of delta beside it:
        // 0.019014 and 0.083564.
        Assert.Equal(["1\u00a0%", "1\u00a0%", "1.91\u00a0%", "5\u00a0%", "5\u00a0%", "8.36\u00a0%"], cells);
    }

    [Fact]
    public void What_is_known_of_errors_is_listed_with_the_largest_bounds_first_and_drawn_over_the_bars()
    {
        var counts = new long[74];
        counts[20] = 4000;
        var noise = new CountNoise(20, IsRounded: true);
        var errors = new ErrorBars(
            [new(["age"], 74, noise, 900, 10_000, counts), new(["sex"], 3, noise, 50, 10_000, [4000, 5000, 1000]), new(["age", "sex"], 222, noise, null, 10_000, null)],
            [new JudgedMarginal(["sex", MadeUpRelease.HostileName], 100, noise, 50, 10_000)]);

        var page = MadeUpRelease.Html(MadeUpRelease.Report() with { Errors = errors }, MadeUpRelease.Rows());

        var section = XDocument.Parse(page).Descendants("section").Single(part => (string?)part.Attribute("aria-labelledby") == "errors");
        var rows = section.Descendants("tr").Where(row => row.Parent!.Name == "tbody")
            .Select(row => row.Elements().Select(cell => cell.Value.Trim()).ToArray()).ToArray();
        Assert.Equal(["age", "sex", "age x sex", $"sex x {MadeUpRelease.HostileName}"], rows.Select(row => row[0]));
        Assert.Equal(["3", "±39", "±48"], rows[1][1..4]);
        Assert.Equal("not computed", rows[2][^1]);
        Assert.Contains("class=\"range\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"range\"", Page, StringComparison.Ordinal);
        Assert.DoesNotContain("How far the model may be off", Page, StringComparison.Ordinal);
    }

    /// <remarks>1,000 draws of noise; with a coverage of 95 % fewer than 920 are a false alarm of 10^-4. Fixed seed.</remarks>
    [Fact]
    public void The_range_of_a_bar_over_several_bins_covers_what_their_exact_counts_add_up_to()
    {
        var column = MadeUpRelease.Cells("income", FieldType.Integer, CellForm.Integer, nullable: false, 0, 100, decimals: 0, cells: 10);
        var noise = new InsecureNoise(4).ForEvent(0, "range");
        var covered = 0;
        for (var draw = 0; draw < 1000; draw++)
        {
            long[] counts = [.. Enumerable.Repeat(1000L, 10)];
            ExactSamplers.AddRoundedGaussian(counts, 30, noise);
            var shares = new NoisyShares(column, new MeasuredMarginal(["income"], 10, new CountNoise(30, IsRounded: true), 0, 10_000, counts));

            // Two and a half bins.
            covered += shares.Between(10, 35) is var (low, high) && low <= 0.25 && 0.25 <= high ? 1 : 0;
        }

        Assert.InRange(covered, 920, 980);
    }

    private static XElement Section(string name) => Section(Parsed, name);

    private static XElement Section(XDocument page, string name) =>
        page.Descendants("section").Single(section => (string?)section.Attribute("aria-labelledby") == name);
}
