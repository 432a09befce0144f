using SafeSynth.Attacks;
using SafeSynth.Gates;
using SafeSynth.Reports;

namespace SafeSynth.Output;

/// <summary>How well releases with and without chosen records can be told apart; for the owner of the rows.</summary>
/// <param name="Name">The generator.</param>
/// <param name="DataName">Whose rows the releases were made from.</param>
/// <param name="Verdict">Pass, Fail or Inconclusive.</param>
/// <param name="PValue">At most how often chance would look as bad, if the generator kept what it says.</param>
/// <param name="Ceiling">The largest area that what it says it keeps allows to any attack.</param>
/// <param name="BestAttack">The attack with the largest area.</param>
/// <param name="Auc">That area.</param>
/// <param name="Records">Every record and attack, the largest area first.</param>
/// <param name="Decisions">The verdict of the gate, and why.</param>
public sealed record ShadowView(
    string Name, string DataName, Verdict Verdict, double PValue, double Ceiling, string BestAttack, double Auc, IReadOnlyList<RecordView> Records,
    IReadOnlyList<GateDecision> Decisions) : IJudged, IReportable
{
    private ClaimedGame? _game;

    /// <summary>How many releases there were with each record, and as many without it.</summary>
    public int Releases => _game?.Report.Releases ?? 0;

    /// <summary>Whether the verdict is Pass.</summary>
    public bool Passed => Verdict == Verdict.Pass;

    /// <summary>Why.</summary>
    public IReadOnlyList<string> Explanation => this.Details();

    IReadOnlyList<object> IReportable.Findings => _game is null ? [] : [_game];

    internal static ShadowView Of(ShadowReport report, Claim claim, double alpha)
    {
        var decision = new ShadowGate(claim, alpha).Decide(report);
        List<RecordView> records = [.. report.Results.Select(RecordView.Of).OrderByDescending(record => record.Auc)];
        return new ShadowView(
            report.Generator, report.DataName, decision.Result.Verdict, decision.PValue!.Value, claim.AreaCeiling(), records[0].Attack, records[0].Auc, records, [decision])
        {
            _game = new ClaimedGame(report, claim),
        };
    }
}

/// <summary>How well one attack told whether one record was in.</summary>
/// <param name="Record">The record's row, from 1.</param>
/// <param name="Attack">The attack.</param>
/// <param name="Auc">The area under its curve; 0.5 is what guessing gets.</param>
/// <param name="Low">The true area is no lower, with 97.5 %.</param>
/// <param name="High">It is no higher, with 97.5 %.</param>
public sealed record RecordView(int Record, string Attack, double Auc, double Low, double High)
{
    internal static RecordView Of(ShadowResult result) =>
        new(result.Record + 1, result.Attack.Name, result.Roc.Area, result.Interval.Low, result.Interval.High);
}
