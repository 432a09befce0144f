using SafeSynth.Attacks;
using SafeSynth.Gates;

namespace SafeSynth.Output;

/// <summary>What attacks found out about the members of a release; for their owner.</summary>
/// <param name="Name">The release.</param>
/// <param name="Verdict">Pass, Fail or Inconclusive.</param>
/// <param name="PValue">How often chance alone would look at least as bad, if the release gave nobody away.</param>
/// <param name="Floor">The least share of copied members that could not have been overlooked; null where even copies of all might have
/// been.</param>
/// <param name="BestAttack">The attack with the largest area under its curve.</param>
/// <param name="Auc">That area: the chance that a member scores higher than another person.</param>
/// <param name="Attacks">Every attack.</param>
/// <param name="Decisions">The verdict of each gate, and why.</param>
public sealed record MembershipView(
    string Name, Verdict Verdict, double PValue, double? Floor, string BestAttack, double Auc, IReadOnlyList<AttackView> Attacks,
    IReadOnlyList<GateDecision> Decisions) : IJudged, IReportable
{
    private MembershipReport? _report;

    /// <summary>Whether the verdict is Pass.</summary>
    public bool Passed => Verdict == Verdict.Pass;

    /// <summary>
    /// The largest area that a release allows to any attack, on average, if it keeps its claim; null where there is no claim for those who
    /// were compared.
    /// </summary>
    public required double? Ceiling { get; init; }

    /// <summary>How many members were compared: rows, or people where a column names them.</summary>
    public required int Members { get; init; }

    /// <summary>With how many others.</summary>
    public required int Others { get; init; }

    /// <summary>The column that names people; null where every row counts as one.</summary>
    public required string? Unit { get; init; }

    /// <summary>Why, a line for each gate.</summary>
    public IReadOnlyList<string> Explanation => this.Details();

    IReadOnlyList<object> IReportable.Findings => _report is null ? [] : [_report];

    /// <summary>What released texts repeat of members' texts word for word; null of rows.</summary>
    public RepeatedTexts? Repeated => _report?.Repeated;

    /// <summary>What looks like personal data in released texts, by kind; empty of rows.</summary>
    public IReadOnlyList<PersonalDataFound> PersonalData => _report?.PersonalData?.Found ?? [];

    internal static MembershipView Of(MembershipReport report, PermutationDecision decision, IReadOnlyList<GateDecision> others, Claim? claim)
    {
        var outcomes = report.Outcomes();
        List<AttackView> attacks = [.. outcomes.Select(AttackView.Of)];
        List<GateDecision> decisions = [decision, .. others];
        return new MembershipView(
            report.DataName, GateResult.Together(decisions.Select(one => one.Result)), decision.PValue!.Value, decision.Floor,
            attacks[0].Name, attacks[0].Auc, attacks, decisions)
        {
            Ceiling = claim?.Covers(report.UnitColumn) == true ? claim.AreaCeiling() : null,
            Members = outcomes[0].Curve.Members,
            Others = outcomes[0].Curve.Others,
            Unit = report.UnitColumn,
            _report = report,
        };
    }
}

/// <summary>How well one attack found people: rows, or with a column of people those who have them.</summary>
/// <remarks>
/// True rates are meant for people like those who were compared. Bounds of an area hold with 95 % each; those of rates hold with 95 % for
/// all rates of an attack at once.
/// </remarks>
/// <param name="Name">The attack.</param>
/// <param name="Auc">The area under its curve; 0.5 is what guessing gets.</param>
/// <param name="AucLow">The true area is no lower.</param>
/// <param name="AucHigh">It is no higher.</param>
/// <param name="TprAt1Percent">The share of members found while at most 1 % of the others are taken for members.</param>
/// <param name="TprAt1PercentLow">The true share is no lower.</param>
/// <param name="TprAt1PercentHigh">It is no higher.</param>
/// <param name="TprAt10Percent">The same at 10 %.</param>
/// <param name="TprAt10PercentLow">The true share is no lower.</param>
/// <param name="TprAt10PercentHigh">It is no higher.</param>
/// <param name="Advantage">The largest true-positive rate less false-positive rate.</param>
public sealed record AttackView(
    string Name, double Auc, double AucLow, double AucHigh, double TprAt1Percent, double TprAt1PercentLow, double TprAt1PercentHigh,
    double TprAt10Percent, double TprAt10PercentLow, double TprAt10PercentHigh, double Advantage)
{
    internal static AttackView Of(AttackOutcome outcome)
    {
        var ((curve, confidence), (one, ten)) = ((outcome.Curve, outcome.Confidence), (outcome.Confidence.At(0.01), outcome.Confidence.At(0.1)));
        return new AttackView(
            outcome.Attack.Name, curve.Area, confidence.Area.Low, confidence.Area.High, curve.TruePositiveRate(0.01), one.Low, one.High,
            curve.TruePositiveRate(0.1), ten.Low, ten.High, curve.Advantage);
    }
}
