using System.Runtime.CompilerServices;
using SafeSynth.Marginals;

namespace SafeSynth.Data;

/// <content>Values on a grid, in groups; and how many units hold a key.</content>
internal sealed partial class UnitRows
{
    private readonly ConditionalWeakTable<GroupedValues, int[]> _points = [];
    private readonly ConditionalWeakTable<GroupedValues, RankedPoints[]> _ranked = [];

    /// <summary>For each group, the sum of what its rows contribute: a function of a row's grid point.</summary>
    public long[] SumsOf(GroupedValues values, Func<int, long> contribution)
    {
        var points = PointsOf(values);
        var groups = GroupsOf(values);
        var sums = new long[values.GroupCount + 1];
        for (var row = 0; row < points.Length; row++)
        {
            if (points[row] != ValueGrid.None)
                sums[groups is null ? 0 : groups[row]] += contribution(points[row]);
        }

        // Rows in no group are behind the last one.
        return sums[..values.GroupCount];
    }

    /// <summary>For each group, the grid points of its rows in ascending order.</summary>
    public RankedPoints[] Ranked(GroupedValues values) => _ranked.GetValue(values, asked =>
    {
        var points = PointsOf(asked);
        var groups = GroupsOf(asked);
        var ordered = Array.ConvertAll(SumsOf(asked, _ => 1), count => new int[count]);
        var next = new int[ordered.Length];
        for (var row = 0; row < points.Length; row++)
        {
            var group = groups is null ? 0 : groups[row];
            if (points[row] != ValueGrid.None && group < ordered.Length)
                ordered[group][next[group]++] = points[row];
        }

        return Array.ConvertAll(ordered, RankedPoints.Of);
    });

    /// <summary>How many units hold each distinct text of a column at least once; cells that are missing hold none.</summary>
    public IReadOnlyDictionary<string, long> KeyUnits(string column)
    {
        if (_units is null)
            return KeyCounts(column);

        var (numbers, ofRow) = NumberTexts(column);
        var counts = new long[numbers.Count];
        foreach (var (number, _) in ofRow.Zip(_units).Where(pair => pair.First >= 0).Distinct())
            counts[number]++;
        return Named(numbers, counts);
    }

    private int[] PointsOf(GroupedValues values) => _points.GetValue(values, asked => asked switch
    {
        { Column: null } => new int[Count],
        { Grid: { } grid } => Encoded(asked.Column, grid.PointOf),
        _ => Encoded(asked.Column, cell => cell.IsMissing ? ValueGrid.None : 0),
    });

    private CodeColumn? GroupsOf(GroupedValues values) => values.Groups is null ? null : Codes(values.Groups);
}

/// <summary>Distinct points in ascending order, and how many values are up to each.</summary>
internal sealed record RankedPoints(int[] Points, int[] UpTo)
{
    /// <summary>How many values there are.</summary>
    public int Count => UpTo.Length == 0 ? 0 : UpTo[^1];

    /// <summary>Sorts the points in place.</summary>
    public static RankedPoints Of(int[] points)
    {
        Array.Sort(points);
        var distinct = 0;
        var upTo = new int[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            if (i == 0 || points[i] != points[distinct - 1])
                points[distinct++] = points[i];
            upTo[distinct - 1] = i + 1;
        }

        return new RankedPoints(points[..distinct], upTo[..distinct]);
    }
}
