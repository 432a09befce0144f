namespace SafeSynth.Reports;

/// <summary>
/// What all pages have in common: one file that needs nothing else, neither network nor script, and that is well-formed XML, too.
/// </summary>
internal static class HtmlPage
{
    /// <param name="title">The name of the page.</param>
    /// <param name="banner">What every printed page must say; null for nothing.</param>
    /// <param name="header">What stands before the sections.</param>
    /// <param name="sections">The sections.</param>
    /// <param name="note">What stands below them.</param>
    public static Html Of(string title, string? banner, Html header, IEnumerable<Html> sections, string note) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <style>
        {Html.Escaped(ReportStyle.Css)}
        </style>
        </head>
        <body class="{(banner is null ? "public" : "owners")}">
        {(banner is null ? Html.Nothing : Banner(banner))}<div class="page">
        {header}
        <main>
        {sections}
        </main>
        <footer>
        <p class="note">{note}</p>
        </footer>
        </div>
        </body>
        </html>

        """;

    /// <summary>A section with a heading, to which its name is the anchor.</summary>
    public static Html Section(string name, string title, Html body) => $"""
        <section aria-labelledby="{name}">
        <h2 id="{name}">{title}</h2>
        {body}
        </section>
        """;

    /// <summary>A table that may be wider than the page: it scrolls by itself, and says what it is of.</summary>
    /// <param name="name">What it is of.</param>
    /// <param name="head">The heads of its columns.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="isNarrow">Whether it has two columns, which fit everywhere and would be far apart on a wide page.</param>
    public static Html Table(string name, IEnumerable<Html> head, IEnumerable<Html> rows, bool isNarrow = false) => $"""
        <div class="{(isNarrow ? "scroll narrow" : "scroll")}" role="region" aria-label="{name}" tabindex="0">
        <table>
        <thead><tr>{head}</tr></thead>
        <tbody>
        {rows}
        </tbody>
        </table>
        </div>
        """;

    /// <summary>The head of a column of a table.</summary>
    public static Html Head(string name, bool isNumber = false) => $"""<th scope="col" class="{(isNumber ? "number" : "text")}">{name}</th>""";

    /// <summary>A fact of the header.</summary>
    public static Html Fact(string name, string value) => $"<div><dt>{name}</dt><dd>{value}</dd></div>\n";

    /// <summary>A share as a figure and as a thin bar.</summary>
    public static Html Measure(string figure, double share) =>
        $"""<div class="measure"><span>{figure}</span><div aria-hidden="true"><i style="width:{Figures.CssPercent(share)}"></i></div></div>""";

    private static Html Banner(string text) => $"""
        <div class="banner" role="note"><p>{text}</p></div>

        """;
}
