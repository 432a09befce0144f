using System.Globalization;
using SafeSynth.Generators;
using SafeSynth.Reports;

namespace SafeSynth.Plans;

/// <summary>A part of a release's price, and what it is expected to buy.</summary>
public sealed class PricedPart
{
    private const int MostNamed = 3;

    private readonly PlannedNoise? _noise;
    private readonly IEnumerable<(IReadOnlyList<string> Columns, long? Cells)> _candidates;
    private readonly long? _size;

    /// <param name="purpose">What it is spent on.</param>
    /// <param name="share">The share of all that the release may spend (of rho), at most where <paramref name="isLearning"/>.</param>
    /// <param name="isLearning">Whether it is spent on what the schema leaves open.</param>
    /// <param name="measured">The marginals that it measures, if it does.</param>
    /// <param name="noise">The noise on their counts.</param>
    /// <param name="candidates">Those that it may measure; passed through as often as is asked for them.</param>
    /// <param name="size">About how many rows there are.</param>
    internal PricedPart(
        string purpose, double share, bool isLearning, PlannedMarginals? measured = null, PlannedNoise? noise = null,
        IEnumerable<(IReadOnlyList<string> Columns, long? Cells)>? candidates = null, long? size = null)
    {
        (Purpose, Share, IsLearning, Measured, _noise) = (purpose, share, isLearning, measured, noise);
        (_candidates, _size) = (candidates ?? [], size);
        if (measured is null)
            return;

        var (sum, count) = (0.0, 0L);
        foreach (var marginal in Forecasts())
        {
            Sigma = Math.Max(Sigma ?? 0, marginal.Sigma);
            if (marginal.Error is not { } error)
                continue;
            (sum, count) = (sum + error, count + 1);
            if (Worst is null || error > Worst.Error || (error == Worst.Error && marginal.Cells > Worst.Cells))
                Worst = marginal;
        }

        Sigma ??= noise!.SigmaFor(1);
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

    /// <summary>The standard deviation of the noise on every count; where marginals differ in it, the largest.</summary>
    public double? Sigma { get; }

    /// <summary>Of how many marginals it measures at one look how far an estimate is off; 0 where it does something else.</summary>
    public int Looks { get; internal init; }

    /// <summary>
    /// An estimate that is off by less, in total-variation distance, is not told from one that is right, so that its marginal is not
    /// measured; null where nothing is looked at, or without a declared size.
    /// </summary>
    public double? UnseenError { get; internal init; }

    /// <summary>How many rows a count is expected to be off by.</summary>
    public double? CountError => Sigma is { } sigma ? ExpectedError.OfCount(sigma) : null;

    /// <summary>
    /// From so many rows on, a group of people with the same values stands out from the noise: three standard deviations of it.
    /// </summary>
    public double? ShowsFrom => 3 * Sigma;

    /// <summary>The mean expected error of the marginals that may be measured; null without a declared size.</summary>
    public double? Error { get; }

    /// <summary>The marginal with the largest expected error.</summary>
    public MarginalForecast? Worst { get; }

    /// <summary>All marginals that may be measured, those with the largest expected error first.</summary>
    public IReadOnlyList<MarginalForecast> Marginals =>
        Measured is null
            ? []
            : Forecasts().OrderByDescending(marginal => marginal.Error).ThenByDescending(marginal => marginal.Cells).ToArray();

    /// <summary>The expected error in a few words.</summary>
    /// <remarks>
    /// What noise does to a table of many cells is mostly undone by the fit, so for those it is the most that is to be expected.
    /// </remarks>
    /// <param name="named">How many of the worst marginals are named, if any stands out.</param>
    internal string ErrorInWords(int named)
    {
        if (Error is not { } error)
            return $"{Ways} counts off by {Figures.RoughRows(CountError!.Value)}";
        var worst = named == 1 ? [Worst!] : Marginals.Take(named);
        var names = Worst!.Error > 1.2 * error
            ? $" ({string.Join(", ", worst.Select(marginal => $"{marginal} {Figures.RoughPercent(marginal.Error!.Value)}"))})"
            : "";
        return $"{Ways} {(Measured!.Ways > 1 ? "up to " : "")}{Figures.RoughPercent(error)}{names}";
    }

    /// <summary>The part in one line: share, purpose and what that buys.</summary>
    public override string ToString()
    {
        var price = $"{(IsLearning ? "up to " : "")}{Figures.RoughPercent(Share)} for {Purpose}";
        if (UnseenError is { } unseen)
            return $"{price} ({Figures.Count(Looks, "relation")}): those that independence gets wrong by less than {Figures.RoughPercent(unseen)} may go unseen";
        if (Measured is null)
            return price;
        var upTo = Measured.Apart ? "up to " : "";
        var relations = $"{(Measured.Ways > 1 ? upTo : "")}{Figures.Count(Measured.Count, Measured.Ways == 1 ? "column" : "relation")}";
        var buys = $"{price} ({relations}): counts off by {upTo}{Figures.RoughRows(CountError!.Value)}, groups show from {Figures.RoughRows(ShowsFrom!.Value)} on";
        return Error is null ? buys : $"{buys}; expected error {ErrorInWords(Measured.Ways == 1 ? 1 : MostNamed)}";
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

    private IEnumerable<MarginalForecast> Forecasts() =>
        from candidate in _candidates
        let sigma = _noise!.SigmaFor(candidate.Cells)
        let error = _size is { } rows && candidate.Cells is { } cells ? ExpectedError.TotalVariation(cells, sigma, rows) : (double?)null
        select new MarginalForecast(candidate.Columns, candidate.Cells, sigma, error);
}

/// <summary>What noise is expected to do to one marginal.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Cells">The most cells that it has; null where that is not known yet.</param>
/// <param name="Sigma">The standard deviation of the noise on its counts, if it is measured.</param>
/// <param name="Error">The expected total-variation distance of its noisy counts from the truth, 0 to 1; null without a declared
/// size.</param>
public sealed record MarginalForecast(IReadOnlyList<string> Columns, long? Cells, double Sigma, double? Error)
{
    /// <summary>The columns' names: <c>age x salary</c>.</summary>
    public string Name => string.Join(" x ", Columns);

    public override string ToString() => Name;
}
