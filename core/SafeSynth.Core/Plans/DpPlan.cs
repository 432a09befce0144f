using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Privacy;

namespace SafeSynth.Plans;

/// <summary>All that is asked of a release. The same plan drives cmdlet, build and API.</summary>
/// <param name="Guarantee">What the release keeps, for whom.</param>
public sealed record DpPlan(Guarantee Guarantee)
{
    /// <summary>What is declared public about the table.</summary>
    public Schema Schema { get; init; } = Schema.Empty;

    /// <summary>What is declared, and thereby made public, of every row: synthetic rows keep all of it.</summary>
    public IReadOnlyList<Constraint> Constraints { get; init; } = [];

    /// <summary>The values that all synthetic rows have; they have a part in drawing rows alone, never in a fit.</summary>
    public IReadOnlyList<ColumnValues> Where { get; init; } = [];

    /// <summary>The name of the generator; null for the default one.</summary>
    public string? Generator { get; init; }

    /// <summary>What the rows are wanted for.</summary>
    public Workload Workload { get; init; } = Workload.AllPairs;

    /// <summary>The number of synthetic rows; null for the noisy number of private rows.</summary>
    public long? Rows { get; init; }

    /// <summary>Public rows of the same columns, from which relations are known beforehand; null for none.</summary>
    public PublicTable? PublicData { get; init; }

    /// <summary>
    /// The full path of the file of public rows that a plan file names; null for none. Whoever runs the plan reads it into
    /// <see cref="PublicData"/>.
    /// </summary>
    public string? PublicDataFile { get; init; }

    /// <summary>About how many private rows there are, where that is public; null where it is not. It has a part in expected errors and
    /// warnings, and in which generator <see cref="Auto"/> chooses, never in a fit.</summary>
    public long? Size { get; init; }

    /// <summary>The seed of sampling after the fit, which costs nothing to repeat; null for a fresh one.</summary>
    public ulong? Seed { get; init; }

    /// <summary>What all releases of the data may spend together; null where each ledger says so by itself.</summary>
    public PlanAccount? Account { get; init; }
}
