using SafeSynth.Mechanisms;

namespace SafeSynth.Data.Learning;

/// <summary>
/// Learns through the door what the schema leaves open: types and spellings, then bounds, category lists and bins. What is declared
/// is taken as it is, free of charge. With everything declared nothing is asked and nothing is spent.
/// </summary>
internal sealed class LayoutLearner(IPrivateData data, IReadOnlyList<Field> fields, bool isText)
{
    private readonly double _rho = data.Budget.Limit.Rho;

    /// <summary>What becomes of every column.</summary>
    public TableLayout Learn(CancellationToken cancel)
    {
        var columns = fields.Select(field => new LearningColumn(field, IdentifierNames.RegeneratedKindOf(field, data.Facts.Guarantee.Unit))).ToList();
        VoteOnForms([.. columns.Where(column => NeedsVote(column.Field, column.IsRegenerated, isText))]);
        cancel.ThrowIfCancellationRequested();
        LearnCategories([.. columns.Where(column => column.NeedsCategories)]);
        cancel.ThrowIfCancellationRequested();
        LearnBounds([.. columns.Where(column => column.NeedsMagnitudes)]);
        cancel.ThrowIfCancellationRequested();
        LearnBins([.. columns.Where(column => column.NeedsBins)]);
        return new TableLayout([.. columns.Select(column => column.Layout)]);
    }

    /// <summary>The share of delta to set apart for category lists; 0 where the schema leaves none to be learned.</summary>
    public static double ThresholdShareFor(IEnumerable<Field> fields) =>
        fields.Any(field => field is { HasDomain: false, Unique: false, Role: null or FieldRole.Model, Type: null or FieldType.String })
            ? LearningBudget.ThresholdDelta : 0;

    /// <summary>Whether a column's spelling has to be asked for.</summary>
    /// <remarks>A declared domain leaves only the spelling open: with text sources that of numbers, booleans and date-times, otherwise all.</remarks>
    public static bool NeedsVote(Field field, bool isRegenerated, bool isText)
    {
        if (field.Role == FieldRole.Drop)
            return false;
        if (!isText || isRegenerated || !field.HasDomain)
            return true;
        return field.Enum is null && field.Type is FieldType.Number or FieldType.Boolean or FieldType.DateTime;
    }

    private void VoteOnForms(List<LearningColumn> columns)
    {
        if (columns.Count == 0)
            return;
        var (counts, sigma) = Histograms([.. columns.Select(column => new FormCoding(column.Field.Name))], LearningBudget.Forms);
        foreach (var (column, noisy) in columns.Zip(counts.Cells))
            column.Accept(new FormVote(noisy, sigma));
    }

    private void LearnCategories(List<LearningColumn> columns)
    {
        if (columns.Count == 0)
            return;
        var query = new KeyCountQuery([.. columns.Select(column => column.Field.Name)]);
        var sensitivity = query.Under(data.Facts.Guarantee.Unit, data.Facts.Guarantee.Neighbors);
        var sigmaSquared = DiscreteGaussian.SigmaSquaredFor(_rho * LearningBudget.Categories, sensitivity);
        var selection = new GaussianPartitionSelection(sigmaSquared, data.Budget.Left.Delta);
        foreach (var (column, keys) in columns.Zip(data.Measure(query, selection).Columns))
            column.Accept(keys);
    }

    private void LearnBounds(List<LearningColumn> columns)
    {
        if (columns.Count == 0)
            return;
        MagnitudeCoding[] codings = [.. columns.Select(column => new MagnitudeCoding(column.Field.Name, column.Type))];
        var (counts, sigma) = Histograms(codings, LearningBudget.Magnitudes);
        for (var i = 0; i < columns.Count; i++)
            columns[i].Accept(new MagnitudeHistogram(codings[i].Edges, counts.Cells[i], sigma));
    }

    private void LearnBins(List<LearningColumn> columns)
    {
        if (columns.Count == 0)
            return;
        var (counts, sigma) = Histograms([.. columns.Select(column => new CellCoding(column.Modelled))], LearningBudget.Bins);
        foreach (var (column, noisy) in columns.Zip(counts.Cells))
            column.AcceptCells(noisy, sigma);
    }

    private (MarginalCounts Counts, double Sigma) Histograms(IReadOnlyList<Coding> codings, double share)
    {
        var query = MarginalQuery.OneWay(codings);
        var sensitivity = query.Under(data.Facts.Guarantee.Unit, data.Facts.Guarantee.Neighbors);
        var mechanism = DiscreteGaussian.Spending(_rho * share, sensitivity);
        return (data.Measure(query, mechanism), mechanism.Sigma);
    }
}
