using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Reports;
using SafeSynth.Utility;

namespace SafeSynth.Gates;

/// <summary>Is a release worth what is demanded of it?</summary>
/// <remarks>
/// Figures are of two kinds, and so is what is known of their error. What compares two tables is exact for these tables: nothing is left to
/// chance, and nothing is claimed of others. What a trained learner is worth is estimated from test rows and is to hold for people like
/// those: such a figure passes if it is beyond its threshold by so many standard errors that by chance it would be in at most alpha of
/// cases, fails if it falls short by as many, and is Inconclusive between. That is the normal approximation, alpha divided by the number of
/// such figures (Bonferroni), so that the chance of any wrong verdict is about alpha at most. Tables of fewer than 50 rows decide nothing.
/// How much figures vary from one release to the next is not known from one release.
/// </remarks>
/// <param name="thresholds">For each figure, by its name, the worst value that passes.</param>
/// <param name="alpha">The chance of a wrong verdict.</param>
public sealed class UtilityGate(IReadOnlyDictionary<string, double> thresholds, double alpha = PermutationGate.DefaultAlpha) : IGate<UtilityReport>
{
    public static GateInfo About { get; } = new(
        "UtilityGate", "Fails a release that is worth less than what is demanded of it.", "DeLong, DeLong, Clarke-Pearson 1988 (areas); Bonferroni");

    public GateInfo Info => About;

    /// <exception cref="SafeSynthException">SS3055: a threshold is set for what was not measured. SS3056: it is no number.</exception>
    public GateDecision Decide(UtilityReport report, CancellationToken cancel = default)
    {
        List<(UtilityFigure Figure, double Threshold)> demands = [.. thresholds.Select(demand => (FigureOf(report, demand.Key), demand.Value))];
        if (demands.FirstOrDefault(demand => !double.IsFinite(demand.Threshold)) is { Figure: { } nameless })
            throw UtilityFault.BadThreshold(nameless.Name);
        var estimated = demands.Count(demand => demand.Figure.StandardError is not null);
        var errors = estimated == 0 ? 0 : NormalTail.UpperQuantile(alpha / estimated);
        var judged = demands.Select(demand => (demand.Figure, demand.Threshold, Verdict: Judge(demand.Figure, demand.Threshold, errors))).ToList();
        var isTooSmall = report.SmallestTable < Comparability.FewestRecords;
        var verdict = isTooSmall ? Verdict.Inconclusive
            : judged.Any(one => one.Verdict == Verdict.Fail) ? Verdict.Fail
            : judged.Any(one => one.Verdict == Verdict.Inconclusive) ? Verdict.Inconclusive
            : Verdict.Pass;

        var hypothesis = $"{string.Join("; ", demands.Select(demand => $"{demand.Figure.Name} is at {Bound(demand.Figure)} {Figures.Exact(demand.Threshold)}"))}.";
        var reasons = judged.OrderBy(one => one.Verdict == verdict ? 0 : 1).Select(one =>
            $"{one.Figure.Name} is {Figures.Short(one.Figure.Value)}{(one.Figure.StandardError is { } error ? $" (standard error {Figures.Short(error)})" : "")}, at {Bound(one.Figure)} {Figures.Exact(one.Threshold)} demanded");
        var result = new GateResult(About.Name, report.DataName, verdict, hypothesis, estimated == 0 ? null : alpha);
        var advice = isTooSmall ? $" A table of fewer than {Comparability.FewestRecords} rows decides nothing. Give more of them."
            : verdict == Verdict.Inconclusive ? " More test rows would decide." : "";
        return new GateDecision(result, $"{verdict}: {string.Join("; ", reasons)}.{advice}");
    }

    private static UtilityFigure FigureOf(UtilityReport report, string name) =>
        report.Figures.FirstOrDefault(figure => figure.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw UtilityFault.UnknownFigure(name, report.Figures.Select(figure => figure.Name));

    private static string Bound(UtilityFigure figure) => figure.Better == Better.Higher ? "least" : "most";

    private static Verdict Judge(UtilityFigure figure, double threshold, double errors)
    {
        var margin = figure.Better == Better.Higher ? figure.Value - threshold : threshold - figure.Value;
        var needed = errors * (figure.StandardError ?? 0);
        return margin >= needed ? Verdict.Pass : margin <= -needed ? Verdict.Fail : Verdict.Inconclusive;
    }
}
