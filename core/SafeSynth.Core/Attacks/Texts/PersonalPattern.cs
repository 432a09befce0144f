using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace SafeSynth.Attacks;

/// <summary>Something in a text that looks as if it belonged to one person.</summary>
/// <param name="Name">What it looks like.</param>
/// <param name="Shape">Where it may be.</param>
/// <param name="ItemOf">What it is, so that two spellings of the same are the same; null where a check says that it is none.</param>
internal sealed record PersonalPattern(string Name, Regex Shape, Func<string, string?> ItemOf)
{
    /// <summary>Every pattern there is. Each takes time in proportion to a text's length.</summary>
    public static IReadOnlyList<PersonalPattern> All { get; } =
    [
        Of("Card", @"\b\d(?:[ -]?\d){12,18}\b", text => DigitsOf(text) is var digits && digits.Length is not (17 or 18) && digits[0] is >= '3' and <= '6' && PassesLuhn(digits) ? digits : null),
        Of("Email", @"[A-Za-z0-9._%+\-]+@(?:[A-Za-z0-9\-]+\.)+[A-Za-z]{2,}", text => text.ToLowerInvariant()),
        Of("Iban", @"\b[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]){11,30}\b", IbanOf),
        Of("IpAddress", @"\b\d{1,3}(?:\.\d{1,3}){3}\b|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}", AddressOf),
        Of("NationalId", @"\b\d{3}-\d{2}-\d{4}\b", SocialSecurityNumberOf),
        Of("NationalId", @"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", text => text.Replace(" ", "", StringComparison.Ordinal)),
        Of("NationalId", @"\b[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\b", text => text),
        Of("NationalId", @"\b[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3} ?\d{2}\b", FrenchNumberOf),
        Of("Phone", @"\+\d[\d ().\-]{6,18}\d|\b0\d{9,10}\b|\(\d{3}\) ?\d{3}[ .\-]\d{4}\b|\b\d{3}[.\-]\d{3}[.\-]\d{4}\b", text => DigitsOf(text) is { Length: >= 8 and <= 15 } digits ? digits : null),
        Of("UrlWithPassword", @"\b[A-Za-z][A-Za-z0-9+.\-]*://[^\s/:@]+:[^\s/@]+@[^\s/]+", text => text),
    ];

    /// <summary>What of it is in a text.</summary>
    public IEnumerable<string> In(string text) => Shape.Matches(text).Select(match => ItemOf(match.Value)).OfType<string>();

    private static PersonalPattern Of(string name, string shape, Func<string, string?> itemOf) =>
        new(name, new Regex(shape, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), itemOf);

    private static string DigitsOf(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    // ISO/IEC 7812-1: from the right, every second digit counts twice, its own digits added up.
    private static bool PassesLuhn(string digits) => digits.Distinct().Count() > 1
        && digits.Reverse().Select((digit, place) => (digit - '0') * (1 + (place % 2))).Sum(value => value > 9 ? value - 9 : value) % 10 == 0;

    // ISO 13616-1: country and check digits go to the end, letters count from 10, and what is left by 97 is 1. What follows it in the text
    // may look like a part of it, so shorter beginnings are tried as well.
    private static string? IbanOf(string text)
    {
        var iban = text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        for (var length = Math.Min(iban.Length, 34); length >= 15; length--)
        {
            if ((iban[4..length] + iban[..4]).Aggregate(0, (left, sign) => ((left * (char.IsAsciiDigit(sign) ? 10 : 100)) + (char.IsAsciiDigit(sign) ? sign - '0' : sign - 'A' + 10)) % 97) == 1
                && iban[4..length].Count(char.IsAsciiDigit) >= 8)
                return iban[..length];
        }

        return null;
    }

    // Addresses of no one: this machine, private networks, and those that documents use.
    private static string? AddressOf(string text)
    {
        if (!IPAddress.TryParse(text, out var address) || IPAddress.IsLoopback(address))
            return null;
        var bytes = address.GetAddressBytes();
        var isNobodys = address.AddressFamily == AddressFamily.InterNetwork
            ? bytes is [0 or 10 or >= 224, ..] or [192, 168, ..] or [169, 254, ..] or [172, >= 16 and < 32, ..] or [192, 0, 2, _] or [198, 51, 100, _] or [203, 0, 113, _]
            : address.IsIPv6LinkLocal || address.IsIPv6Multicast || bytes is [>= 0xFC and <= 0xFD, ..] or [0x20, 0x01, 0x0D, 0xB8, ..]
                || bytes.Take(8).All(part => part == 0);
        return isNobodys ? null : address.ToString();
    }

    // The United States: no area 000, 666 or 900 and above, no group 00, no serial number 0000.
    private static string? SocialSecurityNumberOf(string text) =>
        text[..3] is "000" or "666" || text[0] == '9' || text[4..6] == "00" || text[7..] == "0000" ? null : text;

    // France: the last two digits are 97 less what the others leave by 97.
    private static string? FrenchNumberOf(string text) =>
        DigitsOf(text) is var digits
            && 97 - (long.Parse(digits[..13], System.Globalization.CultureInfo.InvariantCulture) % 97) == int.Parse(
                digits[13..], System.Globalization.CultureInfo.InvariantCulture)
            ? digits : null;
}
