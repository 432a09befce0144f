namespace SafeSynth.Attacks;

/// <summary>What looks like personal data in released texts, and, where private texts are at hand, what of it stands in them.</summary>
/// <param name="DataName">The release.</param>
/// <param name="Found">What was found, by kind. That is to be seen in the release by everybody.</param>
public sealed record PersonalDataReport(string DataName, IReadOnlyList<PersonalDataFound> Found)
{
    private const int ShownRows = 10;

    /// <summary>Whose it is; null where there were no private texts to compare with. For their owner.</summary>
    internal PersonalDataOwners? Owners { get; private init; }

    /// <param name="name">The release.</param>
    /// <param name="synthetic">The released texts.</param>
    public static PersonalDataReport Of(string name, IReadOnlyList<string> synthetic) => Of(name, synthetic, out _);

    /// <param name="name">The release.</param>
    /// <param name="synthetic">The released texts.</param>
    /// <param name="targets">Texts of members and others.</param>
    /// <param name="units">The number of the person who wrote each, from 0 without a gap.</param>
    /// <param name="isMember">For each, whether the release was made from it.</param>
    internal static PersonalDataReport Of(
        string name, IReadOnlyList<string> synthetic, IReadOnlyList<string> targets, IReadOnlyList<int> units, IReadOnlyList<bool> isMember)
    {
        var report = Of(name, synthetic, out var released);
        bool[] has = [.. targets.AsParallel().AsOrdered().Select(text => ItemsOf(text).Any(released.Contains))];
        int Count(bool members, bool repeated) =>
            Enumerable.Range(0, has.Length).Where(row => isMember[row] == members && (has[row] || !repeated)).Select(row => units[row]).Distinct().Count();

        return report with { Owners = new PersonalDataOwners(Count(true, false), Count(false, false), Count(true, true), Count(false, true)) };
    }

    private static PersonalDataReport Of(string name, IReadOnlyList<string> synthetic, out HashSet<(string, string)> released)
    {
        var items = synthetic.AsParallel().AsOrdered().SelectMany((text, row) => ItemsOf(text).Select(item => (Item: item, Row: row + 1))).ToList();
        released = [.. items.Select(found => found.Item)];
        return new PersonalDataReport(name, items.GroupBy(found => found.Item.Pattern).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => new PersonalDataFound(
            kind.Key, kind.Select(found => found.Item).Distinct().Count(), kind.Select(found => found.Row).Distinct().Count(),
            kind.Select(found => found.Row).Distinct().Take(ShownRows).ToArray())).ToArray());
    }

    private static IEnumerable<(string Pattern, string Item)> ItemsOf(string text) =>
        PersonalPattern.All.SelectMany(pattern => pattern.In(text).Select(item => (pattern.Name, item)));
}

/// <summary>How many people wrote something that looks like personal data and stands in released texts, too.</summary>
/// <param name="Members">How many members were looked at.</param>
/// <param name="Others">How many others.</param>
/// <param name="RepeatedMembers">Of how many members something is repeated.</param>
/// <param name="RepeatedOthers">Of how many others: what is repeated of them was not learned from them.</param>
internal sealed record PersonalDataOwners(int Members, int Others, int RepeatedMembers, int RepeatedOthers);

/// <summary>What of one kind looks like personal data in released texts.</summary>
/// <param name="Kind">Card, Email, Iban, IpAddress, NationalId, Phone or UrlWithPassword.</param>
/// <param name="Different">How many different ones.</param>
/// <param name="Texts">How many texts have some.</param>
/// <param name="Rows">The numbers of the first of them, from 1.</param>
public sealed record PersonalDataFound(string Kind, int Different, int Texts, IReadOnlyList<int> Rows);
