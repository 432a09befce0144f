using static System.FormattableString;
using SafeSynth.Generators;
using SafeSynth.Privacy;
using SafeSynth.Reports;

namespace SafeSynth.Plans;

/// <summary>Something about a plan that is allowed and most likely not meant.</summary>
/// <param name="Code">The diagnostic's code.</param>
/// <param name="Message">What it is, and what to do.</param>
public sealed record PlanWarning(string Code, string Message)
{
    public override string ToString() => $"{Code}: {Message}";

    /// <summary>Publishing one row in n as it is, chosen at random, is (0, 1/n)-DP: Dwork and Roth 2014, section 2.3.</summary>
    internal static PlanWarning DeltaTooLarge(double delta, long size) => new(
        "SS0165",
        Invariant(
            $"Delta is {delta:0.###e-00}, which is not below 1 / {size}, one in the declared number of rows. Such a promise is kept even by publishing ") +
        Invariant($"somebody's row as it is. Choose {Math.Min(Guarantee.DefaultDelta, Math.Pow(10, Math.Floor(-Math.Log10(size)) - 2)):0e-00} or less."));

    /// <summary>A number of rows that was left to the model, and is none.</summary>
    /// <param name="model">A model of the rows that have the values that were asked for.</param>
    /// <param name="rows">The number of rows that was asked for; null where it is left to the model.</param>
    public static PlanWarning? OfNoRows(FittedModel model, long? rows) => rows is not null || model.DefaultRows > 0 || model.Report.Condition.Count == 0 ? null : new(
        "SS0182",
        Invariant($"The model expects {model.Synthesizer.ExpectedRows:G2} rows where {string.Join(" and ", model.Report.Condition.Select(values => values.InWords))}, ") +
        "which is none, so none is drawn. Say how many you want (-Count, or rows in a plan), or ask for less at once.");

    internal static PlanWarning TooLittleData(long size, double epsilon, double error, double? epsilonNeeded, long? rowsNeeded)
    {
        string[] ways =
        [
            .. epsilonNeeded is { } enough ? [Invariant($"epsilon {enough} would do")] : Array.Empty<string>(),
            .. rowsNeeded is { } rows ? [Invariant($"{rows:N0} rows would do at epsilon {epsilon}")] : Array.Empty<string>(),
            "declaring more, or dropping columns, helps",
        ];
        return new PlanWarning("SS0166",
            Invariant($"Too little data: with about {size:N0} rows at epsilon {epsilon}, the columns' own distributions are expected to be off by ") +
            $"{Figures.RoughPercent(error)}, above {Figures.RoughPercent(PlanForecast.MostOneWayError)}, by noise alone. {Sentence(ways)}");
    }

    private static string Sentence(string[] ways)
    {
        var sentence = string.Join("; ", ways) + ".";
        return char.ToUpperInvariant(sentence[0]) + sentence[1..];
    }
}
