using SafeSynth.Attacks;
using SafeSynth.Gates;

namespace SafeSynth.Output;

/// <summary>What attacks found out about the members of a release; for their owner.</summary>
/// <param name="Name">The release.</param>
/// <param name="Verdict">Pass, Fail or Inconclusive.</param>
/// <param name="PValue">How often chance alone would look at least as bad, if the release gave nobody away.</param>
/// <param name="Floor">The least share of copied members that could not have been overlooked; null where even copies of all might have been.</param>
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

    /// <summary>Why, a line for each gate.</summary>
    public IReadOnlyList<string> Explanation => this.Details();

    IReadOnlyList<object> IReportable.Findings => _report is null ? [] : [_report];

    /// <summary>What released texts repeat of members' texts word for word; null of rows.</summary>
    public RepeatedTexts? Repeated => _report?.Repeated;

    /// <summary>What looks like personal data in released texts, by kind; empty of rows.</summary>
    public IReadOnlyList<PersonalDataFound> PersonalData => _report?.PersonalData?.Found ?? [];

    internal static MembershipView Of(MembershipReport report, PermutationDecision decision, IReadOnlyList<GateDecision> others)
    {
        List<AttackView> attacks = [.. report.Attacks.Select(AttackView.Of).OrderByDescending(attack => attack.Auc)];
        List<GateDecision> decisions = [decision, .. others];
        return new MembershipView(
            report.DataName, GateResult.Together(decisions.Select(one => one.Result)), decision.PValue!.Value, decision.Floor,
            attacks[0].Name, attacks[0].Auc, attacks, decisions)
        {
            _report = report,
        };
    }
}

/// <summary>How well one attack did.</summary>
/// <param name="Name">The attack.</param>
/// <param name="Auc">The area under its curve; 0.5 is what guessing gets.</param>
/// <param name="TprAt1Percent">The share of members found while at most 1 % of the others are taken for members.</param>
/// <param name="TprAt10Percent">The same at 10 %.</param>
/// <param name="Advantage">The largest true-positive rate less false-positive rate.</param>
public sealed record AttackView(string Name, double Auc, double TprAt1Percent, double TprAt10Percent, double Advantage)
{
    internal static AttackView Of(AttackResult result) => new(
        result.Attack.Name, result.Roc.Area, result.Roc.TruePositiveRate(0.01), result.Roc.TruePositiveRate(0.1), result.Roc.Advantage);
}
