using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Generators.Constraints;

/// <summary>What every synthetic row keeps, in terms of the modelled columns' numbers and of their domains' codes. Immutable.</summary>
/// <param name="columns">The columns that decide whether a row keeps it.</param>
internal abstract class RowRule(IReadOnlyList<int> columns)
{
    /// <summary>Tables of more cells than this are left to the repair of rows.</summary>
    private protected const long MaxCells = 1 << 20;

    public IReadOnlyList<int> Columns => columns;

    /// <summary>The column that follows from the others; -1 where none does.</summary>
    public virtual int Dependent => -1;

    /// <summary>Whether a row keeps the rule.</summary>
    /// <param name="values">The domain codes of all modelled columns.</param>
    /// <param name="row">The row.</param>
    public abstract bool Holds(long[][] values, int row);

    /// <summary>Gives the dependent column of a row the value that follows.</summary>
    public virtual void Settle(long[][] values, int row)
    {
    }

    /// <summary>
    /// Negative infinity for the model codes that no row which keeps the rule has together; null where there are none, or where they are
    /// left to the repair of rows.
    /// </summary>
    /// <param name="seen">All modelled columns, with the bins that the model sees.</param>
    public abstract Potential? Zeros(IReadOnlyList<ModelledColumn> seen);

    // One value for each cell of a pair of columns, in the clique's order.
    private protected static Potential? ZerosOf(int first, int second, IReadOnlyList<ModelledColumn> seen, Func<int, int, bool> canBe)
    {
        var (low, high) = (Math.Min(first, second), Math.Max(first, second));
        if ((long)seen[low].Size * seen[high].Size > MaxCells)
            return null;
        var values = new double[seen[low].Size * seen[high].Size];
        for (var cell = 0; cell < values.Length; cell++)
        {
            var (ofLow, ofHigh) = Math.DivRem(cell, seen[high].Size);
            var (ofFirst, ofSecond) = low == first ? (ofLow, ofHigh) : (ofHigh, ofLow);
            values[cell] = canBe(ofFirst, ofSecond) ? 0 : double.NegativeInfinity;
        }

        return Array.Exists(values, double.IsNegativeInfinity) ? new Potential([low, high], values) : null;
    }
}
