using System.Text.Json.Nodes;
using SafeSynth.Attacks;

namespace SafeSynth.Reports.Sections;

/// <summary>For the owner: what released texts repeat of members' texts word for word, and what in them looks like personal data.</summary>
/// <remarks>
/// Everybody gets the verdicts alone: how much is repeated is an exact function of private texts, and who vouches for texts as released
/// ones is not known here.
/// </remarks>
internal sealed class TextSection : IReportSection
{
    public string Name => "texts";

    public ReportPart? ForAll(PublicEvidence evidence) => null;

    public ReportPart? ForOwner(OwnerEvidence evidence)
    {
        var tests = evidence.Of<MembershipReport>().Where(report => report.Repeated is not null || report.PersonalData is not null).ToList();
        return tests.Count == 0 ? null : new ReportPart(
            "What released texts repeat",
            $"""
                <p>What everybody writes is repeated of anybody, in the data or not: only what is repeated of members beyond what is repeated of others gives them away.</p>
                {tests.Select(Body)}
                """,
            new JsonArray([.. tests.Select(FiguresOf)]));
    }

    private static Html Body(MembershipReport report) =>
        $"{(report.Repeated is { } repeated ? Runs(report.DataName, repeated) : Html.Nothing)}{(report.PersonalData is { } data ? Personal(data) : Html.Nothing)}";

    private static Html Runs(string release, RepeatedTexts repeated) => $"""
        <h3>Word for word, in {Html.Name(release)}</h3>
        {HtmlPage.Table(
            "What is repeated word for word",
            [HtmlPage.Head($"Released texts that share {RepeatedTexts.RunLength} words in a row or more with"), HtmlPage.Head("Share of the released texts")],
            [Share("some member’s text", repeated.Compared, repeated.FromMembers), Share("some other person’s text", repeated.Compared, repeated.FromOthers)], isNarrow: true)}
        {Longest(repeated.Longest)}
        """;

    private static Html Longest(IReadOnlyList<RepeatedRun> runs) => runs.Count == 0
        ? $"<p>No run of {RepeatedTexts.RunLength} words or more is repeated of members that is longer than those repeated of others.</p>\n"
        : HtmlPage.Table(
            "The longest runs that are repeated of members alone",
            [HtmlPage.Head("The longest runs that are repeated of members alone"), HtmlPage.Head("Words in a row", isNumber: true)], runs.Select(Run), isNarrow: true);

    private static Html Share(string whose, int compared, double share) => $"""
        <tr><th scope="row">{whose}<small>of {Figures.Whole(compared)} that were compared</small></th><td class="share">{HtmlPage.Measure(Figures.Percent(share), share)}</td></tr>

        """;

    private static Html Run(RepeatedRun run) => $"""
        <tr><th scope="row">released text {Figures.Whole(run.Row)}</th><td class="number">{Figures.Whole(run.Words)}</td></tr>

        """;

    private static Html Personal(PersonalDataReport data) => $"""
        <h3>Personal data</h3>
        {(data.Owners is { } owners && data.Found.Count > 0 ? Owners(owners) : Html.Nothing)}
        {(data.Found.Count > 0 ? Kinds(data.Found) : None)}
        """;

    private static Html None => $"<p>No released text holds what looks like personal data.</p>\n";

    private static Html Kinds(IReadOnlyList<PersonalDataFound> found) => $"""
        {HtmlPage.Table(
            "What looks like personal data in released texts",
            [HtmlPage.Head("What it looks like"), HtmlPage.Head("Different ones", isNumber: true), HtmlPage.Head("Texts that have some", isNumber: true), HtmlPage.Head("The first of these")],
            found.Select(Found))}
        <p class="note">Found by their form, and by check digits where there are some: what has another form is overlooked, and what has the form may be nobody’s.</p>
        """;

    private static Html Owners(PersonalDataOwners owners) => $"""
        <p>Some of it was written by {Figures.Whole(owners.RepeatedMembers)} of {Figures.Count(owners.Members, "member")}, too, and by {Figures.Whole(owners.RepeatedOthers)} of
        {Figures.Count(owners.Others, "person", "people")} whose texts did not go in.</p>
        """;

    private static Html Found(PersonalDataFound found) => $"""
        <tr><th scope="row">{InWords(found.Kind)}</th><td class="number">{Figures.Whole(found.Different)}</td><td class="number">{Figures.Whole(found.Texts)}</td><td>{string.Join(", ", found.Rows.Select(row => Figures.Whole(row)))}</td></tr>

        """;

    private static string InWords(string kind) => kind switch
    {
        "Card" => "card number",
        "Email" => "e-mail address",
        "Iban" => "bank account (IBAN)",
        "IpAddress" => "network address (IP)",
        "NationalId" => "national identity number",
        "Phone" => "telephone number",
        "UrlWithPassword" => "web address with a password",
        _ => kind,
    };

    private static JsonObject FiguresOf(MembershipReport report) => new()
    {
        ["release"] = report.DataName,
        ["repeated"] = report.Repeated is not { } repeated ? null : new JsonObject
        {
            ["words"] = RepeatedTexts.RunLength,
            ["compared"] = repeated.Compared,
            ["fromMembers"] = repeated.FromMembers,
            ["fromOthers"] = repeated.FromOthers,
            ["longest"] = new JsonArray([.. repeated.Longest.Select(run => new JsonObject { ["text"] = run.Row, ["words"] = run.Words })]),
        },
        ["personalData"] = report.PersonalData is not { } data ? null : new JsonArray([.. data.Found.Select(found => new JsonObject
        {
            ["kind"] = found.Kind, ["different"] = found.Different, ["texts"] = found.Texts, ["first"] = new JsonArray([.. found.Rows.Select(row => JsonValue.Create(row))]),
        })]),
        ["owners"] = report.PersonalData?.Owners is not { } owners ? null : new JsonObject
        {
            ["members"] = owners.Members, ["others"] = owners.Others, ["repeatedMembers"] = owners.RepeatedMembers, ["repeatedOthers"] = owners.RepeatedOthers,
        },
    };
}
