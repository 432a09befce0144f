using SafeSynth.Marginals;

namespace SafeSynth.Tests.Marginals;

/// <summary>A small distribution as one number per possible record: slow, and too simple to be wrong.</summary>
internal sealed class FullJoint
{
    private readonly int[] _shape;
    private readonly double[] _cells;

    public FullJoint(int[] shape, double total, IEnumerable<Potential> potentials)
    {
        _shape = shape;
        var weights = Records(shape)
            .Select(record => Math.Exp(potentials.Sum(potential => potential.Values[CellOf(potential.Clique, shape, record)])))
            .ToArray();
        _cells = [.. weights.Select(weight => total * weight / weights.Sum())];
    }

    public double[] Marginal(Clique clique)
    {
        var marginal = new double[clique.Cells(_shape)];
        foreach (var (record, mass) in Records(_shape).Zip(_cells)) marginal[CellOf(clique, _shape, record)] += mass;
        return marginal;
    }

    /// <summary>All records of a shape, the last attribute running fastest.</summary>
    public static IEnumerable<int[]> Records(int[] shape)
    {
        for (long cell = 0; cell < shape.Aggregate(1L, (cells, size) => cells * size); cell++)
        {
            var record = new int[shape.Length];
            var rest = cell;
            for (var attribute = shape.Length - 1; attribute >= 0; attribute--)
                (rest, record[attribute]) = (rest / shape[attribute], (int)(rest % shape[attribute]));
            yield return record;
        }
    }

    /// <summary>The cell of a clique's canonical table that a record falls into.</summary>
    public static int CellOf(Clique clique, int[] shape, int[] record) =>
        clique.Aggregate(0, (cell, attribute) => (cell * shape[attribute]) + record[attribute]);
}
