using System.Globalization;
using SafeSynth.Data;
using SafeSynth.Marginals;
using SafeSynth.Plans;

namespace SafeSynth.Attacks;

/// <summary>
/// Who is compared with whom: members and others as targets in random order, and rows that the attacker knows, which are nobody's targets.
/// </summary>
/// <remarks>Without a reference, half of the others, drawn at random, become one: whole people, where a column names them.</remarks>
internal sealed class Division
{
    private readonly Group _members, _others, _known;
    private readonly int[] _order;

    private Division(Group members, Group others, Group known, SampleRandom random)
    {
        (_members, _others, _known) = (members, others, known);
        // In random order, so that whatever an attack makes of the order tells it nothing.
        _order = [.. Enumerable.Range(0, members.Rows.Length + others.Rows.Length)];
        random.Shuffle<int>(_order);
        IsMember = Array.ConvertAll(_order, row => row < members.Rows.Length);
        string[] keys = [.. members.Keys.Select(key => $"+{key}"), .. others.Keys.Select(key => $"-{key}")];
        var units = keys.Distinct().Select((key, number) => (key, number)).ToDictionary(pair => pair.key, pair => pair.number);
        Units = Array.ConvertAll(_order, row => units[keys[row]]);
    }

    /// <summary>Whether each target is a member.</summary>
    public bool[] IsMember { get; }

    /// <summary>The number of the person whom each target belongs to, from 0 without a gap.</summary>
    public int[] Units { get; }

    /// <summary>How many of the people have rows among those that the attacker knows, as far as a column names them there.</summary>
    public int KnownPeople { get; private init; }

    /// <param name="members">Rows that a release was made from.</param>
    /// <param name="nonMembers">Rows of the same population that it was not made from.</param>
    /// <param name="reference">Further such rows for the attacker; null takes half of the non-members.</param>
    /// <param name="unit">The column that names the person whom a row belongs to; null where every row is a person of its own. Rows of
    /// nobody are left out.</param>
    /// <param name="seed">Decides what is drawn at random.</param>
    /// <param name="counts">Which rows of a table count; null for all.</param>
    /// <exception cref="SafeSynthException">SS3003: too few rows. SS3005: a table has no column of units. SS3006: somebody is both a member
    /// and not.</exception>
    public static Division Of(
        OwnerTable members, OwnerTable nonMembers, OwnerTable? reference, string? unit, ulong seed, Func<OwnerTable, bool[]>? counts = null)
    {
        var random = new SampleRandom(seed);
        var (inside, outside) = (Group.Of(members, unit, counts), Group.Of(nonMembers, unit, counts));
        if (unit is not null && inside.Keys.Intersect(outside.Keys).Any())
            throw GateFault.UnitOnBothSides(unit, members.Name, nonMembers.Name);
        var known = reference is null ? null : Group.Of(reference, unit: null, counts);
        var knownPeople = unit is null || reference?.ColumnNames.Contains(unit) != true
            ? 0
            : reference.TextsOf(unit).Intersect([.. inside.Keys, .. outside.Keys]).Count();
        foreach (var (group, needed) in new[] { (inside, 1), (outside, known is null ? 2 : 1), (known ?? inside, 1) })
        {
            if (group.Keys.Distinct().Count() < needed)
                throw GateFault.TooFewRows(group.Table.Name, needed);
        }

        if (known is null)
            (known, outside) = outside.Split(random);
        return new Division(inside, outside, known, random) { KnownPeople = knownPeople };
    }

    /// <summary>What is taken from every target, in the order of the targets.</summary>
    public T[] OfTargets<T>(Func<OwnerTable, T[]> column)
    {
        T[] all = [.. _members.Take(column), .. _others.Take(column)];
        return Array.ConvertAll(_order, row => all[row]);
    }

    /// <summary>What is taken from every row that the attacker knows.</summary>
    public T[] OfKnown<T>(Func<OwnerTable, T[]> column) => _known.Take(column);

    /// <summary>The rows that the attacker knows.</summary>
    public OwnerTable KnownTable => _known.Table.Take(_known.Rows);

    /// <summary>The targets' features.</summary>
    public FeatureRows Targets(FeatureSpace space) => _members.Encode(space).Concat(_others.Encode(space)).Take(_order);

    /// <summary>The features of the rows that the attacker knows.</summary>
    public FeatureRows Known(FeatureSpace space) => _known.Encode(space);

    /// <summary>Some rows of a table, and whose they are.</summary>
    private sealed record Group(OwnerTable Table, int[] Rows, string[] Keys)
    {
        public static Group Of(OwnerTable table, string? unit, Func<OwnerTable, bool[]>? counts)
        {
            if (unit is not null && !table.ColumnNames.Contains(unit))
                throw GateFault.NoUnitColumn(unit, table.Name);
            var keys = unit is null
                ? [.. Enumerable.Range(0, table.RowCount).Select(row => row.ToString(CultureInfo.InvariantCulture))]
                : table.TextsOf(unit);
            var counting = counts?.Invoke(table);
            return new Group(table, [.. Enumerable.Range(0, table.RowCount)], keys)
                .Where(row => keys[row].Length > 0 && (counting is null || counting[row]));
        }

        public T[] Take<T>(Func<OwnerTable, T[]> column)
        {
            var all = column(Table);
            return Array.ConvertAll(Rows, row => all[row]);
        }

        public FeatureRows Encode(FeatureSpace space) => space.Encode(Table).Take(Rows);

        /// <summary>Half of the people, drawn at random, as the attacker's own, and the rest.</summary>
        public (Group Known, Group Left) Split(SampleRandom random)
        {
            string[] people = [.. Keys.Distinct()];
            random.Shuffle<string>(people);
            var drawn = people[..(people.Length / 2)].ToHashSet();
            return (Where(at => drawn.Contains(Keys[at])), Where(at => !drawn.Contains(Keys[at])));
        }

        private Group Where(Func<int, bool> isKept)
        {
            int[] kept = [.. Enumerable.Range(0, Rows.Length).Where(isKept)];
            return new Group(Table, Array.ConvertAll(kept, at => Rows[at]), Array.ConvertAll(kept, at => Keys[at]));
        }
    }
}
