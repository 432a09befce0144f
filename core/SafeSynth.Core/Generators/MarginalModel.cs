using System.Runtime.InteropServices;
using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Mechanisms;

namespace SafeSynth.Generators;

/// <summary>A graphical model over the modelled columns, and the way back from its codes to values.</summary>
/// <remarks>
/// Polished rows are those of the model, but every batch of them (<see cref="RecordSampler.BatchRows"/> rows, the last one the rest) is
/// polished by itself (<see cref="RowPolish"/>), and values inside a bin are shared out rather than drawn one by one.
/// </remarks>
public sealed class MarginalModel : ISynthesizer
{
    private readonly Lazy<RowPolish>? _polish;

    internal MarginalModel(IReadOnlyList<ModelledColumn> columns, GraphicalModel model, bool polished = false, IReadOnlyList<LoosePair>? loose = null)
    {
        (Columns, Model, ExpectedRows, Loose) = (columns, model, model.Total, loose ?? []);
        _polish = polished ? new Lazy<RowPolish>(() => new RowPolish(model, Loose)) : null;
    }

    private MarginalModel(double expectedRows) => (Columns, ExpectedRows) = ([], expectedRows);

    public double ExpectedRows { get; }

    internal IReadOnlyList<ModelledColumn> Columns { get; }

    /// <summary>The distribution of model codes; null when no column is modelled.</summary>
    internal GraphicalModel? Model { get; }

    /// <summary>Whether sampled rows are brought closer to the model than drawing alone brings them.</summary>
    internal bool Polished => _polish is not null;

    /// <summary>Pairs to which polished rows are brought in place of the model's.</summary>
    internal IReadOnlyList<LoosePair> Loose { get; } = [];

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
        if (Model is null)
            return BatchesWithoutColumns(request.Rows, cancel);
        var batches = new RecordSampler(Model).SampleBatches(request.Rows, random, cancel);
        if (_polish is null)
            return batches.Select(codes => new Table(codes.Rows, Decode(codes, random)));
        return batches.Select(codes => _polish.Value.Polish(codes, random, cancel)).Select(codes => new Table(codes.Rows, DecodeEvenly(codes, random)));
    }

    private static IEnumerable<Table> BatchesWithoutColumns(long rows, CancellationToken cancel)
    {
        foreach (var batch in RecordSampler.BatchSizes(rows))
        {
            cancel.ThrowIfCancellationRequested();
            yield return new Table(batch, []);
        }
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

    private List<TableColumn> DecodeEvenly(CodeColumns codes, SampleRandom random)
    {
        var columns = new List<TableColumn>();
        for (var i = 0; i < Columns.Count; i++)
        {
            var (layout, values, rowsOf) = (Columns[i], new long[codes.Rows], new List<int>[Columns[i].Size]);
            for (var row = 0; row < values.Length; row++)
                (rowsOf[codes[row, i]] ??= []).Add(row);
            for (var code = 0; code < rowsOf.Length; code++)
            {
                var rows = CollectionsMarshal.AsSpan(rowsOf[code]);
                if (code < layout.Bins.BinCount)
                    layout.Bins.DrawEvenly(code, rows, values, random);
                else
                    foreach (var row in rows)
                        values[row] = layout.Domain.MissingCode;
            }

            columns.Add(new CodedColumn(layout.Name, layout.Domain, values));
        }

        return columns;
    }
}
