using static System.FormattableString;

namespace SafeSynth.Plans;

/// <summary>SS304x: the utility of a release cannot be measured or judged as asked.</summary>
public static class UtilityFault
{
    public static SafeSynthException UnknownMetric(string name, IEnumerable<string> known) => new(
        "SS3041", $"There is no utility metric '{name}'. There are: {string.Join(", ", known)}.");

    public static SafeSynthException NoTarget(string column, IEnumerable<string> columns) => new(
        "SS3042", $"There is no column '{column}' to predict that all tables have and that says more than which row it is. There are: {string.Join(", ", columns)}.");

    public static SafeSynthException TooManyClasses(string column, int most) => new(
        "SS3043", Invariant($"Column '{column}' has more than {most} different texts: too many classes to predict. Name another target."));

    public static SafeSynthException UnknownLearner(string name, IEnumerable<string> known) => new(
        "SS3044", $"There is no learner '{name}'. There are: {string.Join(", ", known)}.");

    public static SafeSynthException UnknownFigure(string name, IEnumerable<string> known) => new(
        "SS3045", $"A threshold is set for '{name}', which was not measured. Measured were: {string.Join(", ", known)}.");

    public static SafeSynthException BadThreshold(string name) => new(
        "SS3046", $"The threshold of '{name}' is no finite number. Give one.");
}
