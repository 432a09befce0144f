using SafeSynth.Gates;
using SafeSynth.Utility;

namespace SafeSynth.Output;

/// <summary>How much a release is worth; for the owner of the real rows.</summary>
/// <param name="Name">The release.</param>
/// <param name="Verdict">Pass, Fail or Inconclusive; null where nothing was demanded.</param>
/// <param name="Columns">The columns that were compared.</param>
/// <param name="Figures">All figures.</param>
/// <param name="Decisions">The verdict on the thresholds, and why.</param>
public sealed record UtilityView(
    string Name, Verdict? Verdict, IReadOnlyList<string> Columns, IReadOnlyList<UtilityFigure> Figures, IReadOnlyList<GateDecision> Decisions) : IJudged, IReportable
{
    private UtilityReport? _report;

    /// <summary>Whether the verdict is Pass; null where nothing was demanded.</summary>
    public bool? Passed => Verdict is null ? null : Verdict == Gates.Verdict.Pass;

    /// <summary>Why.</summary>
    public IReadOnlyList<string> Explanation => this.Details();

    IReadOnlyList<object> IReportable.Findings => _report is null ? [] : [_report];

    internal static UtilityView Of(UtilityReport report, GateDecision? decision) =>
        new(report.DataName, decision?.Result.Verdict, report.Columns, report.Figures, decision is null ? [] : [decision]) { _report = report };
}
