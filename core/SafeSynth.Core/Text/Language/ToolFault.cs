using static System.FormattableString;
using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>
/// SS0235 to SS0239: a release of texts needs consent that it was not given, or more texts. SS407x: what models write cannot be used.
/// </summary>
internal static class ToolFault
{
    public static SafeSynthException NoGuarantee(string generator) => new(
        "SS0235", $"{generator} has no guarantee: whatever epsilon is asked for, its texts may repeat private ones. Choose another generator, or pass -AllowNoGuarantee to attack it or to compare.");

    public static SafeSynthException NothingToAccount(string generator, bool hasLedger) => new(
        "SS0236", hasLedger
            ? $"{generator} has no guarantee, so no charge to a ledger could stand for its release: the account would promise what nobody keeps. Leave -Ledger out."
            : $"{generator} draws nothing that a key could draw again. Leave -KeyFile and -DataVersion out.");

    public static SafeSynthException RemoteReader(string generator, string model, string host) => new(
        "SS0237", $"{generator} sends private texts to the model '{model}', which runs at {host}, not on this machine. Use a local model, or pass -AllowRemoteModel if they may go there.");

    public static SafeSynthException TooFewTexts(string generator, long size, double epsilon, double needed) => new(
        "SS0239", Invariant($"{size} texts are declared, too few for {generator} at epsilon {epsilon}: their votes would drown in the noise. About {Math.Ceiling(needed)} would do, for each label if there are labels, or a larger epsilon, or another generator: Get-DpGenerator -Text lists them."));

    public static PlanWarning NoRounds(double texts, double needed, double epsilon) => new(
        "SS4072",
        Invariant($"About {Math.Round(texts)} texts are too few at epsilon {epsilon}: their votes would drown in the noise, so they had none. The synthetic texts are what the language model writes of labels and lengths alone. ") +
        Invariant($"About {Math.Ceiling(needed)} texts would do, or a larger epsilon, or another generator."));

    public static SafeSynthException ModelOfPrivateTexts(string generator) => new(
        "SS4070", $"A model of {generator} holds private texts as they are, so it is kept in no file. Draw from it in the session that made it.");

    public static SafeSynthException NoText(string model, int attempts) => new(
        "SS4071", Invariant($"The language model '{model}' wrote no text, though it was asked {attempts} times. Try another model, or see whether its server runs as it should."));
}
