using SafeSynth.Mechanisms;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Data.Learning;

/// <summary>
/// What public facts say of learning a layout before anything is asked: the steps that it may need and the columns that may come of it.
/// </summary>
internal sealed class LayoutForecast
{
    private readonly IReadOnlyList<ColumnForecast> _columns;
    private readonly Guarantee _guarantee;

    /// <param name="fields">What is declared of every column.</param>
    /// <param name="guarantee">What the release keeps.</param>
    /// <param name="composition">How its costs add up.</param>
    /// <param name="isText">Whether the source holds text only.</param>
    public LayoutForecast(IReadOnlyList<Field> fields, Guarantee guarantee, Composition composition, bool isText)
    {
        _guarantee = guarantee;
        _columns = [.. fields.Select(field => new ColumnForecast(field, IdentifierNames.RegeneratedKindOf(field, guarantee.Unit), isText))];
        Limit = TextBudget.ForRows(ReleaseCap.Of(guarantee, TextBudget.ThresholdShareFor(fields), composition).Cost, fields);
    }

    /// <summary>The most that learning and fitting may spend together.</summary>
    public ZcdpCost Limit { get; }

    /// <summary>The columns about which something has to be learned.</summary>
    public IReadOnlyList<string> Open => [.. _columns.Where(column => column.IsOpen).Select(column => column.Field.Name)];

    /// <summary>The columns that a model may see, and of which no domain is declared.</summary>
    public IReadOnlyList<string> Undeclared =>
        [.. _columns.Where(column => column.IsModelled && !column.Field.HasDomain).Select(column => column.Field.Name)];

    /// <summary>The steps that may be needed, with the share of rho that each takes; a step that no column can need is not there.</summary>
    public IReadOnlyList<(string Purpose, double Share)> Steps
    {
        get
        {
            var steps = new List<(string, double)>();
            if (_columns.Any(column => column.NeedsVote))
                steps.Add(("types and spellings", LearningBudget.FormsShare));
            if (_columns.Any(column => column.MayNeedCategories))
                steps.Add(("lists of categories", LearningBudget.CategoriesShare));
            if (_columns.Any(column => column.MayNeedBins))
                steps.AddRange(
                [
                    ("bounds", LearningBudget.MagnitudesShare + LearningBudget.CloserLookShare),
                    ("common values", LearningBudget.ValuesShare), ("round values", LearningBudget.RoundnessShare), ("bins", LearningBudget.BinsShare),
                ]);
            return steps;
        }
    }

    /// <summary>The columns that a model may see, and how many codes of each at most.</summary>
    /// <param name="rows">About how many rows there are; null where that is not public.</param>
    public IReadOnlyList<(string Name, long? MostCodes)> ModelledColumns(long? rows)
    {
        // The counts of listed values add up to the rows, and each reaches the threshold, but for noise.
        var categories = _columns.Any(column => column.MayNeedCategories) ? rows / CategoryThreshold() : 0;
        return [.. _columns.Where(column => column.IsModelled).Select(column => (column.Field.Name, column.MostCodes(categories)))];
    }

    private long CategoryThreshold()
    {
        var query = new KeyCountQuery([.. _columns.Where(column => column.MayNeedCategories).Select(column => column.Field.Name)]);
        var sensitivity = query.Under(_guarantee.Unit, _guarantee.Neighbors);
        var sigma = RoundedGaussian.SigmaFor(LearningBudget.Within(Limit).Categories, sensitivity);
        return new GaussianPartitionSelection(sigma, LearningBudget.SelectionDelta(Limit)).ThresholdFor(sensitivity);
    }
}
