using SafeSynth.Data;
using SafeSynth.Privacy;

namespace SafeSynth.Audit;

/// <summary>Two made-up tables of four columns of zeros and ones that are neighbours, and as easy to tell apart as any.</summary>
/// <remarks>
/// <para>The canary is the row of zeros. It adds one count to every marginal, and moves the error of every marginal by one: that is all
/// that a row can do (<see cref="Sensitivity"/>), so answers with Gaussian noise tell of it as much as their price says. Where rows are
/// replaced, the row of ones takes its place, so that it leaves one cell of every marginal and comes to another.</para>
/// <para>A selection tells most of it if half of the candidates' scores rise with the canary and half fall, and all are about as likely. So
/// every column is half zeros, of three pairs of columns a few more rows than by independence are equal, and of the other three as many
/// fewer; any tree over the columns leaves some of both to choose from.</para>
/// </remarks>
internal sealed class MadeNeighbors
{
    private const int Columns = 4;

    // Each pair has two blocks of eight rows for one: enough for the errors of its estimate to show, few enough for selections to stay
    // open.
    private const int Blocks = 20;

    private static readonly (int A, int B, bool AreEqual)[] Pairs =
        [(0, 1, true), (1, 2, true), (2, 3, true), (0, 2, false), (1, 3, false), (0, 3, false)];

    public MadeNeighbors(Neighbors relation)
    {
        List<int> others = [];
        foreach (var (a, b, areEqual) in Pairs)
            others.AddRange(Enumerable.Repeat(Enumerable.Range(0, 1 << Columns).Where(bits => (Bit(bits, a) == Bit(bits, b)) == areEqual), Blocks).SelectMany(block => block));
        With = Table([.. others, 0]);
        Without = Table(relation == Neighbors.AddRemove ? others : [.. others, (1 << Columns) - 1]);
    }

    /// <summary>What is declared of the columns: everything, so that nothing is spent on learning it.</summary>
    public static IReadOnlyList<Field> Fields { get; } =
        [.. Enumerable.Range(0, Columns).Select(column => new Field($"c{column}") { Type = FieldType.String, Enum = ["0", "1"], Required = true })];

    /// <summary>The number of different rows there can be.</summary>
    public static int Cells => 1 << Columns;

    public RawTable With { get; }

    public RawTable Without { get; }

    /// <summary>How often each different row is among synthetic ones.</summary>
    public static int[] Count(IEnumerable<Table> batches)
    {
        var counts = new int[Cells];
        foreach (var batch in batches)
        {
            for (var row = 0; row < batch.RowCount; row++)
            {
                var bits = 0;
                for (var column = 0; column < Columns; column++)
                    bits |= batch.Columns[column].TextAt(row) == "1" ? 1 << column : 0;
                counts[bits]++;
            }
        }

        return counts;
    }

    private static RawTable Table(IReadOnlyList<int> rows)
    {
        var table = new TableBuilder([.. Fields.Select(field => field.Name)]);
        for (var column = 0; column < Columns; column++)
        {
            foreach (var bits in rows)
                table[column].Add(Bit(bits, column) == 1 ? "1" : "0");
        }

        table.EndRows(rows.Count);
        return table.Build();
    }

    private static int Bit(int bits, int column) => (bits >> column) & 1;
}
