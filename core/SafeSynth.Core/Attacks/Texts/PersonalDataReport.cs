namespace SafeSynth.Attacks;

/// <summary>What looks like personal data in released texts, and, where private texts are at hand, what of it stands in them.</summary>
/// <param name="DataName">The release.</param>
/// <param name="Found">What was found, by kind. That is to be seen in the release by everybody.</param>
public sealed record PersonalDataReport(string DataName, IReadOnlyList<PersonalDataFound> Found)
{
    private const int ShownRows = 10;

    /// <summary>How many different ones of them stand in members' texts and in nobody else's; null where there was nothing to compare with. For the owner of the texts.</summary>
    internal int? OfMembers { get; private init; }

    /// <param name="name">The release.</param>
    /// <param name="synthetic">The released texts.</param>
    /// <param name="members">Texts that the release was made from; null where they are not at hand.</param>
    /// <param name="others">Other people's texts: what they have, too, is nobody's own.</param>
    public static PersonalDataReport Of(string name, IReadOnlyList<string> synthetic, IReadOnlyList<string>? members = null, IReadOnlyList<string>? others = null)
    {
        var items = synthetic.AsParallel().AsOrdered().SelectMany((text, row) => ItemsOf(text).Select(item => (Item: item, Row: row + 1))).ToList();
        return new PersonalDataReport(name,
        [
            .. items.GroupBy(found => found.Item.Pattern).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => new PersonalDataFound(
                kind.Key, kind.Select(found => found.Item).Distinct().Count(), kind.Select(found => found.Row).Distinct().Count(),
                [.. kind.Select(found => found.Row).Distinct().Take(ShownRows)])),
        ])
        {
            OfMembers = members is null ? null : items.Select(found => found.Item).Intersect(AllOf(members)).Except(AllOf(others ?? [])).Count(),
        };
    }

    private static List<(string Pattern, string Item)> AllOf(IReadOnlyList<string> texts) => [.. texts.AsParallel().SelectMany(ItemsOf).Distinct()];

    private static IEnumerable<(string Pattern, string Item)> ItemsOf(string text) =>
        PersonalPattern.All.SelectMany(pattern => pattern.In(text).Select(item => (pattern.Name, item)));
}

/// <summary>What of one kind looks like personal data in released texts.</summary>
/// <param name="Kind">Card, Email, Iban, IpAddress, NationalId, Phone or UrlWithPassword.</param>
/// <param name="Different">How many different ones.</param>
/// <param name="Texts">How many texts have some.</param>
/// <param name="Rows">The numbers of the first of them, from 1.</param>
public sealed record PersonalDataFound(string Kind, int Different, int Texts, IReadOnlyList<int> Rows);
