using static System.FormattableString;

namespace SafeSynth.Plans;

/// <summary>SS4xxx: a model file cannot be written, or cannot be trusted.</summary>
internal static class ModelFault
{
    public static SafeSynthException Truncated(string file) => new(
        "SS4001", $"The model '{file}' ends too early: it was not copied whole. Copy it again; to fit anew would cost budget.");

    public static SafeSynthException Altered(string file) => new(
        "SS4002", $"The model '{file}' is not as it was written: its content does not have the hash of its first line. Take the original.");

    public static SafeSynthException NotAModel(string file) => new(
        "SS4003", $"'{file}' is not a model: its first line is not that of one. Give a file that Export-DpModel or New-DpModel wrote.");

    public static SafeSynthException Newer(string file, int version, int known) => new(
        "SS4004", Invariant($"The model '{file}' has format {version}, but this version of SafeSynth reads up to {known}. Update SafeSynth."));

    public static SafeSynthException Unsound(string file, string reason) => new(
        "SS4005", $"The model '{file}' contradicts itself, so nothing can be drawn from it: {reason}. Take the original.");

    public static SafeSynthException TooLarge(string file, string size, string limit) => new(
        "SS4006", $"The model '{file}' has {size}, more than the limit of {limit}. Fit one of fewer or coarser columns.");

    public static SafeSynthException Unreadable(string file, string reason) => new(
        "SS4007", $"The model '{file}' cannot be read: {reason}. Correct the path.");

    public static SafeSynthException NotSavable(string generator) => new(
        "SS4008", $"A model of the generator '{generator}' cannot be kept in a file. Sample it in the session that fitted it.");
}
