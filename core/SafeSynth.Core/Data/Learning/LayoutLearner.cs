using SafeSynth.Mechanisms;
using SafeSynth.Privacy;

namespace SafeSynth.Data.Learning;

/// <summary>
/// Learns through the door what the schema leaves open: types and spellings, then bounds, category lists and bins. What is declared
/// is taken as it is, free of charge. With everything declared nothing is asked and nothing is spent.
/// </summary>
/// <remarks>All its noise is exactly Gaussian, so it can be part of a release in Gaussian DP as well as in zCDP.</remarks>
/// <param name="data">The door.</param>
/// <param name="fields">What is declared of each column, in order.</param>
/// <param name="isText">Whether the source holds text only.</param>
/// <param name="budget">What learning may spend.</param>
internal sealed class LayoutLearner(IPrivateData data, IReadOnlyList<Field> fields, bool isText, LearningBudget budget)
{
    /// <summary>
    /// Learns within the part of the release's budget that is set apart for it, so that the rest is left for a generator.
    /// </summary>
    public LayoutLearner(IPrivateData data, IReadOnlyList<Field> fields, bool isText)
        : this(data, fields, isText, LearningBudget.Within(data.Budget.Limit))
    {
    }

    /// <summary>Public rows of the same columns, whose common texts need no price to be named; null for none.</summary>
    public PublicTable? PublicData { get; init; }

    /// <summary>What becomes of every column.</summary>
    public TableLayout Learn(CancellationToken cancel)
    {
        var columns = fields.Select(field => new LearningColumn(field, IdentifierNames.RegeneratedKindOf(field, data.Facts.Guarantee.Unit))).ToList();
        VoteOnForms([.. columns.Where(column => NeedsVote(column.Field, column.IsRegenerated, isText))]);
        cancel.ThrowIfCancellationRequested();
        LearnCategories([.. columns.Where(column => column.NeedsCategories)]);
        cancel.ThrowIfCancellationRequested();
        LearnBounds([.. columns.Where(column => column.NeedsBounds)]);
        cancel.ThrowIfCancellationRequested();
        LookCloser([.. columns.Where(column => column.NeedsCloserLook)]);
        cancel.ThrowIfCancellationRequested();
        NameValues([.. columns.Where(column => column.NeedsValues)]);
        cancel.ThrowIfCancellationRequested();
        LearnRoundness([.. columns.Where(column => column.NeedsValues)]);
        cancel.ThrowIfCancellationRequested();
        LearnBins([.. columns.Where(column => column.NeedsBins)]);
        return new TableLayout([.. columns.Select(column => column.Layout)]);
    }

    /// <summary>
    /// The share of delta to set apart for category lists and common values; 0 where the schema leaves neither to be learned.
    /// </summary>
    public static double ThresholdShareFor(IEnumerable<Field> fields) =>
        fields.Where(field => field is { Unique: false, Role: null or FieldRole.Model })
            .Select(field => new ColumnForecast(field, identifier: null, isText: true))
            .Any(column => column.MayNeedCategories || column.MayNeedBins) ? LearningBudget.ThresholdDelta : 0;

    /// <summary>Whether a column's spelling has to be asked for.</summary>
    /// <remarks>
    /// A declared domain leaves only the spelling open: with text sources that of numbers, booleans and date-times, otherwise all.
    /// </remarks>
    public static bool NeedsVote(Field field, bool isRegenerated, bool isText)
    {
        if (field.Role is FieldRole.Drop or FieldRole.Text)
            return false;
        if (!isText || isRegenerated || !field.HasDomain)
            return true;
        return field.Enum is null && field.Type is FieldType.Number or FieldType.Boolean or FieldType.DateTime;
    }

    private void VoteOnForms(List<LearningColumn> columns)
    {
        if (columns.Count == 0)
            return;
        var query = MarginalQuery.OneWay([.. columns.Select(column => new FormCoding(column.Field.Name))]);
        var mechanism = RoundedGaussian.Spending(budget.Forms, SensitivityOf(query));
        foreach (var (column, noisy) in columns.Zip(data.Measure(query, mechanism).Cells))
            column.Accept(new FormVote(noisy, mechanism.Sigma));
    }

