namespace SafeSynth.Data.Learning;

/// <summary>
/// A fixed public scale for each ordered type that has a cell for every value: half octaves for numbers, years for dates.
/// </summary>
/// <remarks>From a noisy histogram over it bounds are learned, and how values spread between them.</remarks>
internal static class MagnitudeScale
{
    private const int LowestOctave = -20, HighestOctave = 59, FirstYear = 1800, LastYear = 2199;
    private const int HalfOctaves = 2 * (HighestOctave - LowestOctave + 1);

    /// <summary>Ascending edges of the cells, in ones, days or seconds.</summary>
    public static double[] Of(FieldType type) => type switch
    {
        FieldType.Date => DayEdges(),
        FieldType.DateTime => Array.ConvertAll(DayEdges(), day => day * 86_400),
        _ => NumberEdges(),
    };

    // All before, year by year, all after, and the last day of all, which stands for "never" in many tables.
    private static double[] DayEdges() =>
    [
        0,
        .. Enumerable.Range(FirstYear, LastYear - FirstYear + 2).Select(year => (double)new DateOnly(year, 1, 1).DayNumber),
        DateOnly.MaxValue.DayNumber,
        DateOnly.MaxValue.DayNumber + 1,
    ];

    // ... [-2, -1.41) [-1.41, -1) ... [-tiny, 0) [0, tiny) ... [1, 1.41) [1.41, 2) ...: zero shares its cell with nothing else of note.
    private static double[] NumberEdges()
    {
        var positive = new double[HalfOctaves + 1];
        for (var i = 0; i <= HalfOctaves; i++)
            positive[i] = Math.ScaleB(i % 2 == 0 ? 1 : Math.Sqrt(2), LowestOctave + (i / 2));
        return [double.NegativeInfinity, .. positive.Reverse().Select(edge => -edge), 0, .. positive, double.PositiveInfinity];
    }
}
