namespace SafeSynth.Attacks;

/// <summary>What scores tell of membership, threshold by threshold.</summary>
/// <remarks>
/// Ties count as half won in the area under the curve (Mann, Whitney 1947), and alarm together: rates are those of thresholds that exist,
/// never interpolated.
/// </remarks>
public sealed class RocCurve
{
    private readonly int _members, _others;
    private readonly List<(int Found, int Alarmed)> _steps = [(0, 0)];

    /// <param name="scores">One for each target; higher means member.</param>
    /// <param name="isMember">Whether each target is one; some are, and some are not.</param>
    public RocCurve(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isMember)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(isMember.Length, scores.Length);
        var order = new int[scores.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var descending = scores.ToArray();
        Array.Sort(descending, order);
        Array.Reverse(descending);
        Array.Reverse(order);

        var won = 0.0;
        for (var next = 0; next < order.Length;)
        {
            var (found, alarmed) = (0, 0);
            var score = descending[next];
            for (; next < order.Length && descending[next].Equals(score); next++)
                _ = isMember[order[next]] ? found++ : alarmed++;
            won += alarmed * (_members + (found / 2.0));
            (_members, _others) = (_members + found, _others + alarmed);
            _steps.Add((_members, _others));
        }

        if (_members == 0 || _others == 0)
            throw new ArgumentException("There must be members and others.", nameof(isMember));
        Area = won / ((double)_members * _others);
    }

    /// <summary>The number of members.</summary>
    public int Members => _members;

    /// <summary>The number of others.</summary>
    public int Others => _others;

    /// <summary>Members found and others alarmed at every threshold, from none to all.</summary>
    internal IReadOnlyList<(int Found, int Alarmed)> Steps => _steps;

    /// <summary>The chance that a member scores higher than another person, ties counting half.</summary>
    public double Area { get; }

    /// <summary>The largest true-positive rate less false-positive rate: Yeom's membership advantage.</summary>
    public double Advantage => _steps.Max(step => ((double)step.Found / _members) - ((double)step.Alarmed / _others));

    /// <summary>False-positive and true-positive rate at every threshold, from none alarmed to all.</summary>
    public IReadOnlyList<(double FalsePositives, double TruePositives)> Points =>
        [.. _steps.Select(step => ((double)step.Alarmed / _others, (double)step.Found / _members))];

    /// <summary>The largest true-positive rate whose false-positive rate is at most this.</summary>
    public double TruePositiveRate(double falsePositiveRate) =>
        (double)_steps.Last(step => step.Alarmed <= falsePositiveRate * _others).Found / _members;
}
