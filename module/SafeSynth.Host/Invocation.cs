namespace SafeSynth.Host;

/// <summary>What the command line asks for.</summary>
internal abstract record Invocation
{
    /// <summary>One cmdlet and its arguments as the shell split them.</summary>
    public sealed record Cmdlet(string Name, IReadOnlyList<string> Arguments) : Invocation;

    /// <summary>PowerShell text.</summary>
    public sealed record Script(string Text) : Invocation;

    /// <summary>A script file and its arguments.</summary>
    public sealed record File(string Path, IReadOnlyList<string> Arguments) : Invocation;

    public sealed record Version : Invocation;

    /// <summary>Explain the usage, asked for or (with a fault) because the command line makes no sense.</summary>
    public sealed record Usage(string? Fault = null) : Invocation;

    public static Invocation Parse(string[] args) => args switch
    {
        [] => new Usage("name a cmdlet, -Command or -File."),
        [var first, .. var rest] when IsOption(first) => (OptionOf(first), rest) switch
        {
            ("help" or "h" or "?", _) => new Usage(),
            ("version" or "v", []) => new Version(),
            ("command" or "c", [var text]) => new Script(text),
            ("command" or "c", _) => new Usage("-Command takes one argument: quote the script."),
            ("file" or "f", [var path, .. var arguments]) => new File(path, arguments),
            ("file" or "f", []) => new Usage("-File needs the path of a script."),
            _ => new Usage($"'{first}' is not an option; a cmdlet comes before its parameters."),
        },
        [var name, .. var arguments] => new Cmdlet(name, arguments),
    };

    private static bool IsOption(string text) => text is "/?" || text.StartsWith('-');

    private static string OptionOf(string option) => option.TrimStart('-', '/').ToLowerInvariant();
}
