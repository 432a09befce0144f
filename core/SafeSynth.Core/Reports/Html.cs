using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace SafeSynth.Reports;

/// <summary>A piece of HTML, and of XML, written as an interpolated string: the literal parts are markup, the holes are text.</summary>
/// <remarks>
/// What fills a hole is escaped, in content and in quoted attributes alike, unless it is <see cref="Html"/> itself. So no name or value can
/// add an element or an attribute, and forgetting to escape is not possible.
/// </remarks>
[InterpolatedStringHandler]
internal sealed class Html(int literalLength, int formattedCount)
{
    private readonly StringBuilder _markup = new(literalLength + (16 * formattedCount));

    /// <summary>Markup that was escaped where it was made.</summary>
    public static Html Escaped(string markup)
    {
        var html = new Html(markup.Length, 0);
        html.AppendLiteral(markup);
        return html;
    }

    public static Html Nothing => $"";

    /// <summary>A name that others chose: set apart from the direction of the text around it.</summary>
    public static Html Name(string name) => $"<bdi>{name}</bdi>";

    public void AppendLiteral(string markup) => _markup.Append(markup);

    public void AppendFormatted(Html part) => _markup.Append(part._markup);

    public void AppendFormatted(IEnumerable<Html> parts)
    {
        foreach (var part in parts)
            _markup.Append(part._markup);
    }

    public void AppendFormatted(int number) => _markup.Append(CultureInfo.InvariantCulture, $"{number}");

    public void AppendFormatted(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => _markup.Append("&lt;"),
                '>' => _markup.Append("&gt;"),
                '&' => _markup.Append("&amp;"),
                '"' => _markup.Append("&quot;"),
                '\'' => _markup.Append("&#39;"),
                // What XML 1.0 cannot hold; halves of surrogate pairs come as U+FFFD already.
                0xFFFE or 0xFFFF => _markup.Append(Rune.ReplacementChar),
                _ when Rune.IsControl(rune) => _markup.Append(' '),
                _ => _markup.Append(rune.ToString()),
            };
        }
    }

    public override string ToString() => _markup.ToString();
}
