using SafeSynth.Data;
using SafeSynth.Marginals;
using Sylvan.Data.Csv;

namespace SafeSynth.Benchmarks;

/// <summary>A CSV file with a header, as text: <c>Columns[c][row]</c>, named by <c>Names[c]</c>.</summary>
internal sealed record CsvText(string[] Names, string[][] Columns)
{
    public int Rows => Columns[0].Length;

    public static CsvText Read(string path)
    {
        // The separator is pinned: guessing would let the data choose it.
        using var reader = CsvDataReader.Create(path, new CsvDataReaderOptions { Delimiter = ',' });
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        var columns = names.Select(_ => new List<string>()).ToArray();
        while (reader.Read())
        {
            for (var c = 0; c < columns.Length; c++)
                columns[c].Add(reader.GetString(c));
        }
        return new CsvText(names, [.. columns.Select(c => c.ToArray())]);
    }

    /// <summary>The rows of this file, then those of another with the same columns.</summary>
    public CsvText Append(CsvText other) => new(Names, [.. Columns.Zip(other.Columns, (one, two) => (string[])[.. one, .. two])]);

    /// <summary>At most so many rows, evenly spaced.</summary>
    public CsvText Thinned(int rows) => rows >= Rows ? this
        : new(Names, [.. Columns.Select(cells => Enumerable.Range(0, rows).Select(i => cells[(long)i * cells.Length / rows]).ToArray())]);

    /// <summary>Synthetic rows as a file of them would read.</summary>
    public static CsvText Of(IReadOnlyList<Table> batches) => new(
        [.. batches[0].Columns.Select(column => column.Name)],
        [.. batches[0].Columns.Select((_, c) => batches.SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(batch.Columns[c].TextAt)).ToArray())]);

    /// <summary>The rows as private data to fit.</summary>
    public RawTable ToTable()
    {
        var table = new TableBuilder(Names);
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Names.Length; column++)
                table[column].Add(Columns[column][row]);
            table.EndRow();
        }

        return table.Build();
    }

    /// <summary>All rows in two parts, the same ones on every machine.</summary>
    /// <param name="share">The second part's share of the rows, drawn with a fixed seed.</param>
    public (CsvText Most, CsvText Others) Split(double share)
    {
        var order = Enumerable.Range(0, Rows).ToArray();
        new SampleRandom(seed: 1).Shuffle(order.AsSpan());
        var cut = Rows - (int)Math.Round(share * Rows);
        CsvText Part(int[] rows) => this with { Columns = [.. Columns.Select(cells => Array.ConvertAll(rows, row => cells[row]))] };
        return (Part(order[..cut]), Part(order[cut..]));
    }

    /// <summary>The values of the column of this name.</summary>
    /// <exception cref="InvalidDataException">The file has no such column.</exception>
    public string[] Column(string name) =>
        Array.IndexOf(Names, name) is >= 0 and var index
            ? Columns[index]
            : throw new InvalidDataException($"There is no column '{name}'. There are: {string.Join(", ", Names)}.");

    /// <summary>The rows as a source of private data.</summary>
    public IRowSource AsSource(string name) => new Source(name, this);

    private sealed class Source(string name, CsvText text) : IRowSource
    {
        public string Name => name;

        public bool IsText => true;

        public IReadOnlyList<string> ReadColumnNames() => text.Names;

        public RawTable Read(IProgress<double>? progress, CancellationToken cancel) => text.ToTable();
    }
}
