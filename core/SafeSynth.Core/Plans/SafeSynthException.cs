namespace SafeSynth.Plans;

/// <summary>
/// A fault that its reader can act on: a code of <c>docs/diagnostics.md</c> and a message that never quotes private data.
/// </summary>
public class SafeSynthException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The diagnostic's code, such as <c>SS1001</c>: the PowerShell error id and the MSBuild code.</summary>
    public string Code { get; } = code;
}
