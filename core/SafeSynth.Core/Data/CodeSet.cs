namespace SafeSynth.Data;

/// <summary>A set of a domain's codes, missing among them where it is meant, as ranges.</summary>
internal sealed class CodeSet
{
    private readonly long[] _edges;   // a range begins at every even place and ends, without its end, at the odd one after it

    /// <param name="ranges">From each first code up to, and without, the second; in any order.</param>
    public CodeSet(IEnumerable<(long From, long To)> ranges)
    {
        var edges = new List<long>();
        foreach (var (from, to) in ranges.Where(range => range.From < range.To).Order())
        {
            if (edges.Count > 0 && from <= edges[^1])
                edges[^1] = Math.Max(edges[^1], to);
            else
                edges.AddRange([from, to]);
        }

        _edges = [.. edges];
    }

    /// <summary>The codes of a domain that some texts name.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="texts">Values or ranges of values: see <see cref="ColumnValues"/>. What is none of the domain adds nothing.</param>
    public static CodeSet Of(Domain domain, IEnumerable<string?> texts) => new(texts.SelectMany(text => RangesOf(domain, text)));

    public bool IsEmpty => _edges.Length == 0;

    /// <summary>The ranges in ascending order, apart from each other.</summary>
    public IEnumerable<(long From, long To)> Ranges => _edges.Chunk(2).Select(range => (range[0], range[1]));

    public bool Contains(long code)
    {
        var found = Array.BinarySearch(_edges, code);
        return (found >= 0 ? found : ~found - 1) % 2 == 0;
    }

    /// <summary>Whether each code from one up to, and without, another is in the set.</summary>
    public bool ContainsAll(long from, long to) => Contains(from) && !EdgesWithin(from, to).Any();

    /// <summary>Whether some code is in both sets.</summary>
    public bool Overlaps(CodeSet other) => Ranges.Any(range => other.Contains(range.From) || other.EdgesWithin(range.From, range.To).Any());

    /// <summary>The codes of 0 .. <paramref name="size"/> - 1 that are not in the set.</summary>
    public CodeSet Complement(long size) => new(_edges.Prepend(0).Append(size).Chunk(2).Select(range => (range[0], range[1])));

    /// <summary>Where the set begins or ends between two codes.</summary>
    public IEnumerable<long> EdgesWithin(long from, long to)
    {
        var found = Array.BinarySearch(_edges, from);
        for (var at = found >= 0 ? found + 1 : ~found; at < _edges.Length && _edges[at] < to; at++)
            yield return _edges[at];
    }

    private static IEnumerable<(long From, long To)> RangesOf(Domain domain, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return domain.Nullable ? [(domain.MissingCode, domain.MissingCode + 1)] : [];
        if (domain is CategoryDomain list && list.CodeOf(text) is >= 0 and var code)
            return [(code, code + 1)];
        if (!domain.IsOrdered || domain.Type == FieldType.Boolean || !ValueRange.TryParse(text, domain.Type, out var range))
            return [];
        return domain is GridDomain grid
            ? [grid.CodesWithin(range)]
            : Enumerable.Range(0, (int)domain.Count).Where(value => range.Contains(domain.MagnitudeOf(value))).Select(value => ((long)value, value + 1L));
    }
}
