using SafeSynth.Attacks;

namespace SafeSynth.Learners;

/// <summary>Rows as vectors of numbers: ordered features as they are, a slot for each value of a category.</summary>
/// <remarks>
/// What slots there are is learned from the training rows: a category has at most <see cref="MostValues"/>, for its most common values. Any
/// other value sets none. Ordered features may be cut into intervals of equal mass, a slot for each.
/// </remarks>
public sealed class OneHot
{
    private const int MostValues = 250;
    private const int Cuts = 20;

    private readonly Dictionary<double, int>?[] _slots;
    private readonly Intervals?[] _intervals;
    private readonly int[] _starts;

    private OneHot(Dictionary<double, int>?[] slots, Intervals?[] intervals)
    {
        (_slots, _intervals) = (slots, intervals);
        _starts = new int[slots.Length + 1];
        for (var i = 0; i < slots.Length; i++)
            _starts[i + 1] = _starts[i] + (slots[i]?.Count ?? intervals[i]?.Count ?? 1);
    }

    /// <param name="rows">The training rows.</param>
    /// <param name="inIntervals">Whether ordered features are cut into intervals.</param>
    public static OneHot Learn(FeatureRows rows, bool inIntervals = false)
    {
        var slots = new Dictionary<double, int>?[rows.Width];
        var intervals = new Intervals?[rows.Width];
        for (var feature = 0; feature < rows.Width; feature++)
        {
            if (rows.IsCategory(feature))
            {
                slots[feature] = CommonValues.Of(rows.ValuesOf(feature), MostValues);
            }
            else if (inIntervals)
            {
                intervals[feature] = Intervals.OfEqualMass(rows.ValuesOf(feature), Cuts);
            }
        }

        return new OneHot(slots, intervals);
    }

    /// <summary>The number of slots.</summary>
    public int Width => _starts[^1];

    /// <summary>The slots of a row that are not zero, and their values.</summary>
    public IEnumerable<(int Slot, double Value)> NonZero(FeatureRows rows, int row)
    {
        for (var feature = 0; feature < _slots.Length; feature++)
        {
            var value = rows[row][feature];
            if (_slots[feature] is { } slots)
            {
                if (slots.TryGetValue(value, out var slot))
                    yield return (_starts[feature] + slot, 1);
            }
            else if (_intervals[feature] is { } intervals)
            {
                yield return (_starts[feature] + intervals.CodeOf(value), 1);
            }
            else
            {
                yield return (_starts[feature], value);
            }
        }
    }
}
