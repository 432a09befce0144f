namespace SafeSynth.Mechanisms;

/// <summary>Tells from noisy counts of cells in order whether values may lie at an end. Post-processing.</summary>
/// <param name="counts">The noisy counts.</param>
/// <param name="sigma">The standard deviation of their noise.</param>
/// <param name="total">About how many values there are.</param>
internal readonly ref struct TailTest(ReadOnlySpan<long> counts, double sigma, double total)
{
    /// <summary>The share of all values that a tail may hold without being missed.</summary>
    private const double Negligible = 0.0025;

    /// <summary>So many cells are looked at together: a tail may be too thin to show in one.</summary>
    private const int Window = 32, NarrowWindow = 4;

    private readonly ReadOnlySpan<long> _counts = counts;

    /// <summary>
    /// Whether a share that matters may lie from this cell on in this direction: where it cannot be ruled out of the next four cells,
    /// or shows in up to 32 of them.
    /// </summary>
    public bool MayHoldValues(int cell, int direction)
    {
        var sum = 0.0;
        for (var width = 1; width <= Window && (uint)cell < (uint)_counts.Length; width++, cell += direction)
        {
            sum += _counts[cell];
            if (!IsNegligible(sum, width) && (width <= NarrowWindow || sum > 2 * sigma * Math.Sqrt(width)))
                return true;
        }

        return false;
    }

    /// <summary>How many cells, from this one on in this direction, hold no share that matters, each of them and all together.</summary>
    public int EmptyFrom(int cell, int direction)
    {
        var (sum, width) = (0.0, 0);
        for (; (uint)cell < (uint)_counts.Length; width++, cell += direction)
        {
            sum += _counts[cell];
            // A sum below zero is no proof that there are none: values are never left out where the noise could hide too many.
            if (!IsNegligible(Math.Max(sum, 0), width + 1) || !IsNegligible(_counts[cell], 1))
                break;
        }

        return width;
    }

    // In doubt there are values: one standard deviation of the noise is granted to them.
    private bool IsNegligible(double sum, int cells) => sum + (sigma * Math.Sqrt(cells)) <= Negligible * total;
}
