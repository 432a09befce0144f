namespace SafeSynth.Reports;

/// <summary>The part of a report that lists what was neither paid for nor protected.</summary>
internal static class PublicSection
{
    public const string Title = "What was taken as public";

    public static Html Of(RunReport report) => HtmlPage.Section("public", Title, BodyOf(report));

    public static Html BodyOf(RunReport report) => $"""
        <p>Known or declared by the owner, and therefore neither paid for nor protected. All else was learned from the data within the budget.</p>
        <ul class="facts">
        {report.DeclaredPublic.Select(Item)}
        </ul>
        """;

    private static Html Item(string text) => $"<li>{Html.Name(text)}</li>\n";
}
