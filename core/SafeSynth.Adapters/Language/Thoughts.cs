namespace SafeSynth.Adapters.Language;

/// <summary>Takes out of an answer what a model thought aloud, where its server did not.</summary>
internal static class Thoughts
{
    private const string Begin = "<think>";
    private const string End = "</think>";

    /// <summary>
    /// The answer behind the thoughts: all behind the first end mark, nothing of thoughts without an end, and the whole text where nobody
    /// thought.
    /// </summary>
    public static string Without(string text)
    {
        // Some templates put the first mark into the request, so that only the last one is in the answer.
        var end = text.IndexOf(End, StringComparison.OrdinalIgnoreCase);
        if (end >= 0)
            return text[(end + End.Length)..];
        return text.AsSpan().TrimStart().StartsWith(Begin, StringComparison.OrdinalIgnoreCase) ? "" : text;
    }

    /// <summary>Whether there are thoughts in a text.</summary>
    public static bool AreIn(string text) =>
        text.Contains(End, StringComparison.OrdinalIgnoreCase) || text.AsSpan().TrimStart().StartsWith(Begin, StringComparison.OrdinalIgnoreCase);
}
