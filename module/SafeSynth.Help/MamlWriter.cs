using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;

namespace SafeSynth.Help;

/// <summary>Writes the help of binary cmdlets in the XML that Get-Help reads (MAML).</summary>
internal sealed class MamlWriter(Comments comments)
{
    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly HashSet<string> Common = [.. Cmdlet.CommonParameters, .. Cmdlet.OptionalCommonParameters];

    public XDocument Document(IEnumerable<CmdletInfo> cmdlets) => new(
        new XElement(
            Root + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            cmdlets.Select(CommandOf)));

    private XElement CommandOf(CmdletInfo cmdlet)
    {
        var type = cmdlet.ImplementingType;
        return new XElement(
            Command + "command",
            new XElement(
                Command + "details",
                new XElement(Command + "name", cmdlet.Name),
                Prose(Maml + "description", comments.Summary(type)),
                new XElement(Command + "verb", cmdlet.Verb),
                new XElement(Command + "noun", cmdlet.Noun)),
            Prose(Maml + "description", comments.Remarks(type)),
            new XElement(Command + "syntax", cmdlet.ParameterSets.Select(set => SyntaxOf(cmdlet, set))),
            new XElement(Command + "parameters", ParametersOf(cmdlet)),
            new XElement(Command + "inputTypes", InputsOf(cmdlet)),
            new XElement(Command + "returnValues", cmdlet.OutputType.Select(output => new XElement(Command + "returnValue", TypeOf(output.Type?.FullName ?? output.Name)))),
            new XElement(Command + "examples", comments.Examples(type).Select(ExampleOf)),
            new XElement(
                Maml + "relatedLinks",
                comments.Links(type).Select(link => new XElement(
                    Maml + "navigationLink", new XElement(Maml + "linkText", link.Text), new XElement(Maml + "uri", link.Address)))));
    }

    private XElement SyntaxOf(CmdletInfo cmdlet, CommandParameterSetInfo set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", cmdlet.Name),
        set.Parameters
            .Where(parameter => !Common.Contains(parameter.Name))
            .OrderBy(parameter => (uint)parameter.Position).ThenByDescending(parameter => parameter.IsMandatory)
            .Select(parameter => ParameterOf(cmdlet, parameter)));

    private IEnumerable<XElement> ParametersOf(CmdletInfo cmdlet) =>
        from parameter in cmdlet.ParameterSets.SelectMany(set => set.Parameters)
        where !Common.Contains(parameter.Name)
        group parameter by parameter.Name into sets
        orderby sets.Key
        select ParameterOf(cmdlet, sets.First());

    private XElement ParameterOf(CmdletInfo cmdlet, CommandParameterInfo parameter)
    {
        var property = cmdlet.ImplementingType.GetProperty(parameter.Name)!;
        var isSwitch = parameter.ParameterType == typeof(SwitchParameter);
        return new XElement(
            Command + "parameter",
            new XAttribute("required", parameter.IsMandatory),
            new XAttribute("variableLength", parameter.ParameterType.IsArray),
            new XAttribute("globbing", property.IsDefined(typeof(SupportsWildcardsAttribute))),
            new XAttribute("pipelineInput", PipelineOf(parameter)),
            new XAttribute("position", parameter.Position < 0 ? "named" : parameter.Position.ToString()),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            Prose(Maml + "description", [.. comments.Summary(property), .. comments.Remarks(property)]),
            isSwitch ? null : new XElement(Command + "parameterValue", new XAttribute("required", true), NameOf(parameter.ParameterType)),
            TypeOf(parameter.ParameterType.FullName!));
    }

    private static string PipelineOf(CommandParameterInfo parameter) => (parameter.ValueFromPipeline, parameter.ValueFromPipelineByPropertyName) switch
    {
        (true, true) => "true (ByValue, ByPropertyName)",
        (true, false) => "true (ByValue)",
        (false, true) => "true (ByPropertyName)",
        _ => "false",
    };

    private static IEnumerable<XElement> InputsOf(CmdletInfo cmdlet) => cmdlet.ParameterSets.SelectMany(set => set.Parameters)
        .Where(parameter => parameter.ValueFromPipeline)
        .Select(parameter => parameter.ParameterType.FullName!)
        .Distinct()
        .Select(name => new XElement(Command + "inputType", TypeOf(name)));

    private static XElement TypeOf(string name) => new(Dev + "type", new XElement(Maml + "name", name));

    private static XElement ExampleOf(Example example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", $"Example {index + 1}: {example.Title}"),
        new XElement(Dev + "code", example.Code),
        Prose(Dev + "remarks", example.Remarks));

    private static XElement Prose(XName name, IEnumerable<string> paragraphs) =>
        new(name, paragraphs.Select(text => new XElement(Maml + "para", text)));

    private static string NameOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? NameOf(inner) : type.IsArray ? $"{NameOf(type.GetElementType()!)}[]" : type.Name;
}
