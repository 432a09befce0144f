using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SafeSynth.Marginals;

/// <summary>Counts how often each combination of codes occurs, for many cliques in one pass over the rows.</summary>
/// <remarks>
/// Pairs are counted several at a time (<see cref="CoveringSets"/>) and added up from the joint counts. Sets that differ in their last
/// attribute only share the work on the others: the row's cell among those is computed once per block of rows and reused for every last
/// attribute. Where there are fewer such families than processors, rows are divided as well. Counts are exact integers, so the result
/// does not depend on any of that.
/// </remarks>
internal static class MarginalCounter
{
    private const int BlockRows = 1 << 15;

    /// <summary>The counts of every clique, each in canonical order.</summary>
    /// <exception cref="ArgumentException">A clique names an unknown attribute or has more cells than an array can hold.</exception>
    public static long[][] Count(CodeColumns records, IReadOnlyList<Clique> cliques, CancellationToken cancel = default)
    {
        var tables = new long[cliques.Count][];
        CountFamilies(records, cliques, cells => new long[cells], (clique, table) => tables[clique] = table, _ => { }, cancel);
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
        }, table => ArrayPool<long>.Shared.Return(table), cancel);
    }

    // A family is the sets that differ in their last attribute only.
    private static void CountFamilies(
        CodeColumns records, IReadOnlyList<Clique> cliques,
        Func<int, long[]> newTable, Action<int, long[]> done, Action<long[]> discard, CancellationToken cancel)
    {
        foreach (var clique in cliques) RequireCountable(clique, records.Shape);
        var sets = CoveringSets.Of(cliques, records.Shape, records.Rows);
        var families = sets
            .GroupBy(set => set.Columns.Count == 0 ? set.Columns : Clique.Of(set.Columns.Attributes[..^1]))
            .Select(family => (family.Key, Sets: family.ToArray()))
            .OrderByDescending(family => family.Sets.Length)
            .ToList();

        var parallel = new ParallelOptions { CancellationToken = cancel };
        var slices = Math.Clamp(Environment.ProcessorCount / Math.Max(1, families.Count), 1, Math.Max(1, records.Rows / BlockRows));
        Parallel.ForEach(families, parallel, family =>
        {
            var tables = new long[slices][][];
            Parallel.For(0, slices, parallel, slice =>
            {
                tables[slice] = Array.ConvertAll(family.Sets, set => newTable((int)set.Columns.Cells(records.Shape)));
                CountBlocks(records, family.Key, family.Sets, slice, slices, tables[slice]);
            });
            for (var s = 0; s < family.Sets.Length; s++)
            {
                for (var slice = 1; slice < slices; slice++)
                {
                    Add(tables[0][s], tables[slice][s], (int)family.Sets[s].Columns.Cells(records.Shape));
                    discard(tables[slice][s]);
                }

                HandOut(tables[0][s], family.Sets[s]);
            }
        });

        void HandOut(long[] table, (Clique Columns, int[] Members) set)
        {
            if (cliques[set.Members[0]].Equals(set.Columns))
            {
                done(set.Members[0], table);
                return;
            }

            foreach (var member in set.Members)
            {
                var pair = newTable((int)cliques[member].Cells(records.Shape));
                AddUp(table, set.Columns, cliques[member], records.Shape, pair);
                done(member, pair);
            }

            discard(table);
        }
    }

    // Every so many-th block of rows, from some block on.
    private static void CountBlocks(
        CodeColumns records, Clique shared, (Clique Columns, int[] Members)[] sets, int firstBlock, int step, long[][] tables)
    {
        var cells = ArrayPool<int>.Shared.Rent(Math.Min(records.Rows, BlockRows));
        for (var first = (long)firstBlock * BlockRows; first < records.Rows; first += (long)step * BlockRows)
        {
            var block = cells.AsSpan(0, (int)Math.Min(BlockRows, records.Rows - first));
            Locate(records, shared, (int)first, block);
            for (var s = 0; s < sets.Length; s++) Tally(records, sets[s].Columns, (int)first, block, tables[s]);
        }

        ArrayPool<int>.Shared.Return(cells);
    }

    private static void Add(long[] sum, long[] more, int cells)
    {
        for (var cell = 0; cell < cells; cell++) sum[cell] += more[cell];
    }

    // Sums over all columns of a set but two. The cells run through what comes before, the first of the two, what is between, the second
    // and the rest.
    private static void AddUp(long[] table, Clique columns, Clique pair, ReadOnlySpan<int> shape, long[] counts)
    {
        var (one, other) = (columns.Attributes.IndexOf(pair[0]), columns.Attributes.IndexOf(pair[1]));
        var before = (int)Clique.Of(columns.Attributes[..one]).Cells(shape);
        var between = (int)Clique.Of(columns.Attributes[(one + 1)..other]).Cells(shape);
        var after = (int)Clique.Of(columns.Attributes[(other + 1)..]).Cells(shape);
        var (sizeOfOne, sizeOfOther) = (shape[pair[0]], shape[pair[1]]);
        var next = 0;
        for (var outer = 0; outer < before; outer++)
            for (var x = 0; x < sizeOfOne; x++)
                for (var middle = 0; middle < between; middle++)
                    for (var y = 0; y < sizeOfOther; y++)
                    {
                        var sum = 0L;
                        for (var end = next + after; next < end; next++) sum += table[next];
                        counts[(x * sizeOfOther) + y] += sum;
                    }
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
                case byte[] codes: Extend(cells, size, codes.AsSpan(first, cells.Length)); break;
                case ushort[] codes: Extend<ushort>(cells, size, codes.AsSpan(first, cells.Length)); break;
                case var codes: Extend<int>(cells, size, ((int[])codes).AsSpan(first, cells.Length)); break;
            }
        }
    }

    // Columns of bytes are by far the most, and their loop would take longer than the counting itself.
    private static void Extend(Span<int> cells, int size, ReadOnlySpan<byte> codes)
    {
        ref var cell = ref MemoryMarshal.GetReference(cells);
        ref var code = ref MemoryMarshal.GetReference(codes);
        var row = 0;
        for (; row <= codes.Length - Vector128<byte>.Count; row += Vector128<byte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref code, (nuint)row));
            var (first, second) = Vector128.Widen(low);
            var (third, fourth) = Vector128.Widen(high);
            Extend(ref Unsafe.Add(ref cell, row), size, first);
            Extend(ref Unsafe.Add(ref cell, row + 4), size, second);
            Extend(ref Unsafe.Add(ref cell, row + 8), size, third);
            Extend(ref Unsafe.Add(ref cell, row + 12), size, fourth);
        }

        Extend<byte>(cells[row..], size, codes[row..]);
    }

    private static void Extend(ref int cells, int size, Vector128<uint> codes) =>
        ((Vector128.LoadUnsafe(ref cells) * size) + codes.AsInt32()).StoreUnsafe(ref cells);

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
