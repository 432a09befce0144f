namespace SafeSynth.Data.Learning;

/// <summary>
/// The order of magnitude of a cell, on a fixed public scale that covers every value: half octaves for numbers, years for dates.
/// From its noisy histogram bounds are learned, and how values spread between them.
/// </summary>
internal sealed class MagnitudeCoding : Coding
{
    private const int LowestOctave = -20, HighestOctave = 59, FirstYear = 1800, LastYear = 2199;
    private const int HalfOctaves = 2 * (HighestOctave - LowestOctave + 1);

    private readonly FieldType _type;

    /// <param name="column">The column's name.</param>
    /// <param name="type">An ordered type.</param>
    public MagnitudeCoding(string column, FieldType type)
        : base(column)
    {
        _type = type;
        Edges = type switch
        {
            FieldType.Date => DayEdges(),
            FieldType.DateTime => Array.ConvertAll(DayEdges(), day => day * 86_400),
            _ => NumberEdges(),
        };
    }

    /// <summary>Ascending lower edges of the buckets, in ones, days or seconds; the last entry is the upper edge of the last bucket.</summary>
    public double[] Edges { get; }

    public int Buckets => Edges.Length - 1;

    // The last code takes what is missing or no value of the type.
    public override int Size => Buckets + 1;

    public override string Description => $"the magnitude of {Column} as {DeclaredDomain.NameOf(_type)}";

    internal override string Identity => Description;

    internal override int CodeOf(Cell cell)
    {
        if (cell.IsMissing)
            return Buckets;
        switch (_type)
        {
            case FieldType.Date when cell.TryReadDate(out var date):
                return BucketOf(date.DayNumber);
            case FieldType.DateTime when cell.TryReadInstant(out var microseconds):
                return BucketOf(microseconds / 1e6);
            case FieldType.Integer or FieldType.Number when cell.TryReadNumber(out var number):
                return BucketOf(number);
            default:
                return Buckets;
        }
    }

    private int BucketOf(double value)
    {
        var found = Array.BinarySearch(Edges, value);
        return Math.Clamp(found >= 0 ? found : ~found - 1, 0, Buckets - 1);
    }

    // All before, year by year, all after, and the last day of all, which stands for "never" in many tables.
    private static double[] DayEdges() =>
    [
        0,
        .. Enumerable.Range(FirstYear, LastYear - FirstYear + 2).Select(year => (double)new DateOnly(year, 1, 1).DayNumber),
        DateOnly.MaxValue.DayNumber,
        DateOnly.MaxValue.DayNumber + 1,
    ];

    // ... [-2, -1.41) [-1.41, -1) ... [-tiny, 0) [0, tiny) ... [1, 1.41) [1.41, 2) ...: zero shares its bucket with nothing else of note.
    private static double[] NumberEdges()
    {
        var positive = new double[HalfOctaves + 1];
        for (var i = 0; i <= HalfOctaves; i++)
            positive[i] = Math.ScaleB(i % 2 == 0 ? 1 : Math.Sqrt(2), LowestOctave + (i / 2));
        return [.. positive.Reverse().Select(edge => -edge), 0, .. positive];
    }
}
