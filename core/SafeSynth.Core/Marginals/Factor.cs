namespace SafeSynth.Marginals;

/// <summary>A table of non-negative numbers over a clique, in the order of its <see cref="Layout"/>.</summary>
internal sealed class Factor(Layout layout, double[] values)
{
    public Clique Clique => Layout.Clique;

    public Layout Layout { get; } = layout;

    public double[] Values { get; } = values;

    /// <summary>The sums over all attributes but <paramref name="kept"/>; this factor itself when there are no others.</summary>
    public Factor SumTo(Clique kept, int[] shape)
    {
        if (kept.Contains(Clique)) return this;
        var target = new Layout(Clique.Intersect(kept), shape);
        var sums = new double[target.Cells];
        var projection = Layout.Onto(target);
        for (var r = 0; r < Layout.Rows; r++)
            Accumulate(sums, projection, r, Values.AsSpan(r * Layout.RowLength, Layout.RowLength));
        return new Factor(target, sums);
    }

    /// <summary>The product with another factor, summed over all attributes but <paramref name="kept"/>.</summary>
    /// <remarks>The product itself is never stored: the memory is that of the result and of one offset per row.</remarks>
    public Factor TimesSumTo(Factor other, Clique kept, int[] shape)
    {
        var union = new Layout(Clique.Union(other.Clique), shape);
        var target = new Layout(union.Clique.Intersect(kept), shape);
        var sums = new double[target.Cells];
        var (ours, theirs, to) = (union.Onto(Layout), union.Onto(other.Layout), union.Onto(target));
        var row = new double[union.RowLength];
        for (var r = 0; r < union.Rows; r++)
        {
            Read(ours, Values, r, row);
            if (theirs.KeepsRow) RowMath.Multiply(row, other.Values.AsSpan(theirs.Starts[r], row.Length));
            else RowMath.Multiply(row, other.Values[theirs.Starts[r]]);
            Accumulate(sums, to, r, row);
        }
        return new Factor(target, sums);
    }

    /// <summary>This factor divided by one over a subset of its attributes, with 0 / 0 = 0: a conditional distribution.</summary>
    public Factor DividedBy(Factor divisor)
    {
        const double smallestNormal = 2.2250738585072014E-308;   // below it the reciprocal may be infinite
        var reciprocals = Array.ConvertAll(divisor.Values, value => value < smallestNormal ? 0 : 1 / value);
        var quotient = (double[])Values.Clone();
        var projection = Layout.Onto(divisor.Layout);
        for (var r = 0; r < Layout.Rows; r++)
        {
            var row = quotient.AsSpan(r * Layout.RowLength, Layout.RowLength);
            if (projection.KeepsRow) RowMath.Multiply(row, reciprocals.AsSpan(projection.Starts[r], row.Length));
            else RowMath.Multiply(row, reciprocals[projection.Starts[r]]);
        }
        return new Factor(Layout, quotient);
    }

    private static void Read(Projection from, double[] values, int r, Span<double> row)
    {
        if (from.KeepsRow) values.AsSpan(from.Starts[r], row.Length).CopyTo(row);
        else row.Fill(values[from.Starts[r]]);
    }

    private static void Accumulate(double[] sums, Projection to, int r, ReadOnlySpan<double> row)
    {
        if (to.KeepsRow) RowMath.Add(sums.AsSpan(to.Starts[r], row.Length), row);
        else sums[to.Starts[r]] += RowMath.Sum(row);
    }
}
