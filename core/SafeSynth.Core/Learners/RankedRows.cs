using SafeSynth.Attacks;

namespace SafeSynth.Learners;

/// <summary>Rows feature by feature, each value by its rank among the values that occur.</summary>
internal sealed class RankedRows
{
    private readonly double[][] _values;

    public RankedRows(FeatureRows rows)
    {
        Count = rows.Count;
        _values = new double[rows.Width][];
        Ranks = new int[rows.Width][];
        for (var feature = 0; feature < rows.Width; feature++)
        {
            double[] column = [.. rows.ValuesOf(feature)];
            var values = _values[feature] = [.. column.Distinct().Order()];
            Ranks[feature] = Array.ConvertAll(column, value => Array.BinarySearch(values, value));
        }
    }

    public int Count { get; }

    public int Width => _values.Length;

    /// <summary>For each feature and row, the rank.</summary>
    public int[][] Ranks { get; }

    /// <summary>The number of values of a feature.</summary>
    public int ValuesOf(int feature) => _values[feature].Length;

    /// <summary>The value half way between two ranks of a feature.</summary>
    public double Between(int feature, int lower, int upper)
    {
        var (low, high) = (_values[feature][lower], _values[feature][upper]);
        var middle = low + ((high - low) / 2);
        return middle < high ? middle : low;
    }
}
