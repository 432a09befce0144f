using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>Marginals to be scored by how far public estimates of them are off.</summary>
/// <param name="Codings">How each attribute is coded.</param>
/// <param name="Cliques">The attributes of each marginal.</param>
/// <param name="Estimates">A public estimate of each marginal's counts, rounded to integers so that errors are integers.</param>
public sealed record EstimatedMarginals(IReadOnlyList<Coding> Codings, IReadOnlyList<Clique> Cliques, IReadOnlyList<long[]> Estimates);

/// <summary>The L1 error of the estimates of some candidates: an integer score for each.</summary>
/// <remarks>
/// Sensitivity: a row that comes or goes moves one count of each marginal by one, and an L1 distance by at most as much. With k rows
/// of a unit every score moves by at most k (add/remove) or 2k (replace): that is LInf. Scores may move either way, so they are not monotonic.
/// </remarks>
public sealed class MarginalErrorQuery(EstimatedMarginals marginals, IReadOnlyList<int> candidates) : PrivateQuery<MarginalErrors>
{
    public override string Description => "how far estimates are off for " +
        string.Join(", ", candidates.Select(candidate => MarginalQuery.MarginalOf(marginals.Codings, marginals.Cliques[candidate])));

    public override Sensitivity Under(PrivacyUnit unit, Neighbors neighbors)
    {
        var move = Sensitivity.OfHistograms(1, unit, neighbors).L1;
        return checked(new Sensitivity(candidates.Count, candidates.Count * move, candidates.Count * move * move, move));
    }

    internal override MarginalErrors Evaluate(UnitRows rows)
    {
        var errors = rows.L1Errors(marginals);
        return new MarginalErrors([.. candidates.Select(candidate => errors[candidate])]);
    }
}

/// <summary>An integer score for each candidate.</summary>
public sealed record MarginalErrors(long[] Scores);
