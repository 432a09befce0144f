using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Attacks;

/// <summary>A fitted model in the hand of an attacker: how it codes rows, and how likely it takes them to be.</summary>
internal sealed class ReleasedModel
{
    private readonly string _name;
    private readonly MarginalModel _model;
    private readonly IReadOnlyList<ModelledColumn> _laidOut;

    private ReleasedModel(FittedModel fitted, MarginalModel model, GraphicalModel graph) =>
        (Fitted, _name, _model, Graph, _laidOut) = (fitted, fitted.Report.DataName, model, graph, fitted.Report.Layout.Modelled);

    /// <exception cref="SafeSynthException">SS3010: the model knows nothing but a number of rows.</exception>
    public static ReleasedModel Of(FittedModel fitted) => TryOf(fitted) ?? throw GateFault.ModelOfNothing(fitted.Report.DataName);

    /// <summary>Null where the model knows nothing but a number of rows.</summary>
    public static ReleasedModel? TryOf(FittedModel fitted) =>
        fitted.Rows is MarginalModel { Model: { } graph } model ? new ReleasedModel(fitted, model, graph) : null;

    public FittedModel Fitted { get; }

    public GraphicalModel Graph { get; }

    /// <summary>The columns as the model sees them: attribute i of the graph is entry i.</summary>
    public IReadOnlyList<ModelledColumn> Columns => _model.Columns;

    /// <summary>
    /// The sets of columns whose relations the model was told, columns by themselves only where it knows of no relation of theirs.
    /// </summary>
    public IEnumerable<Clique> Known
    {
        get
        {
            Clique[] all = [.. Graph.Potentials.Select(potential => potential.Clique).Concat(_model.Loose.Select(pair => pair.Clique)).Distinct()];
            return all.Where(clique => !all.Any(other => other.Count > clique.Count && other.Contains(clique)));
        }
    }

    /// <summary>
    /// The values of rows by number, one array for each row; a value that the model does not know is what a fit would have made of it.
    /// </summary>
    /// <exception cref="SafeSynthException">SS3011: the table lacks a column of the model.</exception>
    public long[][] Encode(OwnerTable table)
    {
        if (Columns.FirstOrDefault(column => !table.ColumnNames.Contains(column.Name)) is { } lacking)
            throw GateFault.ModelColumnMissing(_name, lacking.Name, table.Name);
        long[][] columns = [.. Columns.Select(table.CodesOf)];
        return [.. Enumerable.Range(0, table.RowCount).Select(row => Array.ConvertAll(columns, codes => codes[row]))];
    }

    /// <summary>A row in the bins that the model sees.</summary>
    public int[] InBins(long[] row) => Coded(row, Columns);

    /// <summary>A row in the bins that columns were laid out in, before the generator merged some.</summary>
    public int[] InLayout(long[] row) => Coded(row, _laidOut);

    /// <summary>The share of its bin that a value holds.</summary>
    public double ShareInBin(int column, long value)
    {
        var (domain, bins) = (Columns[column].Domain, Columns[column].Bins);
        if (value == domain.MissingCode)
            return 1;
        var cell = bins.CellOf(value);
        return bins.ShareInBin(cell) / (bins.CellStarts[cell + 1] - bins.CellStarts[cell]);
    }

    /// <summary>
    /// How often the values of a row are expected among all rows: of each column, and of each two columns in the order of their numbers.
    /// </summary>
    public double[] ExpectedOf(long[] row)
    {
        var (bins, expected) = (InBins(row), new List<double>());
        double[] shares = [.. row.Select((value, column) => ShareInBin(column, value))];
        for (var one = 0; one < bins.Length; one++)
        {
            expected.Add(Graph.Marginal([one])[bins[one]] * shares[one]);
            Clique later = [.. Enumerable.Range(one + 1, bins.Length - one - 1)];
            foreach (var (pair, counts) in Graph.PairsWith(one, later).OrderBy(found => found.Pair[1]))
                expected.Add(counts[pair.CellOf(bins, Graph.Shape)] * shares[one] * shares[pair[1]]);
        }

        return [.. expected];
    }

    private static int[] Coded(long[] row, IReadOnlyList<ModelledColumn> columns)
    {
        var codes = new int[row.Length];
        for (var column = 0; column < codes.Length; column++)
            codes[column] = columns[column].ModelCodeOf(row[column]);
        return codes;
    }
}
