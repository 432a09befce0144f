using System.Globalization;
using SafeSynth.Data;
using SafeSynth.Generators;
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
    /// <param name="unit">The column that names the person whom a row belongs to; null where every row is a person of its own. Rows of nobody are left out.</param>
    /// <param name="model">The released model; null where the attacker does not have it.</param>
    /// <param name="generator">The generator, to be run on rows of the attacker's own; null where he does not have it.</param>
    /// <exception cref="SafeSynthException">
    /// SS3002: no column that says anything of a row is common to all. SS3003: too few rows. SS3004: an attack needs more. SS3005: a table has no column of units.
    /// SS3006: somebody is both a member and not. SS3010, SS3011: the model knows no column, or one that a table lacks.
    /// </exception>
    public static MembershipReport Run(
        OwnerTable synthetic, OwnerTable members, OwnerTable nonMembers, OwnerTable? reference, IReadOnlyList<IAttack> attacks, ulong seed,
        CancellationToken cancel, string? unit = null, FittedModel? model = null, IShadowGenerator? generator = null)
    {
        foreach (var (table, needed) in new[] { (synthetic, 1), (members, FewestRows), (nonMembers, reference is null ? 2 * FewestRows : FewestRows) })
        {
            if (table.RowCount < needed)
                throw GateFault.TooFewRows(table.Name, needed);
        }

        List<OwnerTable> tables = [synthetic, members, nonMembers, .. reference is null ? [] : new[] { reference }];
        var space = FeatureSpace.Learn(reference ?? synthetic, tables, except: unit);
        var random = new SampleRandom(seed);
        var (inside, outside) = (People.Of(members, unit), People.Of(nonMembers, unit));
        if (unit is not null && inside.Keys.Intersect(outside.Keys).Any())
            throw GateFault.UnitOnBothSides(unit, members.Name, nonMembers.Name);
        var known = reference;
        if (known is null)
            (known, outside) = outside.Split(random);

        // In random order, so that whatever an attack makes of the order tells it nothing.
        int[] order = [.. Enumerable.Range(0, inside.Keys.Length + outside.Keys.Length)];
        random.Shuffle<int>(order);
        var isMember = Array.ConvertAll(order, row => row < inside.Keys.Length);
        string[] keys = [.. inside.Keys.Select(key => $"+{key}"), .. outside.Keys.Select(key => $"-{key}")];
        var units = keys.Distinct().Select((key, number) => (key, number)).ToDictionary(pair => pair.key, pair => pair.number);

        ModelRows In(ReleasedModel coding)
        {
            long[][] targets = [.. coding.Encode(inside.Rows), .. coding.Encode(outside.Rows)];
            return new ModelRows(coding, Array.ConvertAll(order, row => targets[row]), coding.Encode(synthetic), coding.Encode(known));
        }

        var setting = new AttackSetting(space.Encode(inside.Rows).Concat(space.Encode(outside.Rows)).Take(order), space.Encode(synthetic))
        {
            Reference = space.Encode(known),
            Seed = seed,
            Model = model is null ? null : In(ReleasedModel.Of(model)),
            Fits = generator is null ? null : FitsOf(generator, known, inside.Keys.Length, random, cancel) is var models ? new OwnFits(models, In(models[0])) : null,
        };
        var results = attacks.Select(attack => attack.Info.Needs is var needs && (needs & ~setting.Has) == 0
            ? new AttackResult(attack.Info, attack.Score(setting, cancel), isMember)
            : throw GateFault.AttackNeeds(attack.Info.Name, needs.ToString()));
        return new MembershipReport(synthetic.Name, [.. results])
        {
            Targets = setting.Targets,
            UnitColumn = unit,
            Units = Array.ConvertAll(order, row => units[keys[row]]),
        };
    }

    // As many rows as the release was made from, or all where there are no more.
    private static ReleasedModel[] FitsOf(IShadowGenerator generator, OwnerTable known, int members, SampleRandom random, CancellationToken cancel)
    {
        int[] rows = [.. Enumerable.Range(0, known.RowCount)];
        return
        [
            .. Enumerable.Range(0, MamaMia.Fits).Select(_ =>
            {
                random.Shuffle<int>(rows);
                var fitted = generator.Release(known.Take(rows[..Math.Min(members, rows.Length)]), random.NextBits(), cancel).Model;
                return ReleasedModel.Of(fitted ?? throw GateFault.ModelOfNothing(generator.Name));
            }),
        ];
    }

    /// <summary>Rows and whose they are.</summary>
    private sealed record People(OwnerTable Rows, string[] Keys)
    {
        public static People Of(OwnerTable table, string? unit)
        {
            if (unit is null)
                return new People(table, [.. Enumerable.Range(0, table.RowCount).Select(row => row.ToString(CultureInfo.InvariantCulture))]);
            if (!table.ColumnNames.Contains(unit))
                throw GateFault.NoUnitColumn(unit, table.Name);
            var keys = table.TextsOf(unit);
            return new People(table, keys).Take([.. Enumerable.Range(0, keys.Length).Where(row => keys[row].Length > 0)]);
        }

        /// <summary>The rows of half of the people, drawn at random, as the attacker's own, and the rest.</summary>
        public (OwnerTable Known, People Left) Split(SampleRandom random)
        {
            string[] people = [.. Keys.Distinct()];
            random.Shuffle<string>(people);
            var drawn = people[..(people.Length / 2)].ToHashSet();
            var rows = Enumerable.Range(0, Keys.Length).ToLookup(row => drawn.Contains(Keys[row]));
            return (Rows.Take([.. rows[true]]), Take([.. rows[false]]));
        }

        private People Take(int[] rows) => new(Rows.Take(rows), Array.ConvertAll(rows, row => Keys[row]));
    }
}

/// <summary>What attacks found out about the members of a release.</summary>
/// <param name="DataName">The release.</param>
/// <param name="Attacks">One result for each attack.</param>
public sealed record MembershipReport(string DataName, IReadOnlyList<AttackResult> Attacks) : OwnerOnly
{
    /// <summary>What the attacks were to tell apart.</summary>
    public required FeatureRows Targets { get; init; }

    /// <summary>The number of the person whom each target belongs to, from 0 without a gap.</summary>
    public required IReadOnlyList<int> Units { get; init; }

    /// <summary>The column that names people; null where every row is a person of its own.</summary>
    public string? UnitColumn { get; init; }
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
