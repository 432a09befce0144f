using SafeSynth.Gates;

namespace SafeSynth.Reports;

/// <summary>A verdict as a picture and a word, so that its colour alone tells nothing.</summary>
internal static class VerdictMark
{
    public static Html Of(Verdict? verdict) => $"""
        <p class="mark">{Icon(verdict)}<strong>{WordOf(verdict)}</strong></p>
        """;

    /// <summary>The class of what carries the verdict's colour.</summary>
    public static string KindOf(Verdict? verdict) => verdict?.ToString().ToLowerInvariant() ?? "open";

    public static string WordOf(Verdict? verdict) => verdict?.ToString() ?? "Not judged";

    private static Html Icon(Verdict? verdict) => $"""
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">{Shape(verdict)}</svg>
        """;

    private static Html Shape(Verdict? verdict) => verdict switch
    {
        Verdict.Pass => $"""<circle cx="12" cy="12" r="11"></circle><path d="M6.5 12.5l3.7 3.7 7.3-8"></path>""",
        Verdict.Fail => $"""<path class="plate" d="M8 1h8l7 7v8l-7 7H8l-7-7V8z"></path><path d="M8 8l8 8M16 8l-8 8"></path>""",
        Verdict.Inconclusive => $"""<path class="plate" d="M12 1.5l11 20.5H1z"></path><path d="M12 9v6M12 18v1"></path>""",
        _ => $"""<circle cx="12" cy="12" r="11"></circle><path d="M7 12h10"></path>""",
    };
}
