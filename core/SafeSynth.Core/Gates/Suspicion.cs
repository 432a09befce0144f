namespace SafeSynth.Gates;

/// <summary>The order in which an attack suspects its targets. Equally suspected ones share a grade; grade 0 is suspected most.</summary>
/// <remarks>
/// Everything here depends on scores alone, never on who is a member, so a permutation of the labels leaves it as it is. Statistics are
/// sums over members of whole numbers, which doubles add without error in any order.
/// </remarks>
internal sealed class Suspicion
{
    /// <summary>
    /// Shares of the targets whose hits are counted: copies of a few rows show in the first ones, weak traces of all in the ranks.
    /// </summary>
    public static IReadOnlyList<double> Levels { get; } = [0.01, 0.02, 0.03, 0.05, 0.1];

    private readonly int[] _grades;

    /// <summary>Where each grade begins in the order, and, last, the number of targets.</summary>
    private readonly int[] _starts;

    /// <param name="scores">One for each target, higher for more suspected; what is no number is suspected least.</param>
    public Suspicion(IReadOnlyList<double> scores)
    {
        double[] ascending = [.. scores];
        int[] order = [.. Enumerable.Range(0, scores.Count)];
        Array.Sort(ascending, order);

        _grades = new int[order.Length];
        var starts = new List<int>();
        for (var i = order.Length - 1; i >= 0; i--)
        {
            if (i == order.Length - 1 || !ascending[i].Equals(ascending[i + 1]))
                starts.Add(order.Length - 1 - i);
            _grades[order[i]] = starts.Count - 1;
        }

        _starts = [.. starts, order.Length];
    }

    /// <summary>The number of targets.</summary>
    public int Count => _grades.Length;

    /// <summary>How many targets share the highest score.</summary>
    public int TiedAtTop => _starts[1];

    /// <summary>How many targets are looked at, for each of the <see cref="Levels"/>.</summary>
    public static IEnumerable<int> LooksAt(int targets) => Levels.Select(level => Math.Max(1, (int)Math.Round(level * targets))).Distinct();

    /// <summary>
    /// Weights whose sum over members is the rank sum (Mann, Whitney 1947), equals sharing their ranks; twice, to be whole.
    /// </summary>
    public double[] RankWeights() => Weights((start, end) => (2 * Count) - start - end);

    /// <summary>
    /// Weights whose sum over members is proportional to how many of them are among the first; where equals straddle the line, each counts
    /// its share.
    /// </summary>
    public double[] TopWeights(int first)
    {
        var line = Array.FindIndex(_starts, 1, end => end >= first) - 1;
        double among = _starts[line + 1] - _starts[line], within = first - _starts[line];
        return Weights((_, end) => end <= _starts[line] ? among : end == _starts[line + 1] ? within : 0);
    }

    /// <summary>How many members are among the first, counting shares.</summary>
    public double Hits(int first, bool[] isMember)
    {
        var weights = TopWeights(first);
        return Enumerable.Range(0, Count).Where(target => isMember[target]).Sum(target => weights[target]) * first / weights.Sum();
    }

    /// <summary>The first targets; of equals at the line, those that a random order puts first.</summary>
    public int[] First(int first, int[] randomOrder) => [.. randomOrder.OrderBy(target => _grades[target]).Take(first)];

    private double[] Weights(Func<int, int, double> ofGrade)
    {
        var grades = new double[_starts.Length - 1];
        for (var grade = 0; grade < grades.Length; grade++)
            grades[grade] = ofGrade(_starts[grade], _starts[grade + 1]);
        return Array.ConvertAll(_grades, grade => grades[grade]);
    }
}
