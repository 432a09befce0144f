namespace SafeSynth.Plans;

/// <summary>SS0112: a plan or a schema is not written as it must be; says where.</summary>
/// <param name="what">What the file is, in a word.</param>
/// <param name="path">The file, as it was named.</param>
/// <param name="line">The line of the fault, from 1.</param>
/// <param name="column">The character in that line, from 1.</param>
/// <param name="reason">What is wrong and what to do, in words.</param>
public sealed class MalformedFileException(string what, string path, int line, int column, string reason)
    : SafeSynthException("SS0112", FormattableString.Invariant($"The {what} '{path}' is not valid: line {line}, column {column}: {reason}"))
{
    public string Path { get; } = path;

    public int Line { get; } = line;

    public int Column { get; } = column;
}
