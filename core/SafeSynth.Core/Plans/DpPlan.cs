using SafeSynth.Data;
using SafeSynth.Privacy;

namespace SafeSynth.Plans;

/// <summary>All that is asked of a release. The same plan drives cmdlet, build and API.</summary>
/// <param name="Guarantee">What the release keeps, for whom.</param>
public sealed record DpPlan(Guarantee Guarantee)
{
    /// <summary>What is declared public about the table.</summary>
    public Schema Schema { get; init; } = Schema.Empty;

    /// <summary>The name of the generator; null for the default one.</summary>
    public string? Generator { get; init; }

    /// <summary>What the rows are wanted for.</summary>
    public Workload Workload { get; init; } = Workload.AllPairs;

    /// <summary>The number of synthetic rows; null for the noisy number of private rows.</summary>
    public long? Rows { get; init; }

    /// <summary>Public rows of the same columns, from which relations are known beforehand; null for none.</summary>
    public PublicTable? PublicData { get; init; }

    /// <summary>About how many private rows there are, where that is public; null where it is not. It has a part in expected errors and
    /// warnings alone, never in a fit.</summary>
    public long? Size { get; init; }

    /// <summary>The seed of sampling after the fit, which costs nothing to repeat; null for a fresh one.</summary>
    public ulong? Seed { get; init; }

    /// <summary>What all releases of the data may spend together; null where each ledger says so by itself.</summary>
    public PlanAccount? Account { get; init; }
}
