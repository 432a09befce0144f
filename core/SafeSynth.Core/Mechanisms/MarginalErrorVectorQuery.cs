using SafeSynth.Data;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>The L1 errors of all estimates at once, as one vector of integers to which noise can be added.</summary>
/// <remarks>
/// Sensitivity: a row that comes or goes moves one count of each marginal by one. By the triangle inequality |x' - y|_1 differs from
/// |x - y|_1 by at most |x' - x|_1, so with k rows of a unit every error moves by at most s = k (add/remove) or s = 2k (replace), and m
/// errors by L1 = m s, L2^2 = m s^2, LInf = s. All of it can happen at once: rows that fall where every estimate is 0, in place of rows
/// that fall where every estimate is above the count.
/// </remarks>
public sealed class MarginalErrorVectorQuery(EstimatedMarginals marginals) : PrivateQuery<MarginalCounts>
{
    internal EstimatedMarginals Marginals => marginals;

    public override string Description => marginals.DescriptionOf([.. Enumerable.Range(0, marginals.Cliques.Count)]);

    internal override string Identity =>
        $"all errors {MarginalQuery.IdentityOf(marginals.Codings, marginals.Cliques)} " +
        string.Join(';', marginals.Estimates.Select(estimate => string.Join(',', estimate)));

    public override Sensitivity Under(PrivacyUnit unit, Neighbors neighbors)
    {
        var (errors, move) = (marginals.Cliques.Count, Sensitivity.OfHistograms(1, unit, neighbors).L1);
        return checked(new Sensitivity(errors, errors * move, errors * move * move, move));
    }

    internal override MarginalCounts Evaluate(UnitRows rows) => new([rows.L1Errors(marginals)]);
}
