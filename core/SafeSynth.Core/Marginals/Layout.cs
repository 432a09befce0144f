namespace SafeSynth.Marginals;

/// <summary>How the table of a clique lies in memory during inference: row-major, axes by ascending size.</summary>
/// <remarks>
/// Equal sizes are ordered by attribute. The last axes together make up a row, of a few dozen cells if there are as many, over
/// which all loops run; as all tables share one order of attributes, axes that are last in a table are last in the table of
/// a subset too. Outside inference, tables are in the order of <see cref="Clique"/> ("canonical").
/// </remarks>
internal sealed class Layout
{
    // Shorter rows cost more in calls than in arithmetic: all pairs of 14 binary attributes take four times as long with rows of 2.
    private const int ShortestRow = 16;

    private readonly int[] _axes;
    private readonly int[] _strides;
    private readonly int[] _shape;
    private readonly int _outer;   // the number of axes before those of a row

    /// <param name="clique">The attributes of the table.</param>
    /// <param name="shape">The size of every attribute, at least 1 each.</param>
    /// <exception cref="ArgumentException">The table would have more cells than an array can hold.</exception>
    public Layout(Clique clique, int[] shape)
    {
        var cells = clique.Cells(shape);
        if (cells > Array.MaxLength)
            throw new ArgumentException($"The table of attributes {clique} has {cells} cells; an array holds {Array.MaxLength}.");
        Clique = clique;
        Cells = (int)cells;
        _shape = shape;
        _axes = [.. clique.OrderBy(attribute => shape[attribute]).ThenBy(attribute => attribute)];
        _strides = new int[_axes.Length];
        var stride = 1;
        for (var axis = _axes.Length - 1; axis >= 0; axis--)
        {
            _strides[axis] = stride;
            stride *= shape[_axes[axis]];
        }
        var first = _axes.Length;
        for (RowLength = 1; first > 0 && RowLength < ShortestRow;) RowLength *= shape[_axes[--first]];
        _outer = first;
        RowAxes = Clique.Of(_axes.AsSpan(first));
    }

    public Clique Clique { get; }

    public int Cells { get; }

    /// <summary>The attributes of the last axes, within which a row lies.</summary>
    public Clique RowAxes { get; }

    /// <summary>The number of adjacent cells in one row.</summary>
    public int RowLength { get; }

    public int Rows => Cells / RowLength;

    /// <summary>The layout of another clique of the same attributes' sizes.</summary>
    public Layout Over(Clique clique) => new(clique, _shape);

    /// <summary>For every row, the index of its first cell in a table over a subset that begins at <paramref name="origin"/>.</summary>
    public int[] RowsIn(Layout subset, int origin) => Walk(_axes.AsSpan(0, _outer), subset, origin, Rows);

    /// <summary>For every cell, the index of its cell in a table over a subset that begins at <paramref name="origin"/>.</summary>
    public int[] CellsIn(Layout subset, int origin) => Walk(_axes, subset, origin, Cells);

    /// <summary>Copies a table in canonical order into one of this layout.</summary>
    public void FromCanonical(ReadOnlySpan<double> canonical, Span<double> table)
    {
        var places = CanonicalPlaces();
        for (var cell = 0; cell < places.Length; cell++) table[places[cell]] = canonical[cell];
    }

    /// <summary>A copy, in canonical order, of a table of this layout.</summary>
    public double[] ToCanonical(ReadOnlySpan<double> table)
    {
        var places = CanonicalPlaces();
        var canonical = new double[places.Length];
        for (var cell = 0; cell < places.Length; cell++) canonical[cell] = table[places[cell]];
        return canonical;
    }

    // For every cell in canonical order, its index in this layout.
    private int[] CanonicalPlaces() => Walk(Clique.Attributes, this, 0, Cells);

    private int StrideOf(int attribute)
    {
        var axis = Array.IndexOf(_axes, attribute);
        return axis < 0 ? 0 : _strides[axis];
    }

    // Visits the cells of the axes in row-major order and notes where each falls in another table.
    private int[] Walk(ReadOnlySpan<int> axes, Layout other, int origin, int cells)
    {
        var places = new int[cells];
        places[0] = origin;
        var filled = 1;
        for (var axis = axes.Length - 1; axis >= 0; axis--)
        {
            var (block, stride) = (filled, other.StrideOf(axes[axis]));
            for (var code = 1; code < _shape[axes[axis]]; code++)
                for (var i = 0; i < block; i++) places[filled++] = places[i] + (code * stride);
        }
        return places;
    }
}
