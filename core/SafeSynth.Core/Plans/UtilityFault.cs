using static System.FormattableString;

namespace SafeSynth.Plans;

/// <summary>SS305x: the utility of a release cannot be measured or judged as asked.</summary>
public static class UtilityFault
{
    public static SafeSynthException UnknownMetric(string name, IEnumerable<string> known) => new(
        "SS3051", $"There is no utility metric '{name}'. There are: {string.Join(", ", known)}.");

    public static SafeSynthException NoTarget(string column, IEnumerable<string> columns) => new(
        "SS3052", $"There is no column '{column}' to predict that all tables have and that says more than which row it is. There are: {string.Join(", ", columns)}.");

    public static SafeSynthException TooManyClasses(string column, int most) => new(
        "SS3053", Invariant($"Column '{column}' has more than {most} different texts: too many classes to predict. Name another target."));

    public static SafeSynthException UnknownLearner(string name, IEnumerable<string> known) => new(
        "SS3054", $"There is no learner '{name}'. There are: {string.Join(", ", known)}.");

    public static SafeSynthException UnknownFigure(string name, IEnumerable<string> known) => new(
        "SS3055", $"A threshold is set for '{name}', which was not measured. Measured were: {string.Join(", ", known)}.");

    public static SafeSynthException BadThreshold(string name) => new(
        "SS3056", $"The threshold of '{name}' is no finite number. Give one.");
}
