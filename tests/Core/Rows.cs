using SafeSynth.Data;

namespace SafeSynth.Tests;

/// <summary>Private rows for tests, from text cells or .NET values.</summary>
internal sealed class Rows(string name, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, bool isText = true) : IRowSource
{
    public string Name => name;

    public bool IsText => isText;

    /// <summary>Rows of text: a header and lines of comma-separated cells without quotes.</summary>
    public static Rows Of(params string[] lines) =>
        new("test", lines[0].Split(','), lines.Skip(1).Select(line => line.Split(',').ToArray<object?>()));

    public IReadOnlyList<string> ReadColumnNames() => columns;

    public RawTable Read(IProgress<double>? progress, CancellationToken cancel)
    {
        var table = new TableBuilder(columns);
        foreach (var row in rows)
        {
            for (var column = 0; column < Math.Min(row.Length, columns.Count); column++)
                table[column].Add(row[column]);
            table.EndRow();
        }

        return table.Build();
    }

    public RawTable Read() => Read(null, CancellationToken.None);
}
