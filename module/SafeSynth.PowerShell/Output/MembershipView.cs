using SafeSynth.Attacks;

namespace SafeSynth.Output;

/// <summary>What attacks found out about the members of a release; for their owner.</summary>
/// <param name="Name">The release.</param>
/// <param name="BestAttack">The attack with the largest area under its curve.</param>
/// <param name="Auc">That area: the chance that a member scores higher than another person.</param>
/// <param name="Attacks">Every attack.</param>
public sealed record MembershipView(string Name, string BestAttack, double Auc, IReadOnlyList<AttackView> Attacks)
{
    internal static MembershipView Of(MembershipReport report)
    {
        List<AttackView> attacks = [.. report.Attacks.Select(AttackView.Of).OrderByDescending(attack => attack.Auc)];
        return new MembershipView(report.DataName, attacks[0].Name, attacks[0].Auc, attacks);
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
