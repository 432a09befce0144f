namespace SafeSynth.Marginals;

/// <summary>How the rows of a table meet the table of a subset of its attributes.</summary>
/// <remarks>
/// A row spans the last axes of its table (<see cref="Layout.RowAxes"/>). When the subset has all of these axes, a row is a
/// row there; when it has none, a row is one cell there; when it has some, its cells are spread over a stage that has all of
/// them, and a row is a row of the stage. Not for concurrent use: there is one stage.
/// </remarks>
internal sealed class RowLink
{
    private readonly int[]? _cells;      // for every cell of the stage, the cell of the subset's table
    private readonly double[]? _stage;

    /// <param name="table">The table whose rows are walked.</param>
    /// <param name="subset">The table of a subset of its attributes.</param>
    /// <param name="origin">Where the latter begins in its array.</param>
    public RowLink(Layout table, Layout subset, int origin = 0)
    {
        var shared = table.RowAxes.Intersect(subset.Clique).Count;
        KeepsRow = shared > 0;
        if (shared == 0 || shared == table.RowAxes.Count)
        {
            Starts = table.RowsIn(subset, origin);
            return;
        }
        var staged = table.Over(subset.Clique.Union(table.RowAxes));
        Starts = table.RowsIn(staged, 0);
        _cells = staged.CellsIn(subset, origin);
        _stage = new double[staged.Cells];
    }

    /// <summary>For every row, the index of its first (or only) cell in what <see cref="Spread"/> and <see cref="Open"/> return.</summary>
    public int[] Starts { get; }

    /// <summary>Whether a row meets a row of the same length; otherwise it meets one cell.</summary>
    public bool KeepsRow { get; }

    /// <summary>The array in which rows find the values of the subset's table.</summary>
    public double[] Spread(double[] subset)
    {
        if (_stage is null) return subset;
        for (var i = 0; i < _stage.Length; i++) _stage[i] = subset[_cells![i]];
        return _stage;
    }

    /// <summary>The array into which rows put their share of the subset's table; a stage is full of <paramref name="initial"/>.</summary>
    public double[] Open(double[] subset, double initial = 0)
    {
        if (_stage is null) return subset;
        Array.Fill(_stage, initial);
        return _stage;
    }

    /// <summary>Adds what rows have put into the opened array to the subset's table.</summary>
    public void CloseSum(double[] subset)
    {
        for (var i = 0; i < (_stage?.Length ?? 0); i++) subset[_cells![i]] += _stage![i];
    }

    /// <summary>Raises the subset's table to the maxima that rows have put into the opened array.</summary>
    public void CloseMax(double[] subset)
    {
        for (var i = 0; i < (_stage?.Length ?? 0); i++) subset[_cells![i]] = Math.Max(subset[_cells[i]], _stage![i]);
    }
}
