using SafeSynth.Data;
using SafeSynth.Generators.Constraints;

namespace SafeSynth.Generators.Saving;

/// <summary>What every row keeps: one of <see cref="Impossible"/>, <see cref="Ordered"/> and <see cref="Determines"/>.</summary>
/// <param name="Impossible">Codes of some columns that no row has together.</param>
/// <param name="Ordered">Two modelled columns: the value of the first is at most that of the second.</param>
/// <param name="Determines">Which value of a column goes with which of another.</param>
internal sealed record SavedRule(SavedCodes[]? Impossible = null, int[]? Ordered = null, SavedDependency? Determines = null)
{
    public static SavedRule Of(RowRule rule) => rule switch
    {
        ImpossibleRule impossible => new(Impossible: [.. impossible.Columns.Zip(impossible.Sets, SavedCodes.Of)]),
        DependencyRule dependency => new(Determines: new(dependency.Columns[0], dependency.Dependent, [.. dependency.Starts], [.. dependency.Partners])),
        _ => new(Ordered: [.. rule.Columns]),
    };

    /// <summary>The rules, which can be kept one after the other.</summary>
    public static IReadOnlyList<RowRule> ToRules(IReadOnlyList<SavedRule?> saved, IReadOnlyList<ModelledColumn> columns)
    {
        RowRule[] rules = [.. saved.Select(rule => rule?.ToRule(columns) ?? throw new InvalidDataException("a rule is empty"))];
        var waiting = rules.Where(rule => rule.Dependent >= 0).ToList();
        Sound.Require(waiting.DistinctBy(rule => rule.Dependent).Count() == waiting.Count, "a column follows from two others");
        while (waiting.Count > 0)
        {
            var blocked = waiting.Where(rule => waiting.Exists(other => other != rule && rule.Columns.Contains(other.Dependent))).ToList();
            Sound.Require(blocked.Count < waiting.Count, "columns follow from each other");
            waiting = blocked;
        }

        return rules;
    }

    private RowRule ToRule(IReadOnlyList<ModelledColumn> columns)
    {
        Sound.Require(new object?[] { Impossible, Ordered, Determines }.Count(kind => kind is not null) == 1, "a rule is of no kind, or of several");
        if (Impossible is not null)
        {
            Sound.Require(!Impossible.Contains(null), "a rule names no column");
            RequireColumns([.. Impossible.Select(codes => codes.Column)], columns);
            return ImpossibleRule.Of([.. Impossible.Select(codes => codes.Column)], [.. Impossible.Select(codes => codes.ToSet(columns[codes.Column].Domain))]);
        }

        if (Ordered is not null)
        {
            Sound.Require(Ordered.Length == 2, "an order is of other than two columns");
            RequireColumns(Ordered, columns);
            return new OrderedRule(Ordered[0], Ordered[1], columns[Ordered[0]].Domain, columns[Ordered[1]].Domain);
        }

        RequireColumns([Determines!.Determinant, Determines.Dependent], columns);
        return Determines.ToRule(columns);
    }

    private static void RequireColumns(int[] named, IReadOnlyList<ModelledColumn> columns) => Sound.Require(
        named.Length > 0 && named.Distinct().Count() == named.Length && named.All(column => column >= 0 && column < columns.Count),
        "a rule is of columns that do not exist, or of one twice");
}

/// <summary>Codes of one column's domain.</summary>
/// <param name="Column">The number of the modelled column.</param>
/// <param name="Edges">The first code of a range of them, then the first code after it, and so on, ascending.</param>
internal sealed record SavedCodes(int Column, long[] Edges)
{
    public static SavedCodes Of(int column, CodeSet codes) =>
        new(column, [.. codes.Ranges.SelectMany(range => new[] { range.From, range.To })]);

    public CodeSet ToSet(Domain domain)
    {
        Sound.Require(
            Edges.Length % 2 == 0 && Edges.Zip(Edges.Skip(1)).All(pair => pair.First < pair.Second) && Edges.All(edge => edge >= 0 && edge <= domain.Size),
            "the codes of a rule do not ascend, or are out of range");
        return new CodeSet(Edges.Chunk(2).Select(range => (range[0], range[1])));
    }
}

/// <summary>Which value goes with which, as far as both are there.</summary>
/// <param name="Determinant">The number of the modelled column that decides.</param>
/// <param name="Dependent">The number of the one that is decided.</param>
/// <param name="Starts">The first code of each run of the determinant's codes that share a partner, ascending from 0.</param>
/// <param name="Partners">The dependent's code that goes with each run.</param>
internal sealed record SavedDependency(int Determinant, int Dependent, long[] Starts, long[] Partners)
{
    public DependencyRule ToRule(IReadOnlyList<ModelledColumn> columns)
    {
        var (ours, theirs) = (columns[Determinant].Domain, columns[Dependent].Domain);
        Sound.Require(
            Starts.Length > 0 && Starts[0] == 0 && Starts[^1] < ours.Count && Starts.Zip(Starts.Skip(1)).All(pair => pair.First < pair.Second),
            "the runs of a dependency do not ascend");
        Sound.Require(Partners.Length == Starts.Length && Partners.All(partner => partner >= 0 && partner < theirs.Count), "a run has no partner");
        return new DependencyRule(Determinant, Dependent, (ours.MissingCode, theirs.MissingCode), Starts, Partners);
    }
}
