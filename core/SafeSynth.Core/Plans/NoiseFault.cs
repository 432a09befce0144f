namespace SafeSynth.Plans;

/// <summary>SS0144 and SS0145: parameters that say where noise comes from do not go together.</summary>
internal static class NoiseFault
{
    public static SafeSynthException KeyIncomplete(bool hasKey) => new(
        "SS0144", hasKey
            ? "A key file is given, but no DataVersion. Name this version of the data, such as 2026-11: a keyed release belongs to a label."
            : "A DataVersion is given, but no key file. Name one (KeyFile), or leave DataVersion out: fresh noise makes every run a release of its own.");

    public static SafeSynthException SeedWithKey() => new(
        "SS0145", "InsecureNoiseSeed is given with a key file or a DataVersion. Leave it out: it is for tests, and voids the guarantee.");
}
