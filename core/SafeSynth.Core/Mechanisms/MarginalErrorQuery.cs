using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>Marginals to be scored by how far public estimates of them are off.</summary>
public sealed class EstimatedMarginals
{
    /// <summary>Far above any count, far below what could overflow a sum: an error must never tell by failing.</summary>
    private const long LargestEstimate = 1L << 40;

    /// <param name="codings">How each attribute is coded.</param>
    /// <param name="cliques">The attributes of each marginal.</param>
    /// <param name="estimates">A public estimate of each marginal's counts, rounded to integers so that errors are integers; within
    /// 2^40.</param>
    /// <exception cref="ArgumentException">An estimate does not fit its marginal, or is too large.</exception>
    public EstimatedMarginals(IReadOnlyList<Coding> codings, IReadOnlyList<Clique> cliques, IReadOnlyList<long[]> estimates)
    {
        (Codings, Cliques) = ([.. codings], [.. cliques]);
        Estimates = [.. estimates.Select(estimate => (long[])estimate.Clone())];
        int[] shape = [.. Codings.Select(coding => coding.Size)];
        if (Estimates.Count != Cliques.Count || Cliques.Zip(Estimates).Any(pair => pair.First.Cells(shape) != pair.Second.Length))
            throw new ArgumentException("Every marginal needs an estimate for each of its cells.", nameof(estimates));
        if (Estimates.Any(estimate => estimate.Any(count => count is < -LargestEstimate or > LargestEstimate)))
            throw new ArgumentException("An estimate is beyond 2^40.", nameof(estimates));
    }

    public IReadOnlyList<Coding> Codings { get; }

    public IReadOnlyList<Clique> Cliques { get; }

    internal IReadOnlyList<long[]> Estimates { get; }

    /// <summary>
    /// A question about some of them in words. It names columns, not marginals: of wide tables there are tens of thousands.
    /// </summary>
    internal string DescriptionOf(IReadOnlyList<int> asked) => $"how far estimates are off for {asked.Count} marginals of " +
        string.Join(", ", asked.SelectMany(marginal => Cliques[marginal]).Distinct().Order().Select(attribute => Codings[attribute].Description));
}

/// <summary>The L1 error of the estimates of some candidates: an integer score for each.</summary>
/// <remarks>
/// Sensitivity: a row that comes or goes moves one count of each marginal by one, and an L1 distance by at most as much. With k rows
/// of a unit every score moves by at most k (add/remove) or 2k (replace): that is LInf. Scores may move either way, so they are not
/// monotonic.
/// </remarks>
public sealed class MarginalErrorQuery(EstimatedMarginals marginals, IReadOnlyList<int> candidates) : PrivateQuery<CandidateScores>
{
    private readonly int[] _candidates = [.. candidates];

    public override string Description => marginals.DescriptionOf(_candidates);

    internal override string Identity =>
        $"errors {MarginalQuery.IdentityOf(marginals.Codings, marginals.Cliques)} {string.Join(' ', _candidates)} " +
        string.Join(';', marginals.Estimates.Select(estimate => string.Join(',', estimate)));

    public override Sensitivity Under(PrivacyUnit unit, Neighbors neighbors)
    {
        var move = Sensitivity.OfHistograms(1, unit, neighbors).L1;
        return checked(new Sensitivity(_candidates.Length, _candidates.Length * move, _candidates.Length * move * move, move));
    }

    internal override CandidateScores Evaluate(UnitRows rows)
    {
        var errors = rows.L1Errors(marginals);
        return new CandidateScores([.. _candidates.Select(candidate => errors[candidate])]);
    }
}
