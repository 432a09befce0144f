using SafeSynth.Plans;
using SafeSynth.Privacy;
using static System.FormattableString;

namespace SafeSynth.Tasks;

/// <summary>
/// SS013x and SS0216: what a <c>PrivateFixture</c> or <c>PrivacyGate</c> item asks for cannot be done. Beside them, the faults of its
/// files.
/// </summary>
internal static class FixtureFault
{
    public static SafeSynthException NothingAskedFor() => new(
        "SS0130", "No Plan, no Epsilon and no Model is named. Name a guarantee (Epsilon=\"1\" is a common start), a plan, or a model to sample.");

    public static SafeSynthException GoesWithEpsilon(string metadata, bool hasPlan) => new(
        "SS0131", hasPlan ? $"Both Plan and {metadata} are given. Say it in the plan alone." : $"{metadata} is given, which goes with Epsilon. Add Epsilon, or remove it.");

    public static SafeSynthException NotANumber(string metadata, string value) => new(
        "SS0132", $"{metadata} is '{value}', which is not a {(metadata is "Rows" or "MaxRowsPerUnit" or "Seed" ? "whole " : "")}number in range.");

    public static SafeSynthException UnitIncomplete() => new(
        "SS0133", "Only one of PrivacyUnit and MaxRowsPerUnit is given. Give both: the column that names the person, and how many rows of a person take part at most.");

    public static SafeSynthException UnknownChoice(string metadata, string value, IEnumerable<string> choices) => new(
        "SS0134", $"{metadata} is '{value}'. Choose one of {string.Join(", ", choices)}.");

    public static SafeSynthException NameTaken(string other, string name) => new(
        "SS0135", $"'{name}' is what '{other}' makes already. Give one of the two another file name, with OutFile or Model.");

    public static SafeSynthException OtherGuarantee(string model, Guarantee has, Guarantee asked) => new(
        "SS0136", $"The model '{model}' keeps {InWords(has)}, but {InWords(asked)} is asked for. Delete the model where the source is at hand, to fit anew (which spends), or ask for what it keeps.");

    public static SafeSynthException GoesWithKind(string metadata, GateKind kind) => new(
        "SS3081", $"{metadata} is given, which goes with Kind=\"{kind}\" alone. Name the kind, or remove it.");

    public static SafeSynthException MembersIncomplete() => new(
        "SS0137", "Attacks need Member and NonMember: rows that the release was made from, and rows of the same population that it was not. Give both, or neither and no Reference.");

    public static SafeSynthException MembersMissing(string path) => new(
        "SS1001", $"'{path}' does not exist. Bring the file, or set OnMissingSource to Skip, which judges the certificate alone.");

    public static SafeSynthException StillUnused(string item) => new(
        "SS0216", $"The last fit of '{item}' was spent and could not be used, and nothing has changed since: another one would be spent for nothing. Correct the plan. " +
        "Its model was kept, and a fixture with no plan can sample it.");

    public static SafeSynthException SourceMissing(string path) => new(
        "SS1001", $"'{path}' does not exist. Bring the file, or set OnMissingSource to UseModel (samples a committed model) or Skip.");

    public static SafeSynthException Unwritable(Exception fault) => new(
        "SS1010", $"A file cannot be written: {fault.Message.TrimEnd('.')}. Nothing half-written is left behind.", fault);

    /// <summary>A guarantee as logs and messages tell it.</summary>
    public static string InWords(Guarantee guarantee) =>
        Invariant($"epsilon {guarantee.Epsilon} per {guarantee.Unit.KeyColumn ?? "row"}, delta {guarantee.Delta:0.###e-00}");
}
