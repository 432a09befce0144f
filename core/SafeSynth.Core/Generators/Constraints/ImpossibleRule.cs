using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Generators.Constraints;

/// <summary>No row has a value of each of these sets at once.</summary>
internal sealed class ImpossibleRule : RowRule
{
    private readonly int[] _columns;
    private readonly CodeSet[] _sets;

    private ImpossibleRule(int[] columns, CodeSet[] sets) : base(columns) => (_columns, _sets) = (columns, sets);

    /// <summary>For each column, codes of its domain.</summary>
    public IReadOnlyList<CodeSet> Sets => _sets;

    /// <param name="columns">Different columns.</param>
    /// <param name="sets">For each, codes of its domain.</param>
    public static ImpossibleRule Of(int[] columns, CodeSet[] sets)
    {
        var order = Enumerable.Range(0, columns.Length).OrderBy(i => columns[i]).ToList();
        return new ImpossibleRule([.. order.Select(i => columns[i])], [.. order.Select(i => sets[i])]);
    }

    public override bool Holds(long[][] values, int row)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            if (!_sets[i].Contains(values[_columns[i]][row]))
                return true;
        }

        return false;
    }

    /// <remarks>A bin that holds other values too stays possible: which of its values a row gets is left to the repair.</remarks>
    public override Potential? Zeros(IReadOnlyList<ModelledColumn> seen)
    {
        var clique = Clique.Of(_columns);
        int[] shape = [.. seen.Select(column => column.Size)];
        bool[][] inside = [.. _columns.Zip(_sets, (column, set) => Inside(seen[column], set))];
        if (clique.Cells(shape) > MaxCells || Array.Exists(inside, codes => !codes.Contains(true)))
            return null;
        var values = new double[clique.Cells(shape)];
        for (var cell = 0; cell < values.Length; cell++)
        {
            var (rest, isImpossible) = (cell, true);
            for (var i = _columns.Length - 1; i >= 0 && isImpossible; i--)
            {
                (rest, var code) = Math.DivRem(rest, inside[i].Length);
                isImpossible = inside[i][code];
            }

            values[cell] = isImpossible ? double.NegativeInfinity : 0;
        }

        return new Potential(clique, values);
    }

    // Which model codes stand for values of the set alone.
    private static bool[] Inside(ModelledColumn column, CodeSet set)
    {
        var (bins, inside) = (column.Bins, new bool[column.Size]);
        Array.Fill(inside, true);
        for (var cell = 0; cell < bins.CellCount; cell++)
            inside[bins.BinOfCell[cell]] &= set.ContainsAll(bins.CellStarts[cell], bins.CellStarts[cell + 1]);
        if (column.Domain.Nullable)
            inside[bins.BinCount] = set.Contains(column.Domain.MissingCode);
        return inside;
    }
}
