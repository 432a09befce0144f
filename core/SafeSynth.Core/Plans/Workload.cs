using System.Globalization;

namespace SafeSynth.Plans;

/// <summary>
/// What the synthetic rows are wanted for: it steers what a generator measures, and promises nothing. A public wish, made without looking
/// at the rows.
/// </summary>
public sealed record Workload
{
    /// <summary>All pairs of columns, and all of the same worth.</summary>
    public static Workload AllPairs { get; } = new();

    private readonly int _ways = 2;

    /// <summary>How many columns the relations have that are to come out well: 2, or 3 for those of three columns as well.</summary>
    /// <exception cref="SafeSynthException">SS0116: neither 2 nor 3.</exception>
    public int Ways
    {
        get => _ways;
        init => _ways = value is 2 or 3 ? value : throw PlanFault.WaysOutOfRange(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The column that is to be told from the others: its relations count for more; null for none.</summary>
    public string? Target { get; init; }

    /// <summary>Sets of two or three columns whose relations count for more.</summary>
    /// <exception cref="SafeSynthException">SS0116: a set has another number of columns.</exception>
    public IReadOnlyList<IReadOnlyList<string>> Sets
    {
        get;
        init => field = value.FirstOrDefault(set => set.Distinct().Count() != set.Count || set.Count is not (2 or 3)) is not { } wrong
            ? value : throw PlanFault.WaysOutOfRange($"a set of {string.Join(", ", wrong)}");
    } = [];

    /// <summary>The wish in words; null where all pairs are of the same worth.</summary>
    internal string? InWords
    {
        get
        {
            string?[] wishes =
            [
                Ways > 2 ? "all relations of two and of three columns" : null,
                Target is null ? null : $"those with '{Target}'",
                .. Sets.Select(set => $"that of {string.Join(" x ", set)}"),
            ];
            return wishes.OfType<string>().ToList() is { Count: > 0 } asked ? $"which relations matter: {string.Join(", ", asked)}" : null;
        }
    }

    /// <exception cref="SafeSynthException">SS0115: the workload names a column that is none of these.</exception>
    internal void Check(IReadOnlyList<string> columns)
    {
        foreach (var name in Sets.SelectMany(set => set).Append(Target).OfType<string>())
        {
            if (!columns.Contains(name))
                throw PlanFault.UnknownWorkloadColumn(name, columns);
        }
    }
}
