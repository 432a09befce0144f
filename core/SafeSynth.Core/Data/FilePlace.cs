namespace SafeSynth.Data;

/// <summary>
/// Compares paths by the place they lead to: links are followed, those among the folders too, and case counts where it does on the system.
/// </summary>
/// <remarks>
/// A file need not exist. Two names of one file (hard links) and copies count as two files: telling them apart would take a look at the
/// content.
/// </remarks>
public sealed class FilePlace : IEqualityComparer<string>
{
    // As many as systems follow; more are a circle.
    private const int MostLinks = 40;

    private static readonly StringComparer Names = OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    private FilePlace()
    {
    }

    public static FilePlace Comparer { get; } = new();

    /// <summary>The full path that a path leads to, without links.</summary>
    public static string Of(string path)
    {
        var linksLeft = MostLinks;
        return Of(path, ref linksLeft);
    }

    public bool Equals(string? x, string? y) => x is null || y is null ? x == y : Names.Equals(Of(x), Of(y));

    public int GetHashCode(string path) => Names.GetHashCode(Of(path));

    private static string Of(string path, ref int linksLeft)
    {
        var full = Path.GetFullPath(path);
        var place = Path.GetPathRoot(full)!;
        foreach (var name in full[place.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            place = Path.Combine(place, name);
            if (linksLeft == 0 || TargetOf(place) is not { } target)
                continue;
            linksLeft--;
            place = Of(target, ref linksLeft);
        }

        return place;
    }

    private static string? TargetOf(string place)
    {
        try
        {
            return new FileInfo(place).LinkTarget is { } target ? Path.Combine(Path.GetDirectoryName(place)!, target) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
