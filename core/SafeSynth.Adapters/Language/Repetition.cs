using System.Text;

namespace SafeSynth.Adapters.Language;

/// <summary>Tells whether a text has begun to repeat itself, as small models do, most often in white space.</summary>
internal static class Repetition
{
    // A rule of dashes or a table may repeat for a line or two; nobody writes the same for longer.
    private static readonly (int Window, int LongestPeriod)[] Checks = [(512, 64), (2048, 512)];

    /// <summary>The shortest text that is looked at.</summary>
    public static int Shortest => Checks[0].Window;

    /// <summary>
    /// Whether the end of a text is one piece, again and again: 8 times for pieces of up to 64 characters, 4 times for pieces of up to 512.
    /// </summary>
    public static bool EndsIn(StringBuilder whole)
    {
        var length = Math.Min(whole.Length, Checks[^1].Window);
        var text = whole.ToString(whole.Length - length, length).AsSpan();
        foreach (var (window, longest) in Checks)
        {
            if (text.Length >= window && PeriodOf(text[^window..]) <= longest)
                return true;
        }

        return false;
    }

    // The shortest period of a text is its length less that of its longest border (Knuth, Morris, Pratt 1977).
    private static int PeriodOf(ReadOnlySpan<char> text)
    {
        var borders = new int[text.Length];
        var border = 0;
        for (var i = 1; i < text.Length; i++)
        {
            while (border > 0 && text[i] != text[border])
                border = borders[border - 1];
            if (text[i] == text[border])
                border++;
            borders[i] = border;
        }

        return text.Length - border;
    }
}
