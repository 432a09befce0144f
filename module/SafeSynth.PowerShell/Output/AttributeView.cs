using SafeSynth.AttributeInference;
using SafeSynth.Gates;

namespace SafeSynth.Output;

/// <summary>How well a secret was guessed of members and of others; for the owner of the rows.</summary>
/// <param name="Name">The release.</param>
/// <param name="Secret">The column that was guessed.</param>
/// <param name="Verdict">Pass, Fail or Inconclusive.</param>
/// <param name="PValue">How often chance alone would look at least as bad, if the release gave no secret away.</param>
/// <param name="Floor">The least advantage that could not have been overlooked.</param>
/// <param name="Chance">How well anybody's secret is guessed from the released secrets alone, whatever is known.</param>
/// <param name="BestPredictor">The predictor with the largest advantage.</param>
/// <param name="Accuracy">How well it guesses members' secrets: of a category the share guessed right, of a number 1 less the share of
/// people between guess and truth.</param>
/// <param name="AccuracyOfOthers">How well it guesses other people's.</param>
/// <param name="Advantage">The difference.</param>
/// <param name="Predictors">Every predictor.</param>
/// <param name="Decisions">The verdict of the gate, and why.</param>
public sealed record AttributeView(
    string Name, string Secret, Verdict Verdict, double PValue, double Floor, double Chance, string BestPredictor, double Accuracy, double AccuracyOfOthers,
    double Advantage, IReadOnlyList<PredictorView> Predictors, IReadOnlyList<GateDecision> Decisions) : IJudged, IReportable
{
    private AttributeReport? _report;

    /// <summary>Whether the verdict is Pass.</summary>
    public bool Passed => Verdict == Verdict.Pass;

    /// <summary>Why, a line for each gate.</summary>
    public IReadOnlyList<string> Explanation => this.Details();

    /// <summary>The columns that were known.</summary>
    public required IReadOnlyList<string> Known { get; init; }

    IReadOnlyList<object> IReportable.Findings => _report is null ? [] : [_report];

    internal static AttributeView Of(AttributeReport report, AttributeDecision decision)
    {
        List<PredictorView> predictors =
            [.. report.Predictors.Zip(report.Advantages(), (result, advantage) => PredictorView.Of(result.Predictor.Name, advantage)).OrderByDescending(view => view.Advantage)];
        var best = predictors[0];
        return new AttributeView(
            report.DataName, report.Secret, decision.Result.Verdict, decision.PValue!.Value, decision.Floor, report.Chance, best.Name, best.Accuracy,
            best.AccuracyOfOthers, best.Advantage, predictors, [decision])
        {
            Known = report.Known,
            _report = report,
        };
    }
}

/// <summary>How well one predictor did.</summary>
/// <param name="Name">The predictor.</param>
/// <param name="Accuracy">How well it guesses members' secrets.</param>
/// <param name="AccuracyOfOthers">How well it guesses other people's.</param>
/// <param name="Advantage">The difference.</param>
/// <param name="Low">Where its confidence interval begins; the intervals of all predictors hold together with 95 % probability.</param>
/// <param name="High">Where it ends.</param>
/// <param name="Auc">The chance that a member's secret is guessed more closely than another's; 0.5 is no advantage.</param>
public sealed record PredictorView(string Name, double Accuracy, double AccuracyOfOthers, double Advantage, double Low, double High, double Auc)
{
    internal static PredictorView Of(string name, Advantage advantage) =>
        new(name, advantage.Members, advantage.Others, advantage.Difference, advantage.Low, advantage.High, advantage.Area);
}
