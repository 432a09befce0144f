namespace SafeSynth.Plans;

/// <summary>SS2020 to SS2023: a keyed release cannot be made, or made again.</summary>
internal static class KeyFault
{
    public static SafeSynthException Unreadable(string path, string reason) => new(
        "SS2020", $"The key file '{path}' cannot be read: {reason}. Correct the path or its permissions.");

    public static SafeSynthException NotAKey(string path) => new(
        "SS2021", $"The key file '{path}' does not hold a key, which is 32 random bytes as 64 hexadecimal digits or in base64. Give the right file.");

    public static SafeSynthException NotCreated(string path, string reason) => new(
        "SS2022", $"The key file '{path}' cannot be created: {reason}. Give a path that is free; a key is never overwritten.");

    public static SafeSynthException Diverged() => new(
        "SS2023", "This run of a keyed release was answered otherwise than the first one, although secret, label, rows and plan are the same. "
        + "Nothing was written, and it counts as spent. Run it with the version of SafeSynth that made the first, or under a new label.");
}
