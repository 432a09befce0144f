using SafeSynth.Data;
using SafeSynth.Privacy;
using SafeSynth.Texts;

namespace SafeSynth.Mechanisms;

/// <summary>
/// For every candidate text, how many private texts of its label are nearer to it than to any other of that label; as votes of units.
/// </summary>
/// <remarks>
/// <para>Every text of a unit votes for the candidate of its own label whose embedding has the largest inner product with the text's, the
/// first of equals. That choice depends on this text and on the candidates alone, which are public or made of earlier answers. A text
/// without a label, or of one without candidates, votes for none. With c_j texts of a unit for candidate j, and n = sqrt(sum c_j^2), the
/// unit's vote for j is floor(Norm c_j / n): an integer, rounded toward zero, that depends on the unit's own texts alone. Labels share one
/// vector, so they cost no more than one.</para>
/// <para>Sensitivity, add/remove: votes of one unit come or go. L2^2 is at most sum (Norm c_j / n)^2 = Norm^2, and is that where all its
/// texts vote for one. A unit of k texts has at most k candidates, so L0 = k and L1 is at most sqrt(k) Norm (Cauchy, Schwarz); LInf = Norm.
/// Replace: votes of one unit leave, others arrive. Votes are not negative, so |a - b|^2 is at most |a|^2 + |b|^2 = 2 Norm^2, reached where
/// no candidate is shared; L0 and L1 are twice as large, LInf is the same.</para>
/// <para>Source: the histogram of Private Evolution (Lin, Gopi, Kulkarni, Nori, Yekhanin 2024; for texts Xie et al. 2024), with votes of
/// norm 1 for a unit.</para>
/// </remarks>
internal sealed class NearestVoteQuery(string column, LabelCoding? labels, EmbeddedCandidates candidates, ITextEmbedder embedder, CancellationToken cancel) : PrivateQuery<MarginalCounts>
{
    /// <summary>The norm of a unit's votes: what 1 would be if votes were fractions.</summary>
    public const long Norm = UnitVotes.Norm;

    /// <inheritdoc/>
    /// <remarks>
    /// The hash of the candidates is in it, so in the event, too: what a language model wrote does not follow from earlier answers, and
    /// noise that is drawn again from a key must not hide votes for other candidates.
    /// </remarks>
    public override string Description =>
        $"votes of {column} for the nearest of {candidates.Count} candidates{(labels is null ? "" : $" by {labels.Description}")}, embedded by {embedder.Info.Name} (SHA-256 {candidates.Hash})";

    internal override string Identity => $"{Description} {labels?.Identity}";

    public override Sensitivity Under(PrivacyUnit unit, Neighbors neighbors) => SensitivityUnder(unit, neighbors);

    /// <summary>How far one unit moves the votes, whoever the candidates are.</summary>
    public static Sensitivity SensitivityUnder(PrivacyUnit unit, Neighbors neighbors)
    {
        long units = neighbors == Neighbors.AddRemove ? 1 : 2;
        var sum = (long)Math.Ceiling(Math.Sqrt(unit.MaxRows) * Norm);
        return new Sensitivity(units * unit.MaxRows, units * sum, units * Norm * Norm, Norm);
    }

    internal override MarginalCounts Evaluate(UnitRows rows) => new([rows.VotesFor(column, labels, candidates, embedder, cancel)]);
}
