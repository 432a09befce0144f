using Microsoft.Build.Framework;
using SafeSynth.Audit;
using SafeSynth.Gates;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tasks;

/// <summary>
/// A generator that is audited on made-up data: with a history one more round in each build, judged over all of them; without one, by
/// itself.
/// </summary>
internal sealed class AuditGate : IBuildGate
{
    /// <summary>Metadata of this kind of item that the other kind does not have.</summary>
    public static readonly string[] Own = ["Epsilon", "Delta", "Neighbors", "Fits", "History"];

    private const int DefaultFits = 50_000, DefaultFitsOfRound = 2_000;

    private readonly string _generator, _origin;
    private readonly string? _history;
    private readonly Guarantee _claimed;
    private readonly int _fits;
    private readonly double _alpha;

    /// <param name="item">The item, which names a generator.</param>
    /// <param name="projectDirectory">What relative paths start from.</param>
    /// <param name="projectFile">What verdicts are about where there is no history.</param>
    /// <exception cref="SafeSynthException">SS0100, SS0101, SS0113, SS0132, SS0134, SS3081: the item asks for what cannot be.</exception>
    public AuditGate(ITaskItem item, string projectDirectory, string projectFile)
    {
        var metadata = new ItemMetadata(item, projectDirectory);
        metadata.Refuse(ReleaseGate.Own, GateKind.Release);
        _generator = GuaranteeAudit.Find(item.ItemSpec).Name;
        _history = metadata.FilePath("History");
        _origin = _history ?? projectFile;
        _claimed = new Guarantee(
            metadata.Number("Epsilon") ?? 1, metadata.Number("Delta") ?? Guarantee.DefaultDelta, neighbors: metadata.Choice("Neighbors", Neighbors.AddRemove));
        _fits = metadata.Count("Fits") ?? (_history is null ? DefaultFits : DefaultFitsOfRound);
        if (_fits < GuaranteeAudit.FewestFits)
            throw FixtureFault.NotANumber("Fits", metadata.Text("Fits")!);
        _alpha = metadata.Share("Alpha") ?? PermutationGate.DefaultAlpha;
        OnInconclusive = metadata.Choice("OnInconclusive", Undecided.Error);
    }

    public Undecided OnInconclusive { get; }

    public string OriginOf(GateResult result) => _origin;

    public IEnumerable<GateResult> Decide(CancellationToken cancel)
    {
        var history = _history is null ? null : GateHistory.Read(_history);
        var report = GuaranteeAudit.Run(_generator, _claimed, _fits, cancel: cancel);
        if (history is null)
            return [new GuaranteeGate().Decide(report, cancel).Result];
        history.AddOrThrow(report);
        return [new SequentialGate(_alpha).Decide(history, cancel).Result];
    }
}
