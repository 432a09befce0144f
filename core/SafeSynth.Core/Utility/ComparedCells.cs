using SafeSynth.Attacks;
using SafeSynth.Learners;
using SafeSynth.Marginals;

namespace SafeSynth.Utility;

/// <summary>
/// Released and real rows as codes, in one table whose last column says which is which, and the distances of their marginals.
/// </summary>
/// <remarks>
/// Numbers are cut into intervals of the real rows. Of a category the 50 values that are most common among the real rows are kept; all
/// others are one.
/// </remarks>
internal sealed class ComparedCells
{
    private const int MostValues = 50;
    private const int MostMarginals = 1000;

    private readonly CodeColumns _rows;
    private readonly FeatureColumn[] _columns;
    private readonly double _released, _real;

    /// <param name="setting">The rows.</param>
    /// <param name="cut">How the real values of a column of numbers are cut.</param>
    public ComparedCells(UtilitySetting setting, Func<IEnumerable<double>, Intervals> cut)
    {
        _columns = [.. setting.Space.Columns];
        (_released, _real) = (setting.Released.Count, setting.Real.Count);
        var codes = Array.ConvertAll(_columns, column => CodesOf(setting, column, cut));
        _rows = new CodeColumns([.. codes.Select(one => one.Size), 2], setting.Released.Count + setting.Real.Count);
        for (var column = 0; column < codes.Length; column++)
            _rows.Write(column, 0, codes[column].Codes);
        _rows.Write(codes.Length, setting.Released.Count, [.. Enumerable.Repeat(1, setting.Real.Count)]);
    }

    /// <summary>All sets of so many columns, or a thousand of them drawn at random.</summary>
    public Clique[] SetsOf(int ways, SampleRandom random, int most = MostMarginals)
    {
        if (ways > _columns.Length)
            return [];
        var count = Enumerable.Range(0, ways).Aggregate(1.0, (product, i) => product * (_columns.Length - i) / (i + 1));
        if (count <= most)
            return [.. Combinations(0, ways).Select(set => Clique.Of(set))];
        int[] columns = [.. Enumerable.Range(0, _columns.Length)];
        var drawn = new HashSet<Clique>();
        while (drawn.Count < most)
        {
            random.Shuffle<int>(columns);
            drawn.Add(Clique.Of(columns.AsSpan(0, ways)));
        }

        return [.. drawn];
    }

    /// <summary>The names of a set's columns.</summary>
    public string NameOf(Clique set) => string.Join(" x ", set.Select(column => $"'{_columns[column].Name}'"));

    /// <summary>
    /// For each set, the total-variation distance of released and real rows: half the sum of the differences of shares, from 0 to 1.
    /// </summary>
    public double[] Distances(Clique[] sets, CancellationToken cancel) =>
        Visit(sets, cells => cells.Sum(cell => Math.Abs(cell.Released - cell.Real)) / 2, cancel);

    /// <summary>For each set, a figure of the shares of released and real rows in its cells.</summary>
    public T[] Visit<T>(Clique[] sets, Func<IEnumerable<(double Released, double Real)>, T> look, CancellationToken cancel)
    {
        var figures = new T[sets.Length];
        Clique[] both = [.. sets.Select(set => Clique.Of([.. set, _columns.Length]))];
        MarginalCounter.Visit(_rows, both, (set, counts) =>
        {
            var shares = new List<(double, double)>();
            for (var cell = 0; cell < counts.Length; cell += 2)
            {
                if (counts[cell] + counts[cell + 1] > 0)
                    shares.Add((counts[cell] / _released, counts[cell + 1] / _real));
            }

            figures[set] = look(shares);
        }, cancel);
        return figures;
    }

    private static (int[] Codes, int Size) CodesOf(UtilitySetting setting, FeatureColumn column, Func<IEnumerable<double>, Intervals> cut)
    {
        var real = UtilitySetting.ValuesOf(setting.Real, column);
        double[] all = [.. UtilitySetting.ValuesOf(setting.Released, column), .. real];
        if (!setting.Space.IsCategory(column.Feature))
        {
            var intervals = cut(real);
            return (Array.ConvertAll(all, intervals.CodeOf), intervals.Count);
        }

        var kept = CommonValues.Of(real, MostValues);
        return (Array.ConvertAll(all, value => kept.GetValueOrDefault(value, kept.Count)), kept.Count + 1);
    }

    private IEnumerable<int[]> Combinations(int first, int ways) => ways == 0
        ? [[]]
        : Enumerable.Range(first, _columns.Length - first).SelectMany(column => Combinations(column + 1, ways - 1).Select(rest => (int[])[column, .. rest]));
}
