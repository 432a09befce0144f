using System.Text.Json.Nodes;
using SafeSynth.Attacks;
using SafeSynth.Gates;

namespace SafeSynth.Reports.Sections;

/// <summary>For the owner: how well every attack told members from others, against the ceiling of the claim.</summary>
internal sealed class AttackSection : IReportSection
{
    public string Name => "attacks";

    public ReportPart? ForAll(PublicEvidence evidence) => null;

    public ReportPart? ForOwner(OwnerEvidence evidence)
    {
        var tests = evidence.Of<MembershipReport>()
            .Select(report => new Test(report, evidence.Public.Claim is { } claim && claim.Covers(report.UnitColumn) ? claim : null)).ToList();
        return tests.Count == 0 ? null : new ReportPart(
            "How well attacks find members",
            $"""
                {tests.Select(Body)}
                {Method(hasCeiling: tests.Any(test => test.Claim is not null))}
                """,
            new JsonArray([.. tests.Select(FiguresOf)]));
    }

    private static Html Body(Test test) => $"""
        <p>On {Html.Name(test.Report.DataName)}: {test.Count(test.Members)} whose rows went in, {test.Count(test.Others)} whose rows did not. An
        attack that knows nothing has an area (AUC) of 0.5 and finds as many members as it raises false alarms.</p>
        {HtmlPage.Table("What every attack found", Heads(test), [.. test.Attacks.Select(attack => Row(attack, test)), .. test.Claim is { } claim ? new[] { Ceilings(claim, test) } : []])}
        <div class="pair">
        {test.Attacks.Select(attack => Figure(attack, test.Claim))}
        </div>
        """;

    private static IEnumerable<Html> Heads(Test test) =>
    [
        HtmlPage.Head("Attack"), HtmlPage.Head("Area, with 95 %", isNumber: true), .. test.FalseAlarms.Select(
            rate => HtmlPage.Head($"Found at {Figures.Percent(rate)} false alarms", isNumber: true)),
    ];

    private static Html Row(AttackOutcome attack, Test test) => $"""
        <tr><th scope="row">{attack.Attack.Name}<small>{attack.Attack.Summary}</small></th>
        {Cell(Figures.Rate(attack.Curve.Area), $"{Figures.Rate(attack.Confidence.Area.Low)} to {Figures.Rate(attack.Confidence.Area.High)}")}
        {test.FalseAlarms.Select(rate => Found(attack.Curve.TruePositiveRate(rate), attack.Confidence.At(rate)))}</tr>

        """;

    private static Html Ceilings(Claim claim, Test test) => $"""
        <tr class="last"><th scope="row">The claim<small>allows an attack no more than this, over many releases</small></th>{Cell(Figures.Up(claim.AreaCeiling()), "")}
        {test.FalseAlarms.Select(rate => Cell(Figures.PercentUp(claim.TruePositiveCeiling(rate)), ""))}</tr>

        """;

    private static Html Found(double found, (double Low, double High) bounds) =>
        Cell(SvgParts.Percent(found), $"{SvgParts.Percent(bounds.Low)} to {SvgParts.Percent(bounds.High)}");

    private static Html Cell(string figure, string bounds) => $"""<td class="number">{figure}<small>{bounds}</small></td>""";

    private static Html Figure(AttackOutcome attack, Claim? claim) => $"""
        <figure>
        {Html.Escaped(RocChart.Of(attack.Attack.Name, attack.Curve, attack.Confidence, claim))}
        <figcaption>Area {Figures.Rate(attack.Curve.Area)} ({Figures.Rate(attack.Confidence.Area.Low)} to {Figures.Rate(attack.Confidence.Area.High)}). Source: {attack.Attack.Source}.</figcaption>
        </figure>

        """;

    private static Html Method(bool hasCeiling) => $"""
        <p class="note">Bands hold for a whole curve at once with 95 %, for any attack and any distribution of scores: Clopper-Pearson bounds (1934) of both rates at
        thresholds fixed by rank among the others, eight in every factor of ten, with Bonferroni's correction for all of them; a curve rises, so they hold in between, too. Members and others
        count as independent draws. Nobody corrected for the number of attacks: of twenty bands one fails. The intervals of areas are Wilson's (1927) with the largest
        variance that an area can have (Birnbaum, Klose 1957).{(!hasCeiling ? "" : " The ceiling is the trade-off curve of the claim (Dong, Roth, Su 2022). It bounds the average over many releases and their noise; the curve of one release may cross it by chance.")}</p>
        """;

    private static JsonObject FiguresOf(Test test) => new()
    {
        ["release"] = test.Report.DataName,
        ["unit"] = test.Report.UnitColumn,
        ["members"] = test.Members,
        ["others"] = test.Others,
        ["areaCeiling"] = test.Claim?.AreaCeiling(),
        ["attacks"] = new JsonArray([.. test.Attacks.Select(attack => new JsonObject
        {
            ["attack"] = attack.Attack.Name,
            ["area"] = Interval(attack.Curve.Area, attack.Confidence.Area),
            ["advantage"] = attack.Curve.Advantage,
            ["found"] = new JsonArray([.. test.FalseAlarms.Select(rate =>
            {
                var found = Interval(attack.Curve.TruePositiveRate(rate), attack.Confidence.At(rate));
                found.Insert(0, "falseAlarms", rate);
                found["ceiling"] = test.Claim?.TruePositiveCeiling(rate);
                return found;
            })]),
        })]),
    };

    private static JsonObject Interval(double value, (double Low, double High) bounds) =>
        new() { ["value"] = value, ["low"] = bounds.Low, ["high"] = bounds.High };

    /// <summary>
    /// A test of a release, its attacks from best to worst, and the claim for whom it compared; null where there is none.
    /// </summary>
    private sealed record Test(MembershipReport Report, Claim? Claim)
    {
        public IReadOnlyList<AttackOutcome> Attacks { get; } = Report.Outcomes();

        public int Members => Attacks[0].Curve.Members;

        public int Others => Attacks[0].Curve.Others;

        /// <summary>The rates that so many others can tell of.</summary>
        public IEnumerable<double> FalseAlarms => new[] { 0.001, 0.01, 0.1 }.Where(rate => rate * Others >= 1);

        public string Count(int count) => Report.UnitColumn is null ? Figures.Count(count, "record") : Figures.Count(count, "person", "people");
    }
}
