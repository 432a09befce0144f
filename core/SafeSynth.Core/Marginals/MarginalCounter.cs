using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SafeSynth.Marginals;

/// <summary>Counts how often each combination of codes occurs, for many cliques in one pass over the rows.</summary>
/// <remarks>
/// Cliques that differ in their last attribute only share the work on the others: the row's cell among those is computed once
/// per block of rows and reused for every last attribute. Counts are exact integers, so the result does not depend on the
/// number of threads.
/// </remarks>
internal static class MarginalCounter
{
    private const int BlockRows = 1 << 15;

    /// <summary>The counts of every clique, each in canonical order.</summary>
    /// <exception cref="ArgumentException">A clique names an unknown attribute or has more cells than an array can hold.</exception>
    public static long[][] Count(CodeColumns records, IReadOnlyList<Clique> cliques, CancellationToken cancel = default)
    {
        var tables = new long[cliques.Count][];
        CountFamilies(records, cliques, cells => new long[cells], (clique, table) => tables[clique] = table, cancel);
        return tables;
    }

    /// <summary>Shows the counts of every clique once, and keeps none: for sums over more cells than should be held.</summary>
    /// <param name="records">The rows to count.</param>
    /// <param name="cliques">What to count.</param>
    /// <param name="look">Called on several threads at once, in any order; the counts are gone when it returns.</param>
    /// <param name="cancel">Looked at now and then.</param>
    /// <exception cref="ArgumentException">A clique names an unknown attribute or has more cells than an array can hold.</exception>
    public static void Visit(CodeColumns records, IReadOnlyList<Clique> cliques, LookAtCounts look, CancellationToken cancel = default)
    {
        CountFamilies(records, cliques, RentZeros, (clique, table) =>
        {
            look(clique, table.AsSpan(0, (int)cliques[clique].Cells(records.Shape)));
            ArrayPool<long>.Shared.Return(table);
        }, cancel);
    }

    // A family is the cliques that differ in their last attribute only.
    private static void CountFamilies(
        CodeColumns records, IReadOnlyList<Clique> cliques,
        Func<int, long[]> newTable, Action<int, long[]> done, CancellationToken cancel)
    {
        foreach (var clique in cliques) RequireCountable(clique, records.Shape);
        var families = Enumerable.Range(0, cliques.Count)
            .GroupBy(i => cliques[i].Count == 0 ? cliques[i] : Clique.Of(cliques[i].Attributes[..^1]))
            .OrderByDescending(family => family.Count())
            .ToList();

        int[] Scratch() => new int[Math.Min(records.Rows, BlockRows)];
        Parallel.ForEach(families, new ParallelOptions { CancellationToken = cancel }, Scratch, (family, _, cells) =>
        {
            int[] members = [.. family];
            var tables = Array.ConvertAll(members, i => newTable((int)cliques[i].Cells(records.Shape)));
            for (var first = 0; first < records.Rows; first += BlockRows)
            {
                var block = cells.AsSpan(0, Math.Min(BlockRows, records.Rows - first));
                Locate(records, family.Key, first, block);
                for (var m = 0; m < members.Length; m++) Tally(records, cliques[members[m]], first, block, tables[m]);
            }
            for (var m = 0; m < members.Length; m++) done(members[m], tables[m]);
            return cells;
        }, _ => { });
    }

    private static long[] RentZeros(int cells)
    {
        var table = ArrayPool<long>.Shared.Rent(cells);
        Array.Clear(table, 0, cells);
        return table;
    }

    private static void RequireCountable(Clique clique, ReadOnlySpan<int> shape)
    {
        if (clique.Count > 0 && clique[^1] >= shape.Length)
            throw new ArgumentException($"Attribute {clique[^1]} of clique {clique} is not among the {shape.Length} columns.");
        if (clique.Cells(shape) > Array.MaxLength)
            throw new ArgumentException(
                $"The table of columns {clique} has {clique.Cells(shape)} cells; an array holds {Array.MaxLength}.");
    }

    // The cell of every row of a block among the given attributes.
    private static void Locate(CodeColumns records, Clique attributes, int first, Span<int> cells)
    {
        cells.Clear();
        foreach (var attribute in attributes)
        {
            var size = records.Shape[attribute];
            switch (records.Column(attribute))
            {
                case byte[] codes: Extend<byte>(cells, size, codes.AsSpan(first, cells.Length)); break;
                case ushort[] codes: Extend<ushort>(cells, size, codes.AsSpan(first, cells.Length)); break;
                case var codes: Extend<int>(cells, size, ((int[])codes).AsSpan(first, cells.Length)); break;
            }
        }
    }

    private static void Extend<T>(Span<int> cells, int size, ReadOnlySpan<T> codes) where T : unmanaged, IBinaryInteger<T>
    {
        for (var row = 0; row < codes.Length; row++) cells[row] = (cells[row] * size) + int.CreateTruncating(codes[row]);
    }

    private static void Tally(CodeColumns records, Clique clique, int first, ReadOnlySpan<int> cells, long[] counts)
    {
        if (clique.Count == 0)
        {
            counts[0] += cells.Length;
            return;
        }
        var size = records.Shape[clique[^1]];
        switch (records.Column(clique[^1]))
        {
            case byte[] codes: Tally<byte>(cells, size, codes.AsSpan(first, cells.Length), counts); break;
            case ushort[] codes: Tally<ushort>(cells, size, codes.AsSpan(first, cells.Length), counts); break;
            case var codes: Tally<int>(cells, size, ((int[])codes).AsSpan(first, cells.Length), counts); break;
        }
    }

    // Unchecked access: CodeColumns admits no code outside its size, so every cell is inside the table.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tally<T>(ReadOnlySpan<int> cells, int size, ReadOnlySpan<T> codes, long[] counts)
        where T : unmanaged, IBinaryInteger<T>
    {
        ref var count = ref MemoryMarshal.GetArrayDataReference(counts);
        ref var cell = ref MemoryMarshal.GetReference(cells);
        ref var code = ref MemoryMarshal.GetReference(codes);
        var row = 0;
        for (; row <= cells.Length - 4; row += 4)
        {
            var at0 = (Unsafe.Add(ref cell, row) * size) + int.CreateTruncating(Unsafe.Add(ref code, row));
            var at1 = (Unsafe.Add(ref cell, row + 1) * size) + int.CreateTruncating(Unsafe.Add(ref code, row + 1));
            var at2 = (Unsafe.Add(ref cell, row + 2) * size) + int.CreateTruncating(Unsafe.Add(ref code, row + 2));
            var at3 = (Unsafe.Add(ref cell, row + 3) * size) + int.CreateTruncating(Unsafe.Add(ref code, row + 3));
            Unsafe.Add(ref count, at0)++;
            Unsafe.Add(ref count, at1)++;
            Unsafe.Add(ref count, at2)++;
            Unsafe.Add(ref count, at3)++;
        }
        for (; row < cells.Length; row++)
            Unsafe.Add(ref count, (Unsafe.Add(ref cell, row) * size) + int.CreateTruncating(Unsafe.Add(ref code, row)))++;
    }
}

/// <summary>Looks at the counts of one clique, given by its position in the list that was asked for, in canonical order.</summary>
internal delegate void LookAtCounts(int clique, ReadOnlySpan<long> counts);
