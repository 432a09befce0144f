using SafeSynth.Attacks;
using SafeSynth.Certificates;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Noise;

namespace SafeSynth.Reports;

/// <summary>
/// What a privacy report may tell everybody. Nothing in it is <see cref="OwnerOnly"/>, so that a section which sees no more cannot tell
/// more.
/// </summary>
/// <param name="Release">The public name of the release.</param>
/// <param name="Verdicts">What gates said.</param>
public sealed record PublicEvidence(string Release, IReadOnlyList<GateResult> Verdicts)
{
    /// <summary>The certificate, and what its audit came to.</summary>
    public AuditedCertificate? Certificate { get; init; }

    /// <summary>How the release came about: from its model, or without columns from its certificate.</summary>
    public RunReport? Run { get; init; }

    /// <summary>The synthetic rows, if the certificate vouches for them.</summary>
    public TableDistribution? Synthetic { get; init; }

    /// <summary>Whether there are rows that nobody vouches for. Nothing is told of them, since they may be anybody's.</summary>
    public bool HasUnvouchedRows { get; init; }

    /// <summary>What else was found out that may be published.</summary>
    /// <exception cref="ArgumentException">One of the findings is for the owner of the rows alone.</exception>
    public IReadOnlyList<object> Findings
    {
        get;
        init => field = value.Any(finding => finding is OwnerOnly)
            ? throw new ArgumentException("A finding is for the owner of the rows alone.", nameof(value)) : value;
    } = [];

    /// <summary>The verdict of all gates together; null where nothing was judged.</summary>
    public Verdict? Verdict => Verdicts.Count == 0 ? null : GateResult.Together(Verdicts);

    /// <summary>What the release is said to keep; null where nothing sound says so.</summary>
    public Claim? Claim => Run is null || Run.Noise.IsVoid() || Certificate?.Checks.Any(check => check.Outcome == CheckOutcome.Failed) == true
        ? null : Claim.Of(Run.Cap);
}

/// <summary>What a privacy report may tell the owner of the rows.</summary>
/// <param name="Public">What it may tell everybody.</param>
/// <param name="Findings">What was found out from private rows.</param>
public sealed record OwnerEvidence(PublicEvidence Public, IReadOnlyList<OwnerOnly> Findings) : OwnerOnly
{
    /// <summary>The findings of a kind, in the order in which they came.</summary>
    public IEnumerable<T> Of<T>() where T : OwnerOnly => Findings.OfType<T>();
}

/// <summary>A game of chosen records, and the claim that its areas are measured by.</summary>
/// <param name="Report">What came of it.</param>
/// <param name="Claim">What a release is said to keep.</param>
public sealed record ClaimedGame(ShadowReport Report, Claim Claim) : OwnerOnly;

/// <summary>How the values of rows are spread that are called synthetic, and that no certificate vouches for.</summary>
/// <param name="Rows">The counts.</param>
public sealed record UnvouchedDistribution(TableDistribution Rows) : OwnerOnly;

/// <summary>How the values of private rows are spread, over the columns and cells of a release.</summary>
/// <param name="Rows">The counts.</param>
public sealed record RealDistribution(TableDistribution Rows) : OwnerOnly;