    private void LearnCategories(List<LearningColumn> columns)
    {
        if (columns.Count == 0)
            return;
        var query = new KeyCountQuery([.. columns.Select(column => column.Field.Name)]);
        var sigma = RoundedGaussian.SigmaFor(budget.Categories, SensitivityOf(query));
        var selection = new GaussianPartitionSelection(sigma, LearningBudget.SelectionDelta(data.Budget.Limit));
        foreach (var (column, keys) in columns.Zip(data.Measure(query, selection).Columns))
            column.Accept(keys, PublicData is null ? PublicValues.None : PublicValues.Of(PublicData, column.Field.Name));
    }

    private void LearnBounds(List<LearningColumn> columns)
    {
        if (columns.Count == 0)
            return;
        var edges = columns.ConvertAll(column => MagnitudeScale.Of(column.Type));
        var (ranges, sigma) = Ranges(columns, edges, budget.Magnitudes);
        for (var i = 0; i < columns.Count; i++)
            columns[i].Accept(new LocatedValues(edges[i], ranges[i], sigma));
    }

    private void LookCloser(List<LearningColumn> columns)
    {
        if (columns.Count == 0)
            return;
        var edges = columns.ConvertAll(column => column.CloserEdges);
        var (ranges, sigma) = Ranges(columns, edges, budget.CloserLook);
        for (var i = 0; i < columns.Count; i++)
            columns[i].AcceptCloserLook(edges[i], ranges[i], sigma);
    }

    private (IReadOnlyList<OccupiedRange> Ranges, double Sigma) Ranges(List<LearningColumn> columns, List<double[]> edges, double rho)
    {
        var query = MarginalQuery.OneWay([.. columns.Zip(edges, (column, scale) => new IntervalCoding(column.Field.Name, column.Type, scale))]);
        var mechanism = ApproximateBounds.Spending(rho, SensitivityOf(query), edges);
        return (data.Measure(query, mechanism).Columns, mechanism.Sigma);
    }

    private void NameValues(List<LearningColumn> columns)
    {
        if (columns.Count == 0)
            return;
        var query = new ValueCountQuery([.. columns.Select(column => column.Modelled)]);
        var selection = new GaussianPartitionSelection(
            RoundedGaussian.SigmaFor(budget.Values, SensitivityOf(query)), LearningBudget.SelectionDelta(data.Budget.Limit));
        foreach (var (column, values) in columns.Zip(data.Measure(query, selection).Columns))
            column.AcceptCommon(values);
    }

    private void LearnRoundness(List<LearningColumn> columns)
    {
        if (columns.Count == 0)
            return;
        var query = MarginalQuery.OneWay([.. columns.Select(column => new GrainCoding(column.Modelled))]);
        var mechanism = RoundedGaussian.Spending(budget.Roundness, SensitivityOf(query));
        foreach (var (column, noisy) in columns.Zip(data.Measure(query, mechanism).Cells))
            column.AcceptRoundness(noisy, mechanism.Sigma);
    }

    private void LearnBins(List<LearningColumn> columns)
    {
        if (columns.Count == 0)
            return;
        var query = MarginalQuery.OneWay([.. columns.Select(column => new CellCoding(column.Modelled))]);
        var scales = columns.ConvertAll(column => new CellScale(column.Modelled.Bins.CellWidths, MayShrink: !column.Field.HasDomain));
        var bins = data.Measure(query, HierarchicalBinning.Spending(budget.Bins, SensitivityOf(query), scales)).Columns;
        foreach (var (column, binned) in columns.Zip(bins))
            column.Accept(binned);
    }

    private Sensitivity SensitivityOf<T>(PrivateQuery<T> query) => query.Under(data.Facts.Guarantee.Unit, data.Facts.Guarantee.Neighbors);
}
