using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Benchmarks;

/// <summary>Rows of any number of columns that depend on each other, made from a fixed seed, a block of rows at a time.</summary>
/// <remarks>
/// Columns come in blocks of <see cref="BlockColumns"/>. Every row has a hidden class, and in each block of columns a second one, which is
/// the row's in half of the rows and random in the others: all columns are related, those of a block most. A column's value depends on its
/// block's class and, in nearly half of the columns, on the column before it. Sizes go round from 2 to 64. Every block of rows has random
/// numbers of its own, so that rows need not be kept to be looked at again.
/// </remarks>
internal sealed class MadeTable
{
    public const int BlockColumns = 7, BlockRows = 1 << 16;

    private const int Classes = 5;
    private const int Slots = 1 << 12;   // a value's probability is a multiple of one in so many

    private static readonly int[] Sizes = [2, 9, 16, 3, 30, 5, 64, 4, 12, 2, 7, 40, 3, 20, 6];

    private readonly byte[][][] _values;   // for every column and its parents' state, the value of each slot
    private readonly ulong _seed;

    /// <param name="columns">The number of columns.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="seed">Which rows; the distribution does not depend on it.</param>
    public MadeTable(int columns, int rows, ulong seed)
    {
        (Rows, _seed) = (rows, seed);
        Shape = [.. Enumerable.Range(0, columns).Select(column => Sizes[column % Sizes.Length])];
        var random = new SampleRandom(seed: 7);
        _values = [.. Enumerable.Range(0, columns).Select(column => Enumerable.Range(0, Classes * StatesBefore(column)).Select(_ => Conditional(Shape[column], random)).ToArray())];
    }

    public int Rows { get; }

    public int[] Shape { get; }

    /// <summary>The number of blocks of rows.</summary>
    public int Blocks => (Rows + BlockRows - 1) / BlockRows;

    public IEnumerable<string> Names => Enumerable.Range(0, Shape.Length).Select(column => $"c{column}");

    /// <summary>All rows, as a source would read them.</summary>
    public RawTable ToRawTable()
    {
        var builder = new TableBuilder([.. Names]);
        for (var block = 0; block < Blocks; block++)
        {
            var rows = Block(block);
            Parallel.For(0, Shape.Length, column =>
            {
                foreach (var code in (byte[])rows.Column(column)) builder[column].Add((int)code);
            });
            builder.EndRows(rows.Rows);
        }

        return builder.Build();
    }

    /// <summary>A block of rows; the same ones every time.</summary>
    public CodeColumns Block(int block)
    {
        var random = new SampleRandom(_seed + ((ulong)block << 16));
        var rows = new CodeColumns(Shape, Math.Min(BlockRows, Rows - (block * BlockRows)));
        var (common, classes) = (new int[rows.Rows], new int[rows.Rows]);
        for (var row = 0; row < common.Length; row++) common[row] = random.Next(Classes);
        var (codes, before) = (new int[rows.Rows], new int[rows.Rows]);
        for (var column = 0; column < Shape.Length; column++)
        {
            var (tables, states) = (_values[column], StatesBefore(column));
            for (var row = 0; row < codes.Length; row++)
            {
                var bits = random.NextBits();
                if (column % BlockColumns == 0) classes[row] = (bits & 1) == 0 ? common[row] : (int)((bits >> 32) % Classes);
                codes[row] = tables[(classes[row] * states) + (states > 1 ? before[row] : 0)][(bits >> 1) & (Slots - 1)];
            }

            rows.Write(column, 0, codes);
            (codes, before) = (before, codes);
        }

        return rows;
    }

    private int StatesBefore(int column) => column % BlockColumns % 2 == 1 ? Shape[column - 1] : 1;

    // Weights fall off from a random value on, so that a few values are common.
    private static byte[] Conditional(int size, SampleRandom random)
    {
        double[] weights = [.. Enumerable.Range(0, size).Select(value => 1.0 / (1 + value))];
        random.Shuffle<double>(weights);
        var (total, sum, next) = (weights.Sum(), 0.0, 0);
        var slots = new byte[Slots];
        for (var value = 0; value < size; value++)
        {
            sum += weights[value];
            for (var end = value == size - 1 ? Slots : (int)(Slots * sum / total); next < end; next++) slots[next] = (byte)value;
        }

        return slots;
    }
}
