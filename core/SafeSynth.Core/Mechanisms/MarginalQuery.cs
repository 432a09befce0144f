using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>The counts of a set of marginals, all answered in one pass.</summary>
/// <remarks>
/// Every row adds one count to one cell of each marginal: see <see cref="Sensitivity.OfHistograms"/> for the sensitivity and its proof.
/// </remarks>
public sealed class MarginalQuery : PrivateQuery<MarginalCounts>
{
    private readonly Coding[] _codings;
    private readonly Clique[] _cliques;

    /// <param name="codings">How each attribute is coded; attribute i of a clique is coding i.</param>
    /// <param name="cliques">The attributes of each marginal.</param>
    public MarginalQuery(IReadOnlyList<Coding> codings, IReadOnlyList<Clique> cliques)
    {
        // Copies: what is priced must be what is answered, whatever becomes of the caller's lists.
        (_codings, _cliques) = ([.. codings], [.. cliques]);
    }

    /// <summary>One histogram for each coding.</summary>
    public static MarginalQuery OneWay(IReadOnlyList<Coding> codings) =>
        new(codings, [.. Enumerable.Range(0, codings.Count).Select(i => Clique.Of(i))]);

    internal IReadOnlyList<Coding> Codings => _codings;

    internal IReadOnlyList<Clique> Cliques => _cliques;

    public override string Description => "counts of " + string.Join(", ", _cliques.Select(clique => MarginalOf(_codings, clique)));

    /// <summary>One marginal in words.</summary>
    internal static string MarginalOf(IReadOnlyList<Coding> codings, Clique clique) =>
        clique.Count == 0 ? "all rows" : string.Join(" by ", clique.Select(attribute => codings[attribute].Description));

    internal override string Identity => $"counts {IdentityOf(_codings, _cliques)}";

    /// <summary>The identity of a set of marginals.</summary>
    internal static string IdentityOf(IEnumerable<Coding> codings, IEnumerable<Clique> cliques) =>
        $"{string.Join('\u001e', codings.Select(coding => coding.Identity))} {string.Join(' ', cliques)}";

    public override Sensitivity Under(PrivacyUnit unit, Neighbors neighbors) => Sensitivity.OfHistograms(_cliques.Length, unit, neighbors);

    internal override MarginalCounts Evaluate(UnitRows rows) => new(rows.CountsOf(_codings, _cliques));
}

/// <summary>Counts of several marginals, or sums of what rows contribute: one array for each, cells in row-major order.</summary>
public sealed record MarginalCounts(long[][] Cells)
{
    internal void Spell(CanonicalBytes bytes)
    {
        foreach (var cells in Cells)
            bytes.Add(cells);
    }
}
