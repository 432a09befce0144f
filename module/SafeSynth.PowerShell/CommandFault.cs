using SafeSynth.Plans;

namespace SafeSynth;

/// <summary>SS014x: what the parameters of a cmdlet ask for together cannot be done.</summary>
internal static class CommandFault
{
    public static SafeSynthException NoFilePath(string path) => new(
        "SS0140", $"'{path}' is not a path of the file system. Give one, such as ./people.csv.");

    public static SafeSynthException RowsWithoutUnit() => new(
        "SS0141", "-MaxRowsPerUnit is given, but no column names the person. Name it with -PrivacyUnit (or in the plan), or leave both out: every row is then a person.");

    public static SafeSynthException SameFile(string path) => new(
        "SS0142", $"'{path}' would be written over a file that the same command reads or writes. Give every output a file of its own.");

    public static SafeSynthException ModelIsFitted(string parameter) => new(
        "SS0143", $"-{parameter} says how to fit a model, but the model is fitted already. Leave it out, or fit a new model with New-DpModel.");

    public static SafeSynthException PlanExists(string path) => new(
        "SS0161", $"'{path}' exists already. Name another file, or replace it with -Force: what was filled in there is then lost.");

    public static SafeSynthException NoMatch(string pattern) => new(
        "SS1001", $"No file matches '{pattern}'. Correct the pattern, or name the file with -LiteralPath if it has brackets in its name.");
}
