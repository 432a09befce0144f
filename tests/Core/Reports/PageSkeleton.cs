using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace SafeSynth.Tests.Reports;

/// <summary>The structure of a page: its elements, classes, anchors and headings, without figures. What repeats is told once.</summary>
internal static class PageSkeleton
{
    private static readonly string[] Spoken = ["h1", "h2", "h3", "dt", "summary", "figcaption"];

    public static string Of(string page) => string.Join('\n', Lines(XDocument.Parse(page).Root!, "")) + "\n";

    /// <summary>
    /// The golden file of that name; one that is to be replaced is written anew to the temporary folder, for you to look at and to copy.
    /// </summary>
    public static void AssertIsGolden(string page, string name, [CallerFilePath] string here = "")
    {
        var actual = Of(page);
        var fresh = Path.Combine(Path.GetTempPath(), $"safesynth-{name}.txt");
        var golden = Path.Combine(Path.GetDirectoryName(here)!, "Golden", $"{name}.txt");
        var expected = File.Exists(golden) ? File.ReadAllText(golden).ReplaceLineEndings("\n") : "";
        if (actual != expected)
            File.WriteAllText(fresh, actual);
        Assert.True(actual == expected, $"The structure of the page is not that of {golden}. It is now in {fresh}.");
    }

    private static IEnumerable<string> Lines(XElement element, string indent)
    {
        var name = element.Name.LocalName;
        yield return indent + name + Attribute(element, "class", '.') + Attribute(element, "id", '#') + (Spoken.Contains(name) && name is not "figcaption" ? $" \"{element.Value.Trim()}\"" : "");
        if (name is "svg" or "style" or "h1" or "h2" or "h3" || name == "p")
            yield break;
        var last = "";
        foreach (var child in element.Elements())
        {
            var lines = string.Join('\n', Lines(child, indent + "  "));
            if (lines != last)
                yield return last = lines;
        }
    }

    private static string Attribute(XElement element, string name, char sign) =>
        element.Attribute(name) is { } value ? $"{sign}{value.Value.Replace(' ', sign)}" : "";
}
