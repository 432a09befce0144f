using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Mechanisms;

namespace SafeSynth.Generators;

/// <summary>A graphical model over the modelled columns, and the way back from its codes to values.</summary>
public sealed class MarginalModel : ISynthesizer
{
    internal MarginalModel(IReadOnlyList<ModelledColumn> columns, GraphicalModel model) =>
        (Columns, Model, ExpectedRows) = (columns, model, model.Total);

    private MarginalModel(double expectedRows) => (Columns, ExpectedRows) = ([], expectedRows);

    public double ExpectedRows { get; }

    internal IReadOnlyList<ModelledColumn> Columns { get; }

    /// <summary>The distribution of model codes; null when no column is modelled.</summary>
    internal GraphicalModel? Model { get; }

    /// <summary>A model of nothing but the number of rows, for tables all of whose columns are regenerated; spends what is left.</summary>
    internal static MarginalModel OfRowCount(IPrivateData data)
    {
        var query = new MarginalQuery([], [Clique.Empty]);
        var sensitivity = query.Under(data.Facts.Guarantee.Unit, data.Facts.Guarantee.Neighbors);
        var noisy = data.Measure(query, RoundedGaussian.Spending(data.Budget.Left.Rho, sensitivity));
        return OfRowCount(noisy.Cells[0][0]);
    }

    internal static MarginalModel OfRowCount(double rows) => new(Math.Max(0, rows));

    public IEnumerable<Table> Sample(SampleRequest request, SampleRandom random, CancellationToken cancel)
    {
        if (Model is not null)
            return new RecordSampler(Model).SampleBatches(request.Rows, random, cancel).Select(codes => new Table(codes.Rows, Decode(codes, random)));
        return RecordSampler.BatchSizes(request.Rows).Select(rows => new Table(rows, []));
    }

    private List<TableColumn> Decode(CodeColumns codes, SampleRandom random)
    {
        var columns = new List<TableColumn>();
        for (var i = 0; i < Columns.Count; i++)
        {
            var (layout, values) = (Columns[i], new long[codes.Rows]);
            for (var row = 0; row < values.Length; row++)
            {
                var code = codes[row, i];
                values[row] = code == layout.Bins.BinCount ? layout.Domain.MissingCode : layout.Bins.Draw(code, random);
            }

            columns.Add(new CodedColumn(layout.Name, layout.Domain, values));
        }

        return columns;
    }
}
