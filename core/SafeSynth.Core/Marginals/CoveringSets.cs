namespace SafeSynth.Marginals;

/// <summary>
/// Sets of columns whose joint counts hold the counts of many pairs at once, so that fewer tables need a pass over the rows.
/// </summary>
/// <remarks>
/// Greedily, the largest pair that is in no set yet is joined by the column that brings the most further such pairs, while the set has at
/// most
/// <see cref="MaxColumns"/> columns and few enough cells. Cliques of other sizes, and pairs that nothing joins, are sets of their own.
/// Which pairs go together decides the time of counting, never a count.
/// </remarks>
internal static class CoveringSets
{
    private const int MaxColumns = 5;

    /// <summary>Larger tables fall out of the cache.</summary>
    private const int MaxCells = 1 << 16;

    /// <summary>Adding a table up to a pair touches every cell of it: that must cost less than a pass over the rows would.</summary>
    private const int RowsPerCell = 4;

    /// <summary>For every set, its columns and the positions of the cliques that are counted with it; every clique is in one set.</summary>
    public static List<(Clique Columns, int[] Members)> Of(IReadOnlyList<Clique> cliques, ReadOnlySpan<int> shape, int rows)
    {
        var sizes = shape.ToArray();
        var open = new PairTable(shape.Length);
        var sets = new List<(Clique, int[])>();
        var pairs = Enumerable.Range(0, cliques.Count).Where(i => cliques[i].Count == 2 && open.Add(cliques[i], i)).ToHashSet();
        foreach (var i in Enumerable.Range(0, cliques.Count).Where(i => !pairs.Contains(i))) sets.Add((cliques[i], [i]));

        var maxCells = Math.Min(MaxCells, rows / RowsPerCell);
        foreach (var i in pairs.OrderByDescending(i => cliques[i].Cells(sizes)).ThenBy(i => i))
        {
            if (!open.Has(cliques[i][0], cliques[i][1])) continue;
            var columns = Grow([.. cliques[i]], cliques[i].Cells(sizes), open, sizes, maxCells);
            sets.Add((Clique.Of([.. columns]), open.TakeWithin(columns)));
        }

        return sets;
    }

    private static List<int> Grow(List<int> columns, long cells, PairTable open, int[] sizes, long maxCells)
    {
        while (columns.Count < MaxColumns)
        {
            var (best, most) = (-1, 0);
            for (var column = 0; column < sizes.Length; column++)
            {
                if (cells * sizes[column] > maxCells || columns.Contains(column)) continue;
                var gained = columns.Count(other => open.Has(column, other));
                if (gained > most || (gained == most && most > 0 && sizes[column] < sizes[best])) (best, most) = (column, gained);
            }

            if (best < 0) break;
            columns.Add(best);
            cells *= sizes[best];
        }

        return columns;
    }

    // The pairs that are in no set yet, by their two columns.
    private sealed class PairTable(int columns)
    {
        private readonly int[] _positions = new int[columns * columns];   // one more than that of the pair; 0 where there is none

        public bool Has(int a, int b) => _positions[(a * columns) + b] > 0;

        public bool Add(Clique pair, int position)
        {
            if (Has(pair[0], pair[1])) return false;
            Set(pair[0], pair[1], position + 1);
            return true;
        }

        public int[] TakeWithin(List<int> set)
        {
            var taken = new List<int>();
            for (var i = 0; i < set.Count; i++)
                for (var j = i + 1; j < set.Count; j++)
                    if (Has(set[i], set[j]))
                    {
                        taken.Add(_positions[(set[i] * columns) + set[j]] - 1);
                        Set(set[i], set[j], 0);
                    }
            return [.. taken];
        }

        private void Set(int a, int b, int position) => _positions[(a * columns) + b] = _positions[(b * columns) + a] = position;
    }
}
