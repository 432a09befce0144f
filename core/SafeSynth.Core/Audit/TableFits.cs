using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Mechanisms;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Audit;

/// <summary>Fits of a generator of tables to <see cref="MadeNeighbors"/>.</summary>
internal sealed class TableFits(Guarantee claimed, GeneratorInfo generator) : IAuditedFits
{
    private readonly DpPlan _plan = new(claimed) { Generator = generator.Name, Schema = new Schema(MadeNeighbors.Fields) };
    private readonly MadeNeighbors _tables = new(claimed.Neighbors);

    public GeneratorInfo Generator => generator;

    public ReleaseCap Cap { get; } = ReleaseCap.Of(claimed, thresholdShare: 0, generator.Composition);

    public IReadOnlyList<Field> Fields => MadeNeighbors.Fields;

    public RawTable With => _tables.With;

    public RawTable Without => _tables.Without;

    public FittedModel Fit(IPrivateData door, CancellationToken cancel) =>
        Synthesis.Fit(_plan, door, Fields, isText: true, progress: null, cancel).Model;

    public int[] Count(IEnumerable<Table> batches) => MadeNeighbors.Count(batches);
}
