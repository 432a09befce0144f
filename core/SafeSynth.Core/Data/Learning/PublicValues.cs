namespace SafeSynth.Data.Learning;

/// <summary>The common values of a text column of public rows, which may be named without a price.</summary>
/// <param name="Texts">The values, the most common first.</param>
/// <param name="Coverage">The share of the public cells, those that are not missing, that have one of them.</param>
internal sealed record PublicValues(IReadOnlyList<string> Texts, double Coverage)
{
    /// <summary>Values that fewer public rows have are rare, and more of them than that are no list.</summary>
    private const int FewestRows = 5, Most = 1000;

    /// <summary>No public rows.</summary>
    public static PublicValues None { get; } = new([], 0);

    /// <summary>Whether so few public cells have another value that there is no need for a place for them.</summary>
    public bool IsComplete => Coverage >= 0.995;

    public static PublicValues Of(PublicTable rows, string column)
    {
        var counts = rows.KeyCounts(column);
        var common = counts.Where(value => value.Value >= FewestRows)
            .OrderByDescending(value => value.Value).ThenBy(value => value.Key, StringComparer.Ordinal).Take(Most).ToList();
        return common.Count == 0
            ? None
            : new PublicValues([.. common.Select(value => value.Key)], common.Sum(value => (double)value.Value) / counts.Values.Sum());
    }
}
