using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using SafeSynth.Marginals;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Data;

/// <summary>The private rows that take part, after faults and the bound on rows per unit. Only queries see it.</summary>
internal sealed partial class UnitRows
{
    private readonly RawTable _table;
    private readonly HashSet<string> _missingValues;
    private readonly ConditionalWeakTable<Coding, CodeColumn> _codes = [];
    private readonly ConditionalWeakTable<EstimatedMarginals, long[]> _errors = [];
    private int[]? _selected;
    private int[]? _units;

    public UnitRows(RawTable table, IReadOnlyList<string> missingValues) =>
        (_table, _missingValues) = (table, missingValues.ToHashSet(StringComparer.Ordinal));

    public int Count => _selected?.Length ?? _table.RowCount;

    /// <summary>
    /// Leaves out the rows in which a declared column holds a fault that its policy does not mend. Each row is judged on its own.
    /// </summary>
    public void DropFaulty(IReadOnlyList<Field> fields)
    {
        var faulty = new bool[_table.RowCount];
        var faults = new bool[_table.RowCount];
        foreach (var field in fields.Where(field => field.DropsFaults && field.HasDomain && field.Role is null or FieldRole.Model))
        {
            // Decimals do not matter here: what is a fault is decided by the declared bounds themselves.
            var domain = DeclaredDomain.Of(field, FormTypes.DefaultOf(field.Type ?? FieldType.String), decimals: 0);
            Column(field.Name).Encode(cell => domain.Encode(Known(cell), field.FaultPolicy) == Domain.Fault, faults.AsSpan());
            for (var row = 0; row < faults.Length; row++)
                faulty[row] |= faults[row];
        }

        if (faulty.Contains(true))
            _selected = [.. Enumerable.Range(0, faulty.Length).Where(row => !faulty[row])];
    }

    /// <summary>
    /// Keeps at most <see cref="PrivacyUnit.MaxRows"/> rows of each unit, those with the smallest keyed hash of their content.
    /// </summary>
    /// <remarks>
    /// The key is drawn, so the choice is random to everyone; it depends on a unit's own rows and not on their order or on other units.
    /// Where the key column declares a type, keys are one person if they read as one value of it; a row whose key cannot be read is
    /// nobody's.
    /// </remarks>
    public void BoundUnits(PrivacyUnit unit, IReadOnlyList<Field> fields, INoiseSource noise)
    {
        if (unit.KeyColumn is null)
            return;
        var hashKey = new byte[32];
        noise.Fill(hashKey);
        var type = fields.FirstOrDefault(field => field.Name == unit.KeyColumn)?.Type;
        var keys = new UInt128?[_table.RowCount];
        var bytes = new ArrayBufferWriter<byte>();
        Column(unit.KeyColumn).Encode(cell => UnitHash(Known(cell), type, hashKey, bytes), keys.AsSpan());
        var kept = Enumerable.Range(0, Count).Select(i => _selected?[i] ?? i)
            .Where(row => keys[row] is not null)
            .GroupBy(row => keys[row])
            .SelectMany(rows => rows.Count() <= unit.MaxRows ? rows : rows.OrderBy(row => RowHash(row, hashKey, bytes)).Take(unit.MaxRows));
        _selected = [.. kept.Order()];

        var numbers = new Dictionary<UInt128, int>();
        _units = Array.ConvertAll(_selected, row =>
        {
            var key = keys[row]!.Value;
            if (!numbers.TryGetValue(key, out var number))
                numbers.Add(key, number = numbers.Count);
            return number;
        });
    }

    /// <summary>The counts of each clique's cells, in row-major order.</summary>
    public long[][] CountsOf(IReadOnlyList<Coding> codings, IReadOnlyList<Clique> cliques)
    {
        int[] used = [.. cliques.SelectMany(clique => clique).Distinct().Order()];
        var columns = new CodeColumns(Count, [.. used.Select(attribute => Codes(codings[attribute]))]);
        return MarginalCounter.Count(columns, [.. cliques.Select(clique => Clique.Of([.. clique.Select(attribute => Array.IndexOf(used, attribute))]))]);
    }

