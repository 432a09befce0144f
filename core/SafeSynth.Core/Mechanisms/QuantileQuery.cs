using SafeSynth.Data;
using SafeSynth.Noise;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>
/// How far each point of a grid is from being the quantile of a group's values, in ranks: a score for every interval of points that are
/// equally far.
/// </summary>
/// <remarks>
/// A point with b values below, e at it and a above is the quantile q if b is at most, and b + e at least, q times all. Its score is minus
/// the number of ranks by which that fails, scaled by the quantile's denominator d (q = p / d) to an integer:
///   -max(0, (d - p) b - p (e + a), p a - (d - p) (b + e)).
/// Many equal values are one point of score 0, not a fault. Between distinct values the score is constant.
/// Sensitivity: a row that comes or goes moves both terms, hence the score, by at most m = max(p, d - p), and so it is with k rows: k m.
/// Groups share the k rows, so the sum of one score from each group moves by no more: that is LInf, and the other norms are those of one
/// such sum. Replace: k rows leave and k arrive, in one group at worst from one side of a point to the other, by d; in two groups by m
/// each: LInf is k d for one group and 2 k m, which is at least as much, for several. Source: Smith 2011 (the score); ties as in Durfee
/// 2023.
/// </remarks>
public sealed class QuantileQuery : PrivateQuery<IntervalScores>
{
    /// <summary>Quantiles are multiples of one in this.</summary>
    public const int Denominator = 1000;

    private readonly GroupedValues _values;
    private readonly ValueGrid _grid;
    private readonly int _thousandths;

    /// <param name="values">What is ranked; with a grid.</param>
    /// <param name="thousandths">The quantile in thousandths, from 1 to 999.</param>
    public QuantileQuery(GroupedValues values, int thousandths)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(thousandths, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(thousandths, Denominator);
        (_values, _grid, _thousandths) = (values, values.Grid ?? throw new ArgumentException("Values without order have no quantiles.", nameof(values)), thousandths);
    }

    public override string Description =>
        FormattableString.Invariant($"the {_thousandths / (double)Denominator} quantile of {_values.Description}");

    internal override string Identity => $"quantile {_thousandths} {_values.Identity}";

    /// <summary>The number of points that can be the quantile.</summary>
    public int Points => _grid.Points;

    /// <summary>The most that one row moves a score.</summary>
    public int Move => Math.Max(_thousandths, Denominator - _thousandths);

    public override Sensitivity Under(PrivacyUnit unit, Neighbors neighbors)
    {
        long rows = unit.MaxRows;
        var move = rows * (neighbors == Neighbors.AddRemove ? Move : _values.GroupCount == 1 ? Denominator : 2 * Move);
        return checked(new Sensitivity(1, move, move * move, move));
    }

    internal override IntervalScores Evaluate(UnitRows rows) => new(Array.ConvertAll(rows.Ranked(_values), Scores));

    private ReadOnlyMemory<ScoredInterval> Scores(RankedPoints ranked)
    {
        var intervals = new ScoredInterval[2 * ranked.Points.Length + 1];
        var used = 0;
        var next = _grid.Least;
        var below = 0;
        for (var i = 0; i < ranked.Points.Length; i++)
        {
            var (point, upTo) = (ranked.Points[i], ranked.UpTo[i]);
            if (point > next)
                intervals[used++] = new ScoredInterval(next, point - next, ScoreOf(below, below, ranked.Count));
            intervals[used++] = new ScoredInterval(point, 1, ScoreOf(below, upTo, ranked.Count));
            (next, below) = (point + 1, upTo);
        }

        if (next <= _grid.Greatest)
            intervals[used++] = new ScoredInterval(next, _grid.Greatest + 1 - next, ScoreOf(below, below, ranked.Count));
        return intervals.AsMemory(0, used);
    }

    /// <summary>The score of a point with so many values below it, and so many up to it.</summary>
    private long ScoreOf(long below, long upTo, long count)
    {
        var tooHigh = (Denominator - _thousandths) * below - _thousandths * (count - below);
        var tooLow = _thousandths * (count - upTo) - (Denominator - _thousandths) * upTo;
        return -Math.Max(0, Math.Max(tooHigh, tooLow));
    }
}

/// <summary>For each group, the intervals of the grid's points from first to last, with their scores.</summary>
public sealed record IntervalScores(ReadOnlyMemory<ScoredInterval>[] Groups);
