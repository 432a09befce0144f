namespace SafeSynth.Marginals;

/// <summary>A table of non-negative numbers over a clique, in the order of its <see cref="Layout"/>.</summary>
internal sealed class Factor(Layout layout, double[] values)
{
    public Clique Clique => Layout.Clique;

    public Layout Layout { get; } = layout;

    public double[] Values { get; } = values;

    /// <summary>The sums over all attributes but <paramref name="kept"/>; this factor itself when there are no others.</summary>
    public Factor SumTo(Clique kept)
    {
        if (kept.Contains(Clique)) return this;
        var target = Layout.Over(Clique.Intersect(kept));
        var sums = new double[target.Cells];
        var link = new RowLink(Layout, target);
        var opened = link.Open(sums);
        for (var r = 0; r < Layout.Rows; r++) Accumulate(opened, link, r, Values.AsSpan(r * Layout.RowLength, Layout.RowLength));
        link.CloseSum(sums);
        return new Factor(target, sums);
    }

    /// <summary>The product with another factor, summed over all attributes but <paramref name="kept"/>.</summary>
    /// <remarks>The product itself is never stored: the memory is that of the result and of a few offsets per row.</remarks>
    public Factor TimesSumTo(Factor other, Clique kept)
    {
        var union = Layout.Over(Clique.Union(other.Clique));
        var target = Layout.Over(union.Clique.Intersect(kept));
        var sums = new double[target.Cells];
        var (toOurs, toTheirs, toTarget) = (new RowLink(union, Layout), new RowLink(union, other.Layout), new RowLink(union, target));
        var (ours, theirs, opened) = (toOurs.Spread(Values), toTheirs.Spread(other.Values), toTarget.Open(sums));
        var row = new double[union.RowLength];
        for (var r = 0; r < union.Rows; r++)
        {
            if (toOurs.KeepsRow) ours.AsSpan(toOurs.Starts[r], row.Length).CopyTo(row);
            else Array.Fill(row, ours[toOurs.Starts[r]]);
            Multiply(row, theirs, toTheirs, r);
            Accumulate(opened, toTarget, r, row);
        }
        toTarget.CloseSum(sums);
        return new Factor(target, sums);
    }

    /// <summary>This factor divided by one over a subset of its attributes, with 0 / 0 = 0: a conditional distribution.</summary>
    public Factor DividedBy(Factor divisor)
    {
        const double smallestNormal = 2.2250738585072014E-308;   // below it the reciprocal may be infinite
        var reciprocals = Array.ConvertAll(divisor.Values, value => value < smallestNormal ? 0 : 1 / value);
        var quotient = (double[])Values.Clone();
        var link = new RowLink(Layout, divisor.Layout);
        var spread = link.Spread(reciprocals);
        for (var r = 0; r < Layout.Rows; r++) Multiply(quotient.AsSpan(r * Layout.RowLength, Layout.RowLength), spread, link, r);
        return new Factor(Layout, quotient);
    }

    private static void Multiply(Span<double> row, double[] factors, RowLink link, int r)
    {
        if (link.KeepsRow) RowMath.Multiply(row, factors.AsSpan(link.Starts[r], row.Length));
        else RowMath.Multiply(row, factors[link.Starts[r]]);
    }

    private static void Accumulate(double[] sums, RowLink link, int r, ReadOnlySpan<double> row)
    {
        if (link.KeepsRow) RowMath.Add(sums.AsSpan(link.Starts[r], row.Length), row);
        else sums[link.Starts[r]] += RowMath.Sum(row);
    }
}
