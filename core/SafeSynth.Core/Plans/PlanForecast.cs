using SafeSynth.Data;
using SafeSynth.Data.Learning;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Plans;

/// <summary>Foretells from public facts what the parts of a release cost and buy.</summary>
internal sealed class PlanForecast(PublicFacts facts, IReadOnlyList<Field> fields, IGenerator generator, bool isText)
{
    /// <summary>The level of the mean one-way error, before a fit, above which data are called too few.</summary>
    public const double MostOneWayError = 0.2;

    private const double LargestEpsilon = 10;
    private const long LargestSize = 1L << 40;

    private readonly LayoutForecast _layout = new(fields, facts.Guarantee, generator.Info.Composition, isText);

    /// <exception cref="SafeSynthException">The plan does not fit the columns.</exception>
    public static PlanForecast Of(DpPlan plan, string dataName, IReadOnlyList<string> columns, IGenerator generator, bool isText)
    {
        var fields = plan.Schema.FieldsFor(columns);
        foreach (var field in fields)
            DeclaredDomain.Check(field);
        if (plan.Guarantee.Unit.KeyColumn is { } key && !columns.Contains(key))
            throw PlanFault.UnknownKeyColumn(key, columns);
        plan.Workload.Check(columns);
        PublicDataCheck.Check(plan, fields, generator.Info);
        ConstraintCheck.Check(plan, fields);
        ConditionCheck.Check(plan, fields);
        TableTexts.Check(fields, plan.Guarantee.Unit.KeyColumn);
        return new PlanForecast(new PublicFacts(dataName, columns, plan.Guarantee), fields, generator, isText);
    }

    public PublicFacts Facts => facts;

    /// <summary>The columns about which something has to be learned.</summary>
    public IReadOnlyList<string> OpenColumns => _layout.Open;

    /// <summary>The columns of which nobody declared what values they have.</summary>
    public IReadOnlyList<string> UndeclaredColumns => _layout.Undeclared;

    /// <summary>The parts in the order in which they are spent.</summary>
    public IReadOnlyList<PricedPart> Parts(long? size)
    {
        var columns = ColumnsAt(size);
        var rows = TextBudget.RowsShare(fields);
        return
        [
            .. _layout.Steps.Select(step => new PricedPart(step.Purpose, rows * step.Share, isLearning: true)),
            .. FitParts(columns).Select(part => Price(part, columns, size)),
            .. fields.Where(TextBudget.IsText)
                .Select(field => new PricedPart($"texts of '{field.Name}'", (1 - rows) / fields.Count(TextBudget.IsText), isLearning: false)),
        ];
    }

    /// <summary>What the release takes of the machine; null where the generator cannot tell.</summary>
    public ResourceForecast? Resources(long? size)
    {
        var columns = ColumnsAt(size);
        return generator.Price(facts, columns).Work is { } work ? new ResourceForecast(work, columns, size) : null;
    }

    /// <summary>The mean expected error of the one-way marginals; null where none is measured.</summary>
    public double? OneWayError(long size)
    {
        var columns = ColumnsAt(size);
        return FitParts(columns).FirstOrDefault(part => part.Measured?.Ways == 1) is { } oneWay ? Price(oneWay, columns, size).Error : null;
    }

    /// <summary>About how many rows would bring the one-way error to <see cref="MostOneWayError"/>; null where no number does.</summary>
    public long? RowsNeeded()
    {
        bool Suffice(long rows) => OneWayError(rows) <= MostOneWayError;
        if (!Suffice(LargestSize))
            return null;
        var (tooFew, enough) = (0L, LargestSize);
        while (enough - tooFew > Math.Max(1, enough / 200))
        {
            var middle = tooFew + ((enough - tooFew) / 2);
            (tooFew, enough) = Suffice(middle) ? (tooFew, middle) : (middle, enough);
        }

        return RoundedUp(enough);
    }

    /// <summary>About which epsilon would do the same for so many rows; null where none up to 10 does.</summary>
    public double? EpsilonNeeded(long size)
    {
        bool Suffices(double epsilon) => With(epsilon).OneWayError(size) <= MostOneWayError;
        if (!Suffices(LargestEpsilon))
            return null;
        var (tooSmall, enough) = (0.0, LargestEpsilon);
        while (enough - tooSmall > enough / 200)
        {
            var middle = (tooSmall + enough) / 2;
            (tooSmall, enough) = Suffices(middle) ? (tooSmall, middle) : (middle, enough);
        }

        return RoundedUp(enough);
    }

    private PlanForecast With(double epsilon)
    {
        var asked = facts.Guarantee;
        return new PlanForecast(facts with { Guarantee = new Guarantee(epsilon, asked.Delta, asked.Unit, asked.Neighbors) }, fields, generator, isText);
    }

    private IReadOnlyList<PlannedColumn> ColumnsAt(long? size) =>
        [.. _layout.ModelledColumns(size).Select(column => new PlannedColumn(column.Name, column.MostCodes))];

    // The share of all that is left to the generator, at least.
    private double Rest => 1 - _layout.Steps.Sum(step => step.Share);

    private IReadOnlyList<PlannedPart> FitParts(IReadOnlyList<PlannedColumn> columns) =>
        [.. generator.Price(facts, columns).Parts.Select(part => part with { Share = Rest * part.Share })];

    private PricedPart Price(PlannedPart part, IReadOnlyList<PlannedColumn> columns, long? size)
    {
        var share = TextBudget.RowsShare(fields) * part.Share;
        if (part.Looks > 0)
            return new PricedPart(part.Purpose, share, isLearning: false) { Looks = part.Looks, UnseenError = Unseen(SigmaOf(part.Share, part.Looks), size) };
        if (part.Measured is not { } measured)
            return new PricedPart(part.Purpose, share, isLearning: false);
        var rowsPerNoise = size / SigmaOf(Rest, 1);
        var seen = measured.BinsFor is { } bins ? Binned(columns, rowsPerNoise is { } ratio ? bins(ratio) : null) : columns;
        var least = measured.LeastPart is { } partOf && rowsPerNoise is { } known ? partOf(known) : 1;
        var candidates = MarginalCandidates.Of(measured, seen);
        var noise = measured.Apart
            ? PlannedNoise.Apart(SigmaOf(part.Share * least, 1), candidates.Select(marginal => marginal.Cells), measured.Count)
            : PlannedNoise.Same(SigmaOf(part.Share, measured.Count));
        return new PricedPart(part.Purpose, share, isLearning: false, measured, noise, candidates, size);
    }

    // The noise of so many histograms that are measured together.
    private double SigmaOf(double share, int histograms) =>
        DiscreteGaussian.Spending(_layout.Limit.Rho * share, Sensitivity.OfHistograms(histograms, facts.Guarantee.Unit, facts.Guarantee.Neighbors)).Sigma;

    // An error stands out from the noise on its L1 norm by two deviations of it, or is taken for none.
    private static double? Unseen(double sigma, long? size) => size is { } rows ? Math.Min(1, 2 * sigma / (2 * rows)) : null;

    private static IReadOnlyList<PlannedColumn> Binned(IReadOnlyList<PlannedColumn> columns, int? bins) =>
        [.. columns.Select(column => column with { MostCodes = bins is { } most && column.MostCodes is { } codes ? Math.Min(codes, most + 1) : null })];

    /// <summary>Two significant digits, never less than the number.</summary>
    private static double RoundedUp(double value)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return Math.Round(Math.Ceiling((value / unit) - 1e-9) * unit, 12);
    }

    private static long RoundedUp(long value) => (long)RoundedUp((double)value);
}
