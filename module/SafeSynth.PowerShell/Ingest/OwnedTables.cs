using System.Management.Automation;
using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Ingest;

/// <summary>Reads tables that are given as a parameter: the path of one CSV file, or rows as objects.</summary>
internal static class OwnedTables
{
    /// <param name="given">One string or file, or any objects.</param>
    /// <param name="name">What to call rows that come as objects.</param>
    /// <param name="resolve">Makes a full path of a PowerShell path.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="SafeSynthException">SS1nnn: a file cannot be read, or there is no object.</exception>
    public static OwnerTable Read(IReadOnlyList<object?> given, string name, Func<string, string> resolve, CancellationToken cancel) =>
        OwnerTable.Read(SourceOf(given, name, resolve), cancel);

    private static IRowSource SourceOf(IReadOnlyList<object?> given, string name, Func<string, string> resolve)
    {
        if (given.Count == 1 && PathOf(given[0]) is { } path)
            return new CsvSource(resolve(path));
        var rows = new PipelineSource(name);
        foreach (var row in given)
            rows.Add(row);
        return rows;
    }

    /// <summary>The path that an item is; null where it is something else.</summary>
    public static string? PathOf(object? item) => (item is PSObject wrapper ? wrapper.BaseObject : item) switch
    {
        string path => path,
        FileSystemInfo file => file.FullName,
        _ => null,
    };
}
