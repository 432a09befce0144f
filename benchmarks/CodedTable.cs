using System.Globalization;
using System.Text.Json;

namespace SafeSynth.Benchmarks;

/// <summary>A table of small integers: <c>0 &lt;= Columns[c][row] &lt; Shape[c]</c>.</summary>
internal sealed record CodedTable(int[][] Columns, int[] Shape)
{
    public int Rows => Columns[0].Length;

    /// <summary>Reads a CSV of codes whose domain file says the size of each column: <c>{ "age": 85, "sex": 2 }</c>.</summary>
    /// <exception cref="InvalidDataException">A column is missing, or a cell is not a code of its column.</exception>
    public static CodedTable Read(string csvPath, string domainPath)
    {
        var domain = ReadDomain(domainPath);
        var text = CsvText.Read(csvPath);
        return new CodedTable([.. domain.Select(d => Codes(d.Key, d.Value, text.Column(d.Key)))], [.. domain.Values]);
    }

    /// <summary>The names of the columns, in order.</summary>
    public static IEnumerable<string> ReadNames(string domainPath) => ReadDomain(domainPath).Keys;

    private static Dictionary<string, int> ReadDomain(string path) =>
        JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(path))!;

    private static int[] Codes(string name, int size, string[] cells)
    {
        var codes = new int[cells.Length];
        for (var row = 0; row < cells.Length; row++)
        {
            if (!int.TryParse(cells[row], NumberStyles.None, CultureInfo.InvariantCulture, out codes[row]) || codes[row] >= size)
                throw new InvalidDataException($"Column '{name}' has a cell that is not a code from 0 to {size - 1}.");
        }
        return codes;
    }
}
