using static System.FormattableString;
using SafeSynth.Plans;

namespace SafeSynth.Texts;

/// <summary>SS0235 to SS0239: a release of texts needs consent or models that it was not given. SS407x: what models write cannot be used.</summary>
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

    public static SafeSynthException NoWriter(string generator) => new(
        "SS0238", $"{generator} works with a language model that writes, and none is given. Name one with -Model.");

    public static SafeSynthException ModelOfPrivateTexts(string generator) => new(
        "SS4070", $"A model of {generator} holds private texts as they are, so it is kept in no file. Draw from it in the session that made it.");

    public static SafeSynthException NoText(string model, int attempts) => new(
        "SS4071", Invariant($"The language model '{model}' wrote no text, though it was asked {attempts} times. Try another model, or see whether its server runs as it should."));
}
