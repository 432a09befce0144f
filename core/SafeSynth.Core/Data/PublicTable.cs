using System.Security.Cryptography;
using System.Buffers;
using System.Text;
using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Data;

/// <summary>Rows that anyone may see, of the same columns as private ones: they can be counted without a price.</summary>
/// <remarks>
/// Whoever declares a table public makes it so: a certificate names it. It must not have been chosen, cleaned or cut by a look at the
/// private rows.
/// </remarks>
public sealed class PublicTable
{
    private readonly RawTable _table;
    private readonly IReadOnlyList<string> _missingValues;
    private readonly UnitRows _rows;

    private PublicTable(string name, RawTable table, IReadOnlyList<string> missingValues, string hash, UnitRows rows) =>
        (Name, ColumnNames, Hash, _table, _missingValues, _rows) = (name, table.ColumnNames, hash, table, missingValues, rows);

    /// <summary>The name of the data set.</summary>
    public string Name { get; }

    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>SHA-256 of names and cells, row by row, in hexadecimal.</summary>
    public string Hash { get; }

    internal int RowCount => _rows.Count;

    /// <param name="source">The public rows.</param>
    /// <param name="missingValues">Texts that stand for a missing value.</param>
    /// <param name="cancel">Ends the reading early.</param>
    /// <exception cref="SafeSynthException">SS1nnn: the source as a whole cannot be read.</exception>
    public static PublicTable Read(IRowSource source, IReadOnlyList<string> missingValues, CancellationToken cancel = default)
    {
        var table = source.Read(progress: null, cancel);
        return new(source.Name, table, missingValues, HashOf(table), new UnitRows(table, missingValues));
    }

    /// <summary>The rows that a schema would not drop from private ones, either.</summary>
    internal PublicTable For(IReadOnlyList<Field> fields)
    {
        var rows = new UnitRows(_table, _missingValues);
        rows.DropFaulty([.. fields.Where(field => ColumnNames.Contains(field.Name))]);
        return new(Name, _table, _missingValues, Hash, rows);
    }

    /// <summary>The counts of each clique's cells, in row-major order.</summary>
    internal long[][] CountsOf(IReadOnlyList<Coding> codings, IReadOnlyList<Clique> cliques) => _rows.CountsOf(codings, cliques);

    /// <summary>How often each distinct text occurs among the cells of a column that are not missing.</summary>
    internal IReadOnlyDictionary<string, long> KeyCounts(string column) => _rows.KeyCounts(column);

    private static string HashOf(RawTable table)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in table.ColumnNames)
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n"));
        var cells = new ArrayBufferWriter<byte>();
        for (var row = 0; row < table.RowCount; row++)
        {
            cells.ResetWrittenCount();
            for (var column = 0; column < table.ColumnNames.Count; column++)
                table.Column(column)[row].WriteExact(cells);
            hash.AppendData(cells.WrittenSpan);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
