using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Attacks;

/// <summary>Runs attacks on a release whose members are known, and says how well each told them from others.</summary>
/// <remarks>
/// Members and non-members must have been divided at random before the fit; otherwise differences between the two groups would pass for leaks. Without a
/// reference, half of the non-members, drawn at random, become one: rows that an attack has seen are never its targets. Any number of rows can be attacked;
/// whether they are enough to say anything is for the gates.
/// </remarks>
public static class MembershipTest
{
    /// <param name="synthetic">The released rows.</param>
    /// <param name="members">Rows that the release was made from.</param>
    /// <param name="nonMembers">Rows of the same population that it was not made from.</param>
    /// <param name="reference">Further such rows for the attacker to learn from; null takes half of the non-members.</param>
    /// <param name="attacks">The attacks; those that need what is not there are refused.</param>
    /// <param name="seed">Decides what is drawn at random.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <param name="unit">The column that names the person whom a row belongs to; null where every row is a person of its own. Rows of nobody are left out.</param>
    /// <exception cref="SafeSynthException">
    /// SS3002: no column that says anything of a row is common to all. SS3003: a table has no row, or too few to be divided. SS3004: an attack needs more.
    /// SS3005: a table has no column of units. SS3006: somebody is both a member and not.
    /// </exception>
    public static MembershipReport Run(
        OwnerTable synthetic, OwnerTable members, OwnerTable nonMembers, OwnerTable? reference, IReadOnlyList<IAttack> attacks, ulong seed,
        CancellationToken cancel, string? unit = null)
    {
        if (synthetic.RowCount == 0)
            throw GateFault.TooFewRows(synthetic.Name, 1);
        var division = Division.Of(members, nonMembers, reference, unit, seed);
        List<OwnerTable> tables = [synthetic, members, nonMembers, .. reference is null ? [] : new[] { reference }];
        var space = FeatureSpace.Learn(reference ?? synthetic, tables, column => column != unit);
        var setting = new AttackSetting(division.Targets(space), space.Encode(synthetic)) { Reference = division.Known(space), Seed = seed };
        var results = attacks.Select(attack => attack.Info.Needs is var needs && (needs & ~setting.Has) == 0
            ? new AttackResult(attack.Info, attack.Score(setting, cancel), division.IsMember)
            : throw GateFault.AttackNeeds(attack.Info.Name, needs.ToString()));
        return new MembershipReport(synthetic.Name, [.. results])
        {
            Targets = setting.Targets,
            Units = division.Units,
            UnitColumn = unit,
            Reference = setting.Reference,
            SyntheticRows = synthetic.RowCount,
            LeftOut = space.LeftOut,
        };
    }
}

/// <summary>What attacks found out about the members of a release.</summary>
/// <param name="DataName">The release.</param>
/// <param name="Attacks">One result for each attack.</param>
public sealed record MembershipReport(string DataName, IReadOnlyList<AttackResult> Attacks) : ComparedPeople(DataName)
{
    public override IReadOnlyList<bool> IsMember => Attacks[0].IsMember;
}

/// <summary>How well one attack told members from others.</summary>
/// <param name="Attack">The attack.</param>
/// <param name="Scores">The score of each target.</param>
/// <param name="IsMember">Which targets are members.</param>
public sealed record AttackResult(AttackInfo Attack, IReadOnlyList<double> Scores, IReadOnlyList<bool> IsMember) : OwnerOnly
{
    /// <summary>The attack's curve of true against false alarms.</summary>
    public RocCurve Roc { get; } = new([.. Scores], [.. IsMember]);
}
