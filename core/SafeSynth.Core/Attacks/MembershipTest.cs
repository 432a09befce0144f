using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Attacks;

/// <summary>Runs attacks on a release whose members are known, and says how well each told them from others.</summary>
/// <remarks>
/// Members and non-members must have been divided at random before the fit; otherwise differences between the two groups would pass for
/// leaks. Without a reference, half of the non-members, drawn at random, become one: rows that an attack has seen are never its targets.
/// Any number of rows can be attacked; whether they are enough to say anything is for the gates.
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
    /// <param name="unit">The column that names the person whom a row belongs to; null where every row is a person of its own. Rows of
    /// nobody are left out.</param>
    /// <param name="model">The released model; null where the attacker does not have it.</param>
    /// <param name="generator">The generator, to be run on rows of the attacker's own; null where he does not have it.</param>
    /// <exception cref="SafeSynthException">
    /// SS3002: no column that says anything of a row is common to all. SS3003: a table has no row, or too few to be divided. SS3004: an
    /// attack needs more. SS3005: a table has no column of units. SS3006: somebody is both a member and not. SS3010, SS3011: the model
    /// knows no column, or one that a table lacks.
    /// </exception>
    public static MembershipReport Run(
        OwnerTable synthetic, OwnerTable members, OwnerTable nonMembers, OwnerTable? reference, IReadOnlyList<IAttack> attacks, ulong seed,
        CancellationToken cancel, string? unit = null, FittedModel? model = null, IShadowGenerator? generator = null)
    {
        if (synthetic.RowCount == 0)
            throw GateFault.TooFewRows(synthetic.Name, 1);
        var division = Division.Of(members, nonMembers, reference, unit, seed);
        List<OwnerTable> tables = [synthetic, members, nonMembers, .. reference is null ? [] : new[] { reference }];
        var space = FeatureSpace.Learn(reference ?? synthetic, tables, column => column != unit);
        ModelRows In(ReleasedModel coding) => new(coding, division.OfTargets(coding.Encode), coding.Encode(synthetic), division.OfKnown(coding.Encode));

        var setting = new AttackSetting(division.Targets(space), space.Encode(synthetic))
        {
            Reference = division.Known(space),
            Seed = seed,
            Model = model is null ? null : In(ReleasedModel.Of(model)),
            Fits = generator is not null && FitsOf(generator, division, seed, cancel) is var fits ? new OwnFits(fits, In(fits[0])) : null,
        };
        var results = attacks.Select(attack => attack.Info.Needs is var needs && (needs & ~setting.Has) == 0
            ? new AttackResult(attack.Info, attack.Score(setting, cancel), division.IsMember)
            : throw GateFault.AttackNeeds(attack.Info.Name, InWords(needs & ~setting.Has)));
        return new MembershipReport(synthetic.Name, [.. results])
        {
            Targets = setting.Targets,
            Units = division.Units,
            UnitColumn = unit,
            KnownPeople = division.KnownPeople,
            Reference = setting.Reference,
            SyntheticRows = synthetic.RowCount,
            LeftOut = space.LeftOut,
        };
    }

    private static string InWords(AttackNeeds missing) => string.Join(" and ",
        new[] { (AttackNeeds.Reference, "a reference"), (AttackNeeds.Model, "the released model"), (AttackNeeds.Generator, "the generator") }
            .Where(need => missing.HasFlag(need.Item1)).Select(need => need.Item2));

    // As many rows as the release was made from, or all where there are no more.
    private static ReleasedModel[] FitsOf(IShadowGenerator generator, Division division, ulong seed, CancellationToken cancel)
    {
        var (known, members, random) = (division.KnownTable, division.IsMember.Count(one => one), new SampleRandom(seed));
        int[] rows = [.. Enumerable.Range(0, known.RowCount)];
        return
        [
            .. Enumerable.Range(0, MamaMia.Fits).Select(_ =>
            {
                random.Shuffle<int>(rows);
                var own = known.Take(rows[..Math.Min(members, rows.Length)]);
                return ReleasedModel.Of(generator.Release(own, random.NextBits(), cancel).Model ?? throw GateFault.ModelOfNothing(generator.Name));
            }),
        ];
    }
}

/// <summary>What attacks found out about the members of a release.</summary>
/// <param name="DataName">The release.</param>
/// <param name="Attacks">One result for each attack.</param>
public sealed record MembershipReport(string DataName, IReadOnlyList<AttackResult> Attacks) : ComparedPeople(DataName)
{
    public override IReadOnlyList<bool> IsMember => Attacks[0].IsMember;

    /// <summary>What released texts repeat of private ones; null of rows.</summary>
    public RepeatedTexts? Repeated { get; init; }

    /// <summary>What looks like personal data in released texts; null of rows.</summary>
    public PersonalDataReport? PersonalData { get; init; }

    /// <summary>
    /// How well each attack found people, the largest area first. People with several rows count once, as the most suspicious of theirs.
    /// </summary>
    public IReadOnlyList<AttackOutcome> Outcomes() => [.. Attacks.Select(OutcomeOf).OrderByDescending(outcome => outcome.Curve.Area)];

    /// <summary>How well one attack found people.</summary>
    internal AttackOutcome OutcomeOf(AttackResult result) =>
        new(result.Attack, UnitColumn is null ? result.Roc : new RocCurve(HighestByUnit(result.Scores), MemberUnits()));
}

/// <summary>How well one attack told people who are members from others, and how sure that is.</summary>
/// <param name="Attack">The attack.</param>
/// <param name="Curve">Its curve of true against false alarms.</param>
public sealed record AttackOutcome(AttackInfo Attack, RocCurve Curve) : OwnerOnly
{
    /// <summary>Where the true curve and its area lie, with 95 %.</summary>
    public RocConfidence Confidence { get; } = new(Curve);
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
