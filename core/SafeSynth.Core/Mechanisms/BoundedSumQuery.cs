using SafeSynth.Data;
using SafeSynth.Privacy;

namespace SafeSynth.Mechanisms;

/// <summary>For each group, a sum over rows of a power of their value's grid point: a count, a sum or a sum of squares.</summary>
/// <remarks>
/// Each row contributes an integer: its point, measured from the centre of the grid, to the power, divided by 2^shift and rounded toward
/// zero. It lies in [least, greatest], which are public, whatever the row holds; a cell without a value contributes nothing. The sum itself
/// is exact. Values between points move to the point nearer to the centre, so powers are never too large.
/// Sensitivity: with w = greatest - least and r the larger of the two magnitudes, both times the k rows of a unit:
///   add/remove: k rows move the sums by at most r in all, at worst one sum: L1 = LInf = r and L2^2 = r^2.
///   replace: k rows leave and k arrive. A norm is convex, so at worst all that leave are alike and all that arrive are. In one group they
///   move one sum by w; in two groups, two sums by r each. Hence LInf = w, L1 = max(w, 2r) and L2^2 = max(w^2, 2r^2), or w and w^2 for one
///   group.
/// </remarks>
public sealed class BoundedSumQuery : PrivateQuery<MarginalCounts>
{
    /// <summary>The most by which a unit may move a sum, so that squares of it stay inside 64 bits.</summary>
    private const long LargestMove = 1L << 30;

    private readonly GroupedValues _values;
    private readonly int _power;
    private readonly int _shift;

    /// <param name="values">What is summed; without a grid, values can only be counted.</param>
    /// <param name="power">0 counts values, 1 sums them, 2 sums their squares.</param>
    /// <param name="unit">Whose contribution is bounded: contributions are as fine as its number of rows allows.</param>
    public BoundedSumQuery(GroupedValues values, int power, PrivacyUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(power);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(power, values.Grid is null ? 0 : 2);
        (_values, _power) = (values, power);
        while ((Int128)unit.MaxRows * ((Int128)Greatest - Least) > LargestMove)
            _shift++;
    }

    /// <summary>What 1 of the answer stands for, in steps of the grid to the power.</summary>
    public double Scale => Math.ScaleB(1, _shift);

    /// <summary>The least contribution of a row; 0 or below.</summary>
    public long Least => _power == 1 ? Contribution(_values.Grid!.Least) : 0;

    /// <summary>The greatest contribution of a row; 0 or above.</summary>
    public long Greatest => _power == 0 ? 1 : Contribution(_values.Grid!.Greatest);

    public override string Description =>
        $"{(_power == 0 ? "the count" : _power == 1 ? "the sum" : "the sum of squares")} of {_values.Description}";

    internal override string Identity => $"sums {_power} {_shift} {_values.Identity}";

    public override Sensitivity Under(PrivacyUnit unit, Neighbors neighbors)
    {
        checked
        {
            long rows = unit.MaxRows;
            var reach = rows * Math.Max(-Least, Greatest);
            if (neighbors == Neighbors.AddRemove)
                return new Sensitivity(Math.Min(rows, _values.GroupCount), reach, reach * reach, reach);

            var width = rows * (Greatest - Least);
            return _values.GroupCount == 1
                ? new Sensitivity(1, width, width * width, width)
                : new Sensitivity(
                    Math.Min(2 * rows, _values.GroupCount), Math.Max(width, 2 * reach), Math.Max(width * width, 2 * reach * reach), width);
        }
    }

    internal override MarginalCounts Evaluate(UnitRows rows) => new([rows.SumsOf(_values, Contribution)]);

    // Points are below 2^30, so that squares and sums of 2^31 contributions stay inside 64 bits.
    private long Contribution(int point) => _power switch
    {
        0 => 1,
        1 => point / (1L << _shift),
        _ => ((long)point * point) >> _shift,
    };
}
