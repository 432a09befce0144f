using System.Globalization;

namespace SafeSynth.Privacy;

/// <summary>The last line of a ledger at some time: whoever keeps it can tell later whether the ledger went back or another way.</summary>
/// <param name="Line">The number of the line, from 1.</param>
/// <param name="Sha256">Its hash, which stands for all lines up to it: 64 lower-case hexadecimal digits.</param>
public readonly record struct LedgerHead(int Line, string Sha256)
{
    private const string Separator = " sha256:";

    /// <summary>The head that <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static LedgerHead Parse(string text) => TryParse(text, out var head)
        ? head : throw new FormatException($"'{text}' is no head of a ledger. One is written '3{Separator}', then 64 hexadecimal digits.");

    /// <summary>Whether a text is a head, and which.</summary>
    public static bool TryParse(string text, out LedgerHead head)
    {
        head = text.Split(Separator) is [var line, { Length: 64 } hash] && hash.All(char.IsAsciiHexDigitLower)
            && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? new LedgerHead(number, hash) : default;
        return head.Line > 0;
    }

    public override string ToString() => FormattableString.Invariant($"{Line}{Separator}{Sha256}");
}
