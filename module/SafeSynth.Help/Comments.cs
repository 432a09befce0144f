using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SafeSynth.Help;

/// <summary>One example of a comment: <c>&lt;example&gt;</c> with a title, <c>&lt;code&gt;</c> and what to notice.</summary>
internal sealed record Example(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>The <c>///</c> comments that the compiler wrote beside an assembly, as plain paragraphs.</summary>
internal sealed partial class Comments
{
    private readonly Dictionary<string, XElement> _members;

    public Comments(string path) =>
        _members = XDocument.Load(path, LoadOptions.PreserveWhitespace).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    public IReadOnlyList<string> Summary(MemberInfo member) => Paragraphs(Section(member, "summary"));

    public IReadOnlyList<string> Remarks(MemberInfo member) => Paragraphs(Section(member, "remarks"));

    public IEnumerable<Example> Examples(Type type)
    {
        foreach (var example in Find(type)?.Elements("example") ?? [])
        {
            var code = example.Element("code");
            var title = code is null ? example.Nodes() : code.NodesBeforeSelf();
            yield return new Example(string.Join(' ', Paragraphs(title)), Undented(code?.Value ?? ""), Paragraphs(code?.NodesAfterSelf() ?? []));
        }
    }

    /// <summary>The addresses of <c>&lt;seealso href="…"&gt;</c>.</summary>
    public IEnumerable<(string Text, string Address)> Links(Type type) =>
        from link in Find(type)?.Elements("seealso") ?? []
        let address = link.Attribute("href")?.Value
        where address is not null
        select (link.Value is "" ? address : link.Value, address);

    private XElement? Find(MemberInfo member) => _members.GetValueOrDefault(member switch
    {
        Type type => $"T:{type.FullName}",
        PropertyInfo => $"P:{member.DeclaringType!.FullName}.{member.Name}",
        _ => $"F:{member.DeclaringType!.FullName}.{member.Name}",
    });

    private IEnumerable<XNode> Section(MemberInfo member, string name) => Find(member)?.Element(name)?.Nodes() ?? [];

    private static List<string> Paragraphs(IEnumerable<XNode> nodes)
    {
        var paragraphs = new List<StringBuilder> { new() };
        Append(nodes, paragraphs);
        return [.. paragraphs.Select(text => Blanks().Replace(text.ToString(), " ").Trim()).Where(text => text.Length > 0)];
    }

    private static void Append(IEnumerable<XNode> nodes, List<StringBuilder> paragraphs)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case XText text:
                    paragraphs[^1].Append(text.Value);
                    break;
                case XElement { Name.LocalName: "para" } block:
                    paragraphs.Add(new());
                    Append(block.Nodes(), paragraphs);
                    paragraphs.Add(new());
                    break;
                case XElement { Name.LocalName: "item" } item:
                    paragraphs.Add(new("- "));
                    Append(item.Nodes(), paragraphs);
                    paragraphs.Add(new());
                    break;
                case XElement element when ReferenceOf(element) is { } name:
                    paragraphs[^1].Append(name);
                    break;
                case XElement element:
                    Append(element.Nodes(), paragraphs);
                    break;
            }
        }
    }

    /// <summary>
    /// The last name of an empty <c>see</c> or <c>paramref</c>; cmdlet properties are written as the parameters they are.
    /// </summary>
    private static string? ReferenceOf(XElement element)
    {
        if (!element.IsEmpty || (element.Attribute("cref") ?? element.Attribute("name") ?? element.Attribute("langword")) is not { Value: var target }) return null;

        var name = target.Split('(')[0].Split('.', ':')[^1];
        return target.StartsWith("P:", StringComparison.Ordinal) && target.Contains("Command.", StringComparison.Ordinal) ? $"-{name}"
            : name.EndsWith("Command", StringComparison.Ordinal) ? CommandName().Replace(name, "$1-$2")
            : name;
    }

    private static string Undented(string code)
    {
        var lines = code.Replace("\r", "").Trim('\n').TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select(line => line.Length < indent ? "" : line[indent..]));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("^([A-Z][a-z]+)(.+)Command$")]
    private static partial Regex CommandName();
}
