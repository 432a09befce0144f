using System.Management.Automation;

namespace SafeSynth;

/// <summary>What names and wildcards choose from a catalogue, in the order in which they are given.</summary>
internal static class CatalogNames
{
    /// <summary>Every entry that a wildcard matches, or the one of a name.</summary>
    /// <param name="name">A name, or a wildcard.</param>
    /// <param name="all">The entries.</param>
    /// <param name="nameOf">The name of an entry.</param>
    /// <param name="find">Finds an entry by its name, or says that there is none.</param>
    public static IReadOnlyList<T> List<T>(string name, IEnumerable<T> all, Func<T, string> nameOf, Func<string, T> find)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name)) return [find(name)];
        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        return [.. all.Where(entry => pattern.IsMatch(nameOf(entry)))];
    }

    /// <summary>
    /// The entries to work with, each once. A wildcard that matches none is an unknown name: nothing would be done, and nobody would
    /// notice.
    /// </summary>
    public static IReadOnlyList<T> Choose<T>(IEnumerable<string> names, IReadOnlyList<T> all, Func<T, string> nameOf, Func<string, T> find) =>
        [.. names.SelectMany(name => List(name, all, nameOf, find) is { Count: > 0 } listed ? listed : [find(name)]).Distinct()];
}
