using System.Globalization;
using SafeSynth.Generators;
using SafeSynth.Reports;

namespace SafeSynth.Plans;

/// <summary>A part of a release's price, and what it is expected to buy.</summary>
public sealed class PricedPart
{
    private readonly IReadOnlyList<PlannedColumn> _columns;
    private readonly long? _size;

    /// <param name="purpose">What it is spent on.</param>
    /// <param name="share">The share of all that the release may spend (of rho), at most where <paramref name="isLearning"/>.</param>
    /// <param name="isLearning">Whether it is spent on what the schema leaves open.</param>
    /// <param name="measured">The marginals that it measures, if it does.</param>
    /// <param name="sigma">The standard deviation of the noise on their counts.</param>
    /// <param name="columns">The columns that they may be of.</param>
    /// <param name="size">About how many rows there are.</param>
    internal PricedPart(
        string purpose, double share, bool isLearning, PlannedMarginals? measured = null, double? sigma = null,
        IReadOnlyList<PlannedColumn>? columns = null, long? size = null)
    {
        (Purpose, Share, IsLearning, Measured, Sigma) = (purpose, share, isLearning, measured, sigma);
        (_columns, _size) = (columns ?? [], size);
        if (measured is null || size is null)
            return;

        var (sum, count) = (0.0, 0L);
        foreach (var marginal in Candidates())
        {
            (sum, count) = (sum + marginal.Error!.Value, count + 1);
            if (Worst is null || marginal.Error > Worst.Error || (marginal.Error == Worst.Error && marginal.Cells > Worst.Cells))
                Worst = marginal;
        }

        Error = count == 0 ? null : sum / count;
    }

    /// <summary>What it is spent on, in a few words.</summary>
    public string Purpose { get; }

    /// <summary>The share of all that the release may spend.</summary>
    public double Share { get; }

    /// <summary>Whether it is spent on what the schema leaves open; then the share is the most it may be.</summary>
    public bool IsLearning { get; }

    /// <summary>The marginals that it measures; null where it measures none.</summary>
    public PlannedMarginals? Measured { get; }

    /// <summary>The standard deviation of the noise on every count.</summary>
    public double? Sigma { get; }

    /// <summary>How many rows a count is expected to be off by.</summary>
    public double? CountError => Sigma is { } sigma ? ExpectedError.OfCount(sigma) : null;

    /// <summary>From so many rows on, a group of people with the same values stands out from the noise: three standard deviations of it.</summary>
    public double? ShowsFrom => 3 * Sigma;

    /// <summary>The mean expected error of the marginals that may be measured; null without a declared size.</summary>
    public double? Error { get; }

    /// <summary>The marginal with the largest expected error.</summary>
    public MarginalForecast? Worst { get; }

    /// <summary>All marginals that may be measured, those with the largest expected error first.</summary>
    public IReadOnlyList<MarginalForecast> Marginals => Measured is null ? [] : Candidates().OrderByDescending(marginal => marginal.Error).ToArray();

    /// <summary>The expected error in a few words.</summary>
    /// <remarks>What noise does to a table of many cells is mostly undone by the fit, so for those it is the most that is to be expected.</remarks>
    internal string ErrorInWords
    {
        get
        {
            if (Error is not { } error)
                return $"{Ways} counts off by {Figures.RoughRows(CountError!.Value)}";
            var worst = Worst!.Error > 1.2 * error ? $" ({Worst} {Figures.RoughPercent(Worst.Error.Value)})" : "";
            return $"{Ways} {(Measured!.Ways > 1 ? "up to " : "")}{Figures.RoughPercent(error)}{worst}";
        }
    }

    /// <summary>The part in one line: share, purpose and what that buys.</summary>
    public override string ToString()
    {
        var price = $"{(IsLearning ? "up to " : "")}{Figures.RoughPercent(Share)} for {Purpose}";
        if (Measured is null)
            return price;
        var buys = $"{price} ({Figures.Count(Measured.Count, Measured.Ways == 1 ? "column" : "relation")}): counts off by {Figures.RoughRows(CountError!.Value)}, groups show from {Figures.RoughRows(ShowsFrom!.Value)} on";
        return Error is null ? buys : $"{buys}; expected error {ErrorInWords}";
    }

    /// <summary>The number of columns in words, as in <c>two-way</c>.</summary>
    internal string? Ways => Measured?.Ways switch
    {
        null => null,
        1 => "one-way",
        2 => "two-way",
        3 => "three-way",
        var more => string.Create(CultureInfo.InvariantCulture, $"{more}-way"),
    };

    private IEnumerable<MarginalForecast> Candidates() => Candidates([], 1, 0);

    private IEnumerable<MarginalForecast> Candidates(IReadOnlyList<string> names, long? cells, int next)
    {
        if (names.Count == Measured!.Ways)
        {
            var error = _size is { } rows && cells is { } known ? ExpectedError.TotalVariation(known, Sigma!.Value, rows) : (double?)null;
            return [new MarginalForecast(names, cells, error)];
        }

        return Enumerable.Range(next, Math.Max(0, _columns.Count - next))
            .Select(column => (Column: column, Cells: Times(cells, _columns[column].MostCodes)))
            .Where(choice => !(choice.Cells > Measured.MaxCells))
            .SelectMany(choice => Candidates([.. names, _columns[choice.Column].Name], choice.Cells, choice.Column + 1));
    }

    private static long? Times(long? a, long? b) => a is { } x && b is { } y ? (long)Int128.Min((Int128)x * y, long.MaxValue) : null;
}

/// <summary>What noise is expected to do to one marginal.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Cells">The most cells that it has; null where that is not known yet.</param>
/// <param name="Error">The expected total-variation distance from the truth, 0 to 1; null without a declared size.</param>
public sealed record MarginalForecast(IReadOnlyList<string> Columns, long? Cells, double? Error)
{
    /// <summary>The columns' names: <c>age x salary</c>.</summary>
    public string Name => string.Join(" x ", Columns);

    public override string ToString() => Name;
}
