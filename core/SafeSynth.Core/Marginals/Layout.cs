namespace SafeSynth.Marginals;

/// <summary>How the table of a clique lies in memory during inference: row-major, axes by ascending size.</summary>
/// <remarks>
/// Equal sizes are ordered by attribute. The last axis is the longest, so every loop runs over long contiguous rows; and since
/// all tables share one order of attributes, a row of a table either is a row of the table of a subset or falls into one
/// cell of it. Outside inference, tables are in the order of <see cref="Clique"/> ("canonical").
/// </remarks>
internal sealed class Layout
{
    private readonly int[] _axes;
    private readonly int[] _strides;
    private readonly int[] _shape;

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
        RowLength = _axes.Length == 0 ? 1 : shape[_axes[^1]];
    }

    public Clique Clique { get; }

    public int Cells { get; }

    /// <summary>The size of the longest axis: the number of adjacent cells in one row.</summary>
    public int RowLength { get; }

    public int Rows => Cells / RowLength;

    /// <summary>Where the rows of this table fall in the table of a subset of its attributes that begins at <paramref name="origin"/>.</summary>
    public Projection Onto(Layout subset, int origin = 0)
    {
        var keepsRow = _axes.Length > 0 && subset.Clique.Contains(_axes[^1]);
        var outer = _axes.AsSpan(0, Math.Max(0, _axes.Length - 1));
        var starts = new int[Rows];
        Walk(outer, _shape, [.. outer.ToArray().Select(subset.StrideOf)], origin, starts);
        return new Projection(starts, keepsRow);
    }

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

    private int[] CanonicalPlaces()
    {
        var places = new int[Cells];
        Walk(Clique.Attributes, _shape, [.. Clique.Select(StrideOf)], 0, places);
        return places;
    }

    private int StrideOf(int attribute)
    {
        var axis = Array.IndexOf(_axes, attribute);
        return axis < 0 ? 0 : _strides[axis];
    }

    // Visits the cells of the axes in row-major order and notes where each falls under other strides.
    private static void Walk(ReadOnlySpan<int> axes, int[] shape, int[] strides, int origin, int[] places)
    {
        places[0] = origin;
        var filled = 1;
        for (var axis = axes.Length - 1; axis >= 0; axis--)
        {
            var block = filled;
            for (var code = 1; code < shape[axes[axis]]; code++)
            {
                var step = code * strides[axis];
                for (var i = 0; i < block; i++) places[filled++] = places[i] + step;
            }
        }
    }
}

/// <summary>The map of a table's rows into the table of a subset of its attributes.</summary>
/// <param name="Starts">For every row, the index of its first (or only) cell there.</param>
/// <param name="KeepsRow">Whether a row maps onto a row of the same length; otherwise it falls into one cell.</param>
internal readonly record struct Projection(int[] Starts, bool KeepsRow);
