using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Attacks;

/// <summary>Runs attacks on a release whose members are known, and says how well each told them from others.</summary>
/// <remarks>
/// Members and non-members must have been divided at random before the fit; otherwise differences between the two groups would pass for leaks. Without a
/// reference, half of the non-members, drawn at random, become one: rows that an attack has seen are never its targets.
/// </remarks>
public static class MembershipTest
{
    /// <summary>The fewest members, and non-members, that anything can be said of.</summary>
    public const int FewestRows = 20;

    /// <param name="synthetic">The released rows.</param>
    /// <param name="members">Rows that the release was made from.</param>
    /// <param name="nonMembers">Rows of the same population that it was not made from.</param>
    /// <param name="reference">Further such rows for the attacker to learn from; null takes half of the non-members.</param>
    /// <param name="attacks">The attacks; those that need what is not there are refused.</param>
    /// <param name="seed">Decides what is drawn at random.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <exception cref="SafeSynthException">SS3002: no column that says anything of a row is common to all. SS3003: too few rows. SS3004: an attack needs more.</exception>
    public static MembershipReport Run(
        OwnerTable synthetic, OwnerTable members, OwnerTable nonMembers, OwnerTable? reference, IReadOnlyList<IAttack> attacks, ulong seed,
        CancellationToken cancel)
    {
        foreach (var (table, needed) in new[] { (synthetic, 1), (members, FewestRows), (nonMembers, reference is null ? 2 * FewestRows : FewestRows) })
        {
            if (table.RowCount < needed)
                throw GateFault.TooFewRows(table.Name, needed);
        }

        List<OwnerTable> tables = [synthetic, members, nonMembers, .. reference is null ? [] : new[] { reference }];
        var space = FeatureSpace.Learn(reference ?? synthetic, tables);
        var (others, known) = (space.Encode(nonMembers), reference is null ? null : space.Encode(reference));
        if (known is null)
            (known, others) = others.Split(others.Count / 2, new SampleRandom(seed));

        var targets = space.Encode(members).Concat(others);
        var isMember = new bool[targets.Count];
        isMember.AsSpan(0, members.RowCount).Fill(true);
        var setting = new AttackSetting(targets, space.Encode(synthetic)) { Reference = known, Seed = seed };
        var results = attacks.Select(attack => attack.Info.Needs is var needs && (needs & ~setting.Has) == 0
            ? new AttackResult(attack.Info, attack.Score(setting, cancel), isMember)
            : throw GateFault.AttackNeeds(attack.Info.Name, needs.ToString()));
        return new MembershipReport(synthetic.Name, [.. results]);
    }
}

/// <summary>What attacks found out about the members of a release.</summary>
/// <param name="DataName">The release.</param>
/// <param name="Attacks">One result for each attack.</param>
public sealed record MembershipReport(string DataName, IReadOnlyList<AttackResult> Attacks) : OwnerOnly;

/// <summary>How well one attack told members from others.</summary>
/// <param name="Attack">The attack.</param>
/// <param name="Scores">The score of each target.</param>
/// <param name="IsMember">Which targets are members.</param>
public sealed record AttackResult(AttackInfo Attack, IReadOnlyList<double> Scores, IReadOnlyList<bool> IsMember) : OwnerOnly
{
    /// <summary>The attack's curve of true against false alarms.</summary>
    public RocCurve Roc { get; } = new([.. Scores], [.. IsMember]);
}
