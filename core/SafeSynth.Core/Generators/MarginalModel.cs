using System.Runtime.InteropServices;
using SafeSynth.Data;
using SafeSynth.Generators.Constraints;
using SafeSynth.Marginals;
using SafeSynth.Mechanisms;
using SafeSynth.Plans;

namespace SafeSynth.Generators;

/// <summary>A graphical model over the modelled columns, and the way back from its codes to values.</summary>
/// <remarks>
/// Polished rows are those of the model, but every batch of them (<see cref="RecordSampler.BatchRows"/> rows, the last one the rest) is
/// polished by itself (<see cref="RowPolish"/>), and values inside a bin are shared out rather than drawn one by one.
/// </remarks>
public sealed class MarginalModel : ISynthesizer
{
    private readonly Lazy<RowPolish>? _polish;

    internal MarginalModel(
        IReadOnlyList<ModelledColumn> columns, GraphicalModel model, bool polished = false, IReadOnlyList<LoosePair>? loose = null, IReadOnlyList<RowRule>? rules = null)
    {
        (Columns, Model, ExpectedRows, Loose, Rules) = (columns, model, model.Total, loose ?? [], rules ?? []);
        _polish = polished ? new Lazy<RowPolish>(() => new RowPolish(model, Loose)) : null;
    }

    private MarginalModel(double expectedRows) => (Columns, ExpectedRows) = ([], expectedRows);

    public double ExpectedRows { get; }

    internal IReadOnlyList<ModelledColumn> Columns { get; }

    /// <summary>The distribution of model codes; null when no column is modelled.</summary>
    internal GraphicalModel? Model { get; }

    /// <summary>What every row keeps, whatever the model says.</summary>
    internal IReadOnlyList<RowRule> Rules { get; } = [];

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

    /// <inheritdoc/>
    public ISynthesizer Under(IReadOnlyList<Constraint> constraints, CancellationToken cancel) =>
        ConstrainedFit.Of(this, constraints, cancel);

    /// <summary>The same rows under rules that all of them keep, drawn from a model that follows from these.</summary>
    internal MarginalModel With(GraphicalModel model, IReadOnlyList<RowRule> rules)
    {
        // A pair of which the model itself now says what cannot be is not brought back to counts that do not know.
        var known = model.Potentials.Select(potential => potential.Clique).ToHashSet();
        return new MarginalModel(Columns, model, Polished, [.. Loose.Where(pair => !known.Contains(pair.Clique))], rules);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Exact evidence: a bin counts by the share of its weight that the values hold, other bins cannot occur, and inside bins these values
    /// alone are drawn. Where rules tie values inside bins together, they hold among the values that are asked for too. Loose pairs tell
    /// what the other columns are like given one; of more columns together they tell nothing, and nothing of the relations of others among
    /// these rows.
    /// </remarks>
    public ISynthesizer Given(IReadOnlyList<ColumnValues> where)
    {
        if (where.Count == 0)
            return this;
        ModelledColumn[] columns = [.. Columns];
        var (evidence, rules) = (new List<Potential>(), Rules.ToList());
        foreach (var values in where)
        {
            var at = Array.FindIndex(columns, column => column.Name.Equals(values.Column, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
                throw ConditionFault.UnknownColumn(values.Column, columns.Select(column => column.Name));
            if (values.AnyOf.Count == 0)
                throw ConditionFault.NoValue(columns[at].Name);
            var domain = columns[at].Domain;
            foreach (var unknown in values.AnyOf.Where(value => CodeSet.Of(domain, [value]).IsEmpty))
                throw ConditionFault.UnknownValue(columns[at].Name, domain, unknown);

            var codes = CodeSet.Of(domain, values.AnyOf);
            var (bins, shares) = columns[at].Bins.Within(codes);
            double[] missing = domain.Nullable ? [codes.Contains(domain.MissingCode) ? 1 : 0] : [];
            evidence.Add(new Potential([at], [.. shares.Concat(missing).Select(PortableMath.Log)]));
            columns[at] = columns[at] with { Bins = bins };
            rules.Add(ImpossibleRule.Of([at], [codes.Complement(domain.Size)]));
        }

        var model = Model!.Given(evidence) ?? throw ConditionFault.Impossible(where);
        if (evidence is [var only])
            model = WithColumnsGiven(model, only);
        return new MarginalModel(columns, model, Polished, loose: null, Rules.Count > 0 ? rules : null);
    }

    // The model nearest to one whose other columns are as loose pairs say that they are given the values of a column (Csiszar 1975).
    private GraphicalModel WithColumnsGiven(GraphicalModel model, Potential evidence)
    {
        var shares = Array.ConvertAll(evidence.Values, PortableMath.Exp);
        Measurement[] known = [.. Loose.Where(pair => pair.Clique.Contains(evidence.Clique)).Select(pair => pair.Among(evidence.Clique[0], shares))
            .Where(other => other.Counts.Sum() > 0).Select(other => new Measurement([other.Other], Scaled(other.Counts, model.Total), 1))];
        if (known.Length == 0)
            return model;
        var itself = new Measurement(evidence.Clique, model.Marginal(evidence.Clique), 1);
        return MarginalEstimator.Fit(model.Shape.ToArray(), [itself, .. known], model.Total, new StoppingRule(MaxIterations: 200, RelativeDecrease: 1e-6), model).Model;

        static double[] Scaled(double[] counts, double total) =>
            counts.Sum() is var sum ? Array.ConvertAll(counts, count => count * (total / sum)) : counts;
    }

    public IEnumerable<Table> Sample(SampleRequest request, SampleRandom random, CancellationToken cancel)
    {
        if (Model is null)
            return BatchesWithoutColumns(request.Rows, cancel);
        var batches = new RecordSampler(Model).SampleBatches(request.Rows, random, cancel);
        if (_polish is not null)
            batches = batches.Select(codes => _polish.Value.Polish(codes, random, cancel));
        var repair = Rules.Count > 0 ? new RowRepair(Columns, Rules, FurtherRows) : null;
        return batches.Select(codes =>
        {
            var values = _polish is null ? Decode(codes, random) : DecodeEvenly(codes, random);
            repair?.Apply(new DecodedRows(codes, values), random, cancel);
            return new Table(codes.Rows, [.. Columns.Zip(values, (column, cells) => new CodedColumn(column.Name, column.Domain, cells))]);
        });
    }

    private static IEnumerable<Table> BatchesWithoutColumns(long rows, CancellationToken cancel)
    {
        foreach (var batch in RecordSampler.BatchSizes(rows))
        {
            cancel.ThrowIfCancellationRequested();
            yield return new Table(batch, []);
        }
    }

    private DecodedRows FurtherRows(int rows, SampleRandom random)
    {
        var codes = new RecordSampler(Model!).Sample(rows, random);
        return new DecodedRows(codes, Decode(codes, random));
    }

    private long[][] Decode(CodeColumns codes, SampleRandom random)
    {
        var columns = new long[Columns.Count][];
        for (var i = 0; i < columns.Length; i++)
        {
            var (layout, values) = (Columns[i], new long[codes.Rows]);
            for (var row = 0; row < values.Length; row++)
            {
                var code = codes[row, i];
                values[row] = code == layout.Bins.BinCount ? layout.Domain.MissingCode : layout.Bins.Draw(code, random);
            }

            columns[i] = values;
        }

        return columns;
    }

    private long[][] DecodeEvenly(CodeColumns codes, SampleRandom random)
    {
        var columns = new long[Columns.Count][];
        for (var i = 0; i < columns.Length; i++)
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

            columns[i] = values;
        }

        return columns;
    }
}
