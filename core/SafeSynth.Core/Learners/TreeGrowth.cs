using SafeSynth.Marginals;

namespace SafeSynth.Learners;

/// <summary>Grows one tree of a forest until every leaf has rows of one value, or rows that nothing tells apart.</summary>
internal sealed class TreeGrowth
{
    // Small nodes are sorted; in larger ones it is cheaper to add up by rank.
    private const int RanksPerRow = 4;

    private readonly RankedRows _rows;
    private readonly double[] _values;
    private readonly int _tried;
    private readonly SampleRandom _random;
    private readonly Tree _tree = new();
    private readonly int[] _drawn, _features, _counts;
    private readonly double[] _sums;
    private readonly long[] _keys;
    private readonly double[] _sorted;

    /// <param name="rows">The rows.</param>
    /// <param name="values">What is to be predicted of each.</param>
    /// <param name="tried">How many features are tried at a node.</param>
    /// <param name="seed">Decides what is drawn.</param>
    public TreeGrowth(RankedRows rows, double[] values, int tried, ulong seed)
    {
        (_rows, _values, _tried, _random) = (rows, values, tried, new SampleRandom(seed));
        _drawn = new int[rows.Count];
        for (var i = 0; i < _drawn.Length; i++)
            _drawn[i] = _random.Next(rows.Count);
        _features = [.. Enumerable.Range(0, rows.Width)];
        var most = _features.Max(rows.ValuesOf);
        (_counts, _sums, _keys, _sorted) = (new int[most], new double[most], new long[rows.Count], new double[rows.Count]);
    }

    public Tree Grow()
    {
        var open = new Stack<(int Node, int Start, int End)>();
        open.Push((_tree.Add(Tree.Node.Leaf(Mean(0, _drawn.Length))), 0, _drawn.Length));
        while (open.TryPop(out var next))
        {
            if (BestCut(next.Start, next.End) is not { } cut)
                continue;
            var middle = Divide(next.Start, next.End, cut);
            var left = _tree.Add(Tree.Node.Leaf(Mean(next.Start, middle)));
            var right = _tree.Add(Tree.Node.Leaf(Mean(middle, next.End)));
            _tree.Cut(next.Node, cut.Feature, _rows.Between(cut.Feature, cut.Rank, cut.NextRank), left, right);
            open.Push((left, next.Start, middle));
            open.Push((right, middle, next.End));
        }

        return _tree;
    }

    private Candidate? BestCut(int start, int end)
    {
        if (end - start < 2 || AllEqual(start, end))
            return null;

        // Features that do not vary in the node do not count as tried.
        Candidate? best = null;
        var tried = 0;
        for (var i = 0; i < _features.Length && tried < _tried; i++)
        {
            var other = i + _random.Next(_features.Length - i);
            (_features[i], _features[other]) = (_features[other], _features[i]);
            if (BestCut(_features[i], start, end) is not { } cut)
                continue;
            tried++;
            if (best is null || cut.Gain > best.Value.Gain)
                best = cut;
        }

        return best;
    }

    // The cut with the largest sum of squared sums over numbers of rows, left and right: it leaves the least variance.
    private Candidate? BestCut(int feature, int start, int end)
    {
        var groups = (long)_rows.ValuesOf(feature) <= (long)RanksPerRow * (end - start)
            ? AddUpByRank(feature, start, end)
            : AddUpSorted(feature, start, end);
        var (total, count) = (0.0, end - start);
        for (var i = 0; i < groups; i++)
            total += _sorted[i];

        Candidate? best = null;
        var (left, leftCount) = (0.0, 0);
        for (var i = 0; i + 1 < groups; i++)
        {
            left += _sorted[i];
            leftCount += (int)(_keys[i] & int.MaxValue);
            var right = total - left;
            var gain = (left * left / leftCount) + (right * right / (count - leftCount));
            if (best is null || gain > best.Value.Gain)
                best = new Candidate(feature, (int)(_keys[i] >> 32), (int)(_keys[i + 1] >> 32), gain);
        }

        return best;
    }

    // Leaves, for each rank that occurs in ascending order, rank and number of rows in a key and the sum of the rows' values.
    private int AddUpByRank(int feature, int start, int end)
    {
        var (ranks, values) = (_rows.Ranks[feature], _rows.ValuesOf(feature));
        Array.Clear(_counts, 0, values);
        Array.Clear(_sums, 0, values);
        for (var i = start; i < end; i++)
        {
            var rank = ranks[_drawn[i]];
            _counts[rank]++;
            _sums[rank] += _values[_drawn[i]];
        }

        var groups = 0;
        for (var rank = 0; rank < values; rank++)
        {
            if (_counts[rank] == 0)
                continue;
            (_keys[groups], _sorted[groups]) = (((long)rank << 32) | (uint)_counts[rank], _sums[rank]);
            groups++;
        }

        return groups;
    }

    private int AddUpSorted(int feature, int start, int end)
    {
        var ranks = _rows.Ranks[feature];
        for (var i = start; i < end; i++)
            _keys[i - start] = ((long)ranks[_drawn[i]] << 32) | (uint)_drawn[i];
        Array.Sort(_keys, 0, end - start);
        var groups = 0;
        for (var i = 0; i < end - start; groups++)
        {
            var (rank, count, sum) = (_keys[i] >> 32, 0, 0.0);
            for (; i < end - start && _keys[i] >> 32 == rank; i++, count++)
                sum += _values[(int)(_keys[i] & int.MaxValue)];
            (_keys[groups], _sorted[groups]) = ((rank << 32) | (uint)count, sum);
        }

        return groups;
    }

    private int Divide(int start, int end, Candidate cut)
    {
        var ranks = _rows.Ranks[cut.Feature];
        var middle = start;
        for (var i = start; i < end; i++)
        {
            if (ranks[_drawn[i]] <= cut.Rank)
            {
                (_drawn[i], _drawn[middle]) = (_drawn[middle], _drawn[i]);
                middle++;
            }
        }

        return middle;
    }

    private bool AllEqual(int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            if (_values[_drawn[i]] != _values[_drawn[start]])
                return false;
        }

        return true;
    }

    private double Mean(int start, int end)
    {
        var sum = 0.0;
        for (var i = start; i < end; i++)
            sum += _values[_drawn[i]];
        return sum / (end - start);
    }

    private readonly record struct Candidate(int Feature, int Rank, int NextRank, double Gain);
}
