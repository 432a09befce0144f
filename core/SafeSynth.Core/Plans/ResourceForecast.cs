using SafeSynth.Generators;
using static System.FormattableString;

namespace SafeSynth.Plans;

/// <summary>About how much memory and time a release takes, foretold from public facts before any row is read.</summary>
/// <remarks>
/// An order of magnitude that leans to the safe side: private rows at one byte a cell in columns of few values and nine in others, twice
/// their codes, one batch of synthetic rows, and what the generator says of its tables. Texts of columns with many different ones come on
/// top.
/// </remarks>
public sealed class ResourceForecast
{
    private const long BytesOfProcess = 100_000_000;

    /// <summary>Of a private cell: its codes in the layout and in a generator's bins, and one column of them in the making.</summary>
    private const int BytesOfCodes = 4, BytesOfCell = 1, BytesOfRareCell = 9;

    /// <summary>Of a cell of a batch of synthetic rows, in all the forms that it passes through.</summary>
    private const int BytesOfSyntheticCell = 64;

    private readonly long _fixedBytes, _bytesPerRow, _bytesPerBatchRow;
    private readonly PlannedWork _work;
    private readonly long? _size;

    /// <param name="work">What the generator takes.</param>
    /// <param name="columns">The columns that the model may see.</param>
    /// <param name="size">About how many rows there are; null where that is not public.</param>
    internal ResourceForecast(PlannedWork work, IReadOnlyList<PlannedColumn> columns, long? size)
    {
        (_work, _size) = (work, size);
        _fixedBytes = BytesOfProcess + work.Bytes;
        _bytesPerRow = columns.Sum(column => BytesOfCodes + (column.MostCodes <= byte.MaxValue ? BytesOfCell : (long)BytesOfRareCell));
        _bytesPerBatchRow = (long)BytesOfSyntheticCell * columns.Count;
    }

    /// <summary>The memory, in bytes; where no size is declared, that of a table of hardly a row.</summary>
    public long Bytes => BytesFor(_size ?? 0);

    /// <summary>The time on two cores, in seconds; where no size is declared, that of a table of hardly a row.</summary>
    public double Seconds => SecondsFor(_size ?? 0);

    /// <summary>The forecast in one line.</summary>
    public override string ToString() => _size is not null
        ? $"Takes about {InWords(Bytes)} of memory and {InWords(Seconds)}."
        : $"Takes about {InWords(Bytes)} of memory; for a million rows {InWords(BytesFor(1_000_000))} and {InWords(SecondsFor(1_000_000))}.";

    /// <summary>Refuses what would not fit into the memory that this process may use.</summary>
    /// <param name="name">The data set's public name.</param>
    /// <param name="available">The memory, in bytes.</param>
    /// <exception cref="SafeSynthException">SS0167: it would not fit.</exception>
    internal void RequireRoom(string name, long available)
    {
        if (Bytes > available)
            throw PlanFault.MemoryExceeded(name, InWords(Bytes), InWords(available));
    }

    private long BytesFor(long rows) =>
        (long)Math.Min(
            long.MaxValue / 2, _fixedBytes + ((double)rows * _bytesPerRow) + ((double)Math.Min(rows, Marginals.RecordSampler.BatchRows) * _bytesPerBatchRow));

    private double SecondsFor(long rows) => _work.Seconds + (rows / 1e6 * _work.SecondsPerMillionRows);

    private static string InWords(long bytes) => bytes switch
    {
        < 1_000_000_000 => Invariant($"{Math.Ceiling(bytes / 1e7) * 10:N0} MB"),
        < 10_000_000_000 => Invariant($"{Math.Ceiling(bytes / 1e8) / 10:0.0} GB"),
        _ => Invariant($"{Math.Ceiling(bytes / 1e9):N0} GB"),
    };

    private static string InWords(double seconds) => seconds switch
    {
        < 10 => "some seconds",
        < 60 => "less than a minute",
        < 600 => "some minutes",
        < 3600 => "less than an hour",
        < 86400 => "some hours",
        _ => "days",
    };
}
