using System.Globalization;
using Microsoft.Build.Framework;
using SafeSynth.Plans;

namespace SafeSynth.Tasks;

/// <summary>Typed access to an item's metadata; what is left out or empty is null.</summary>
internal readonly struct ItemMetadata(ITaskItem item, string projectDirectory)
{
    public string? Text(string name) => item.GetMetadata(name) is { Length: > 0 } text ? text : null;

    /// <summary>A full path; relative ones start from the project's directory, not from the process's.</summary>
    public string? FilePath(string name) => Text(name) is { } path ? Path.GetFullPath(path, projectDirectory) : null;

    public double? Number(string name) => Parse<double>(name, NumberStyles.Float);

    public int? Count(string name) => Parse<int>(name, NumberStyles.AllowLeadingSign);

    public long? LongCount(string name) => Parse<long>(name, NumberStyles.AllowLeadingSign);

    public ulong? Seed(string name) => Parse<ulong>(name, NumberStyles.None);

    /// <exception cref="SafeSynthException">SS0132: it is not above 0 and below 1.</exception>
    public double? Share(string name) =>
        Number(name) is not { } share ? null : share is > 0 and < 1 ? share : throw FixtureFault.NotANumber(name, Text(name)!);

    /// <exception cref="SafeSynthException">SS3081: one of these is given, though it goes with another kind of gate.</exception>
    public void Refuse(IEnumerable<string> names, GateKind kind)
    {
        var text = Text;
        if (names.FirstOrDefault(name => text(name) is not null) is { } given)
            throw FixtureFault.GoesWithKind(given, kind);
    }

    /// <exception cref="SafeSynthException">SS0134: the text is none of the choices.</exception>
    public T Choice<T>(string name, T otherwise) where T : struct, Enum => Text(name) is not { } text ? otherwise
        : Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<T>(text, ignoreCase: true)
        : throw FixtureFault.UnknownChoice(name, text, Enum.GetNames<T>());

    private T? Parse<T>(string name, NumberStyles style) where T : struct, System.Numerics.INumberBase<T> => Text(name) switch
    {
        null => null,
        var text when T.TryParse(text, style, CultureInfo.InvariantCulture, out var value) => value,
        var text => throw FixtureFault.NotANumber(name, text),
    };
}