    /// <summary>The L1 distance of every estimate from the counts.</summary>
    public long[] L1Errors(EstimatedMarginals marginals) => _errors.GetValue(marginals, asked =>
    {
        var counts = CountsOf(asked.Codings, asked.Cliques);
        return [.. counts.Zip(asked.Estimates, (exact, estimate) => exact.Zip(estimate, (a, b) => Math.Abs(a - b)).Sum())];
    });

    /// <summary>How often each distinct text occurs among the cells of a column that are not missing.</summary>
    public IReadOnlyDictionary<string, long> KeyCounts(string name) => Counted(NumberTexts(name));

    /// <summary>How often each code of a column's domain occurs, by its digits; cells that are missing have none.</summary>
    public IReadOnlyDictionary<string, long> ValueCounts(ModelledColumn column) => Counted(Number(column.Name, cell =>
        column.CodeOf(cell) is var code && code == column.Domain.MissingCode ? null : code.ToString(CultureInfo.InvariantCulture)));

    private static Dictionary<string, long> Counted((Dictionary<string, int> Numbers, int[] OfRow) texts)
    {
        var (numbers, ofRow) = texts;
        var counts = new long[numbers.Count];
        foreach (var number in ofRow)
        {
            if (number >= 0)
                counts[number]++;
        }

        return Named(numbers, counts);
    }

    /// <summary>Numbers the distinct texts of a column as they come; -1 where a cell is missing.</summary>
    private (Dictionary<string, int> Numbers, int[] OfRow) NumberTexts(string name) =>
        Number(name, cell => cell.IsMissing ? null : cell.Text);

    private (Dictionary<string, int> Numbers, int[] OfRow) Number(string name, Func<Cell, string?> textOf)
    {
        // Numbers are counted, so that no text is hashed once for each row.
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var ofRow = Encoded(name, cell =>
        {
            if (textOf(cell) is not { } text)
                return -1;
            if (!numbers.TryGetValue(text, out var number))
                numbers.Add(text, number = numbers.Count);
            return number;
        });
        return (numbers, ofRow);
    }

    private static Dictionary<string, long> Named(Dictionary<string, int> numbers, long[] counts) =>
        numbers.Where(pair => counts[pair.Value] > 0).ToDictionary(pair => pair.Key, pair => counts[pair.Value], StringComparer.Ordinal);

    private CodeColumn Codes(Coding coding) =>
        _codes.GetValue(coding, asked => new CodeColumn(asked.Size, Encoded(asked.Column, asked.CodeOf)));

    /// <summary>A pure function of one column's cell for each row that takes part.</summary>
    private T[] Encoded<T>(string column, Func<Cell, T> value)
    {
        var all = new T[_table.RowCount];
        Column(column).Encode(cell => value(Known(cell)), all.AsSpan());
        return _selected is null ? all : Array.ConvertAll(_selected, row => all[row]);
    }

    private RawColumn Column(string name)
    {
        for (var i = 0; i < _table.ColumnNames.Count; i++)
        {
            if (_table.ColumnNames[i] == name)
                return _table.Column(i);
        }

        throw new ArgumentException($"There is no column '{name}'.", nameof(name));
    }

    // A cell that spells a declared missing value is missing.
    private Cell Known(Cell cell) => _missingValues.Count > 0 && _missingValues.Contains(cell.Text) ? default : cell;

    private static UInt128? UnitHash(Cell key, FieldType? type, byte[] hashKey, ArrayBufferWriter<byte> bytes)
    {
        if (key.IsMissing)
            return null;
        bytes.ResetWrittenCount();
        if (type is null)
            key.WriteKey(bytes);
        else if (CanonicalText.TryOf(key, type.Value, words: null, out var text))
            bytes.Write(Encoding.UTF8.GetBytes(text));
        else
            return null;
        return Hash(bytes.WrittenSpan, hashKey);
    }

    private UInt128 RowHash(int row, byte[] hashKey, ArrayBufferWriter<byte> bytes)
    {
        bytes.ResetWrittenCount();
        for (var column = 0; column < _table.ColumnNames.Count; column++)
            _table.Column(column)[row].WriteExact(bytes);
        return Hash(bytes.WrittenSpan, hashKey);
    }

    private static UInt128 Hash(ReadOnlySpan<byte> content, byte[] hashKey)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(hashKey, content, hash);
        return new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }
}
