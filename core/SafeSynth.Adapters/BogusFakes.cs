using Bogus;
using Bogus.Bson;
using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Adapters;

/// <summary>Realistic fakes from the word lists of Bogus (English). The same column, ordinals and generator give the same fakes.</summary>
/// <remarks>
/// What must name one record does so with certainty: e-mail addresses, user names, URIs, phone, card and running numbers and UUIDs of one
/// column are distinct because each holds its ordinal, plain or permuted. Names, companies, places and texts repeat as they do in
/// life, and IP addresses after 16.7 million rows. Nothing made up can reach anyone: mail and web addresses are under example.com, .net and
/// .org (RFC 2606), phone numbers are 555-01xx, with an extension once these are used up, IP addresses are private (RFC 1918), and no card
/// number has a valid check digit. Of Bogus only the word lists are used, read once: a cell costs less than a microsecond.
/// Safe for concurrent use.
/// </remarks>
public sealed class BogusFakes : IFakeValues
{
    private static readonly string[] Sites = ["example.com", "example.net", "example.org"];
    private static readonly string[] NumberWords = ["id", "no", "nr", "num", "number", "key", "index"];

    // Of the areas in use; 8xx is left out for its toll-free codes.
    private static readonly int[] AreaCodes =
        [.. Enumerable.Range(200, 800).Where(code => code / 10 % 10 < 9 && code / 100 != 8 && code % 100 != 11 && code != 555)];

    private readonly string[] _firstNames = [.. Words("name", "male_first_name"), .. Words("name", "female_first_name")];
    private readonly string[] _lastNames = Words("name", "last_name");
    private readonly string[] _streets = Words("address", "street_suffix");
    private readonly string[] _towns = Words("address", "city_suffix");
    private readonly string[] _companies = Words("company", "suffix");
    private readonly string[] _lorem = Words("lorem", "words");

    public string Make(RegeneratedColumn column, long ordinal, SampleRandom random) => column.Kind switch
    {
        IdentifierKind.Email => $"{Handle(_firstNames, random)}.{Handle(_lastNames, random)}{ordinal + 1}@{Pick(Sites, random)}",
        IdentifierKind.FullName => $"{Pick(_firstNames, random)} {Pick(_lastNames, random)}",
        IdentifierKind.FirstName => Pick(_firstNames, random),
        IdentifierKind.LastName => Pick(_lastNames, random),
        IdentifierKind.Phone => Phone(ordinal),
        IdentifierKind.Address => $"{1 + random.Next(9999)} {Pick(_lastNames, random)} {Pick(_streets, random)}",
        IdentifierKind.Company => Company(random),
        IdentifierKind.Uri => $"https://www.{Pick(Sites, random)}/{Pick(_lorem, random)}/{ordinal + 1}",
        IdentifierKind.Uuid => Uuid(ordinal, random),
        IdentifierKind.UserName => $"{Handle(_firstNames, random)[0]}{Handle(_lastNames, random)}{ordinal + 1}",
        IdentifierKind.IpAddress => IpAddress(ordinal),
        IdentifierKind.CreditCard => CreditCard(ordinal, random),
        IdentifierKind.Text => Sentence(random),
        IdentifierKind.PostalCode => $"{1 + random.Next(99_999):D5}",
        IdentifierKind.City => Pick(_lastNames, random) + Pick(_towns, random),
        _ => Sequence(column.Name, ordinal),
    };

    private string Company(SampleRandom random) => random.Next(3) switch
    {
        0 => $"{Pick(_lastNames, random)} {Pick(_companies, random)}",
        1 => $"{Pick(_lastNames, random)}-{Pick(_lastNames, random)}",
        _ => $"{Pick(_lastNames, random)}, {Pick(_lastNames, random)} and {Pick(_lastNames, random)}",
    };

    private string Sentence(SampleRandom random)
    {
        var words = new string[6 + random.Next(7)];
        for (var i = 0; i < words.Length; i++)
            words[i] = Pick(_lorem, random);
        words[0] = char.ToUpperInvariant(words[0][0]) + words[0][1..];
        return string.Join(' ', words) + ".";
    }

    private static string Phone(long ordinal)
    {
        var numbers = (ulong)AreaCodes.Length * 100;
        var (area, line) = Math.DivRem(Permute(ordinal, numbers), 100);
        var number = $"({AreaCodes[area]}) 555-01{line:D2}";
        return (ulong)ordinal < numbers ? number : $"{number} x{(ulong)ordinal / numbers + 1}";
    }

    // Version 4: what is not random in it is the permuted ordinal, in the bits after the variant.
    private static string Uuid(long ordinal, SampleRandom random)
    {
        var upper = (random.NextBits() & ~0xF000UL) | 0x4000UL;
        var lower = Permute(ordinal, 1UL << 62) | 1UL << 63;
        return $"{upper >> 32:x8}-{(upper >> 16) & 0xFFFF:x4}-{upper & 0xFFFF:x4}-{lower >> 48:x4}-{lower & 0xFFFF_FFFF_FFFF:x12}";
    }

    private static string IpAddress(long ordinal)
    {
        var host = Permute(ordinal, 1UL << 24);
        return $"10.{host >> 16}.{(host >> 8) & 0xFF}.{host & 0xFF}";
    }

    private static string CreditCard(long ordinal, SampleRandom random)
    {
        var digits = $"4{Permute(ordinal, 100_000_000_000_000):D14}";
        var wrong = (CheckDigit(digits) + 1 + random.Next(9)) % 10;
        return digits + (char)('0' + wrong);
    }

    private static string Sequence(string column, long ordinal) =>
        NumberWords.Any(word => column.EndsWith(word, StringComparison.OrdinalIgnoreCase)) ? $"{ordinal + 1}" : $"{column}-{ordinal + 1:D6}";

    /// <summary>The digit that makes a card number valid (Luhn 1960, ISO/IEC 7812-1), given those before it.</summary>
    private static int CheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            sum += i % 2 == 1 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
        }

        return (10 - sum % 10) % 10;
    }

    /// <summary>
    /// A number below <paramref name="size"/>, distinct for ordinals that are distinct modulo it, which do not look counted.
    /// </summary>
    /// <remarks>Multiplication by a prime that does not divide the size is a permutation.</remarks>
    private static ulong Permute(long ordinal, ulong size)
    {
        const ulong Prime = 11_400_714_785_074_694_791;
        return (ulong)((UInt128)((ulong)(ordinal + 1) % size) * Prime % size);
    }

    private static string Pick(string[] words, SampleRandom random) => words[random.Next(words.Length)];

    // A name as it goes into an address.
    private static string Handle(string[] names, SampleRandom random) => Pick(names, random).Replace("'", "").ToLowerInvariant();

    private static string[] Words(string category, string list)
    {
        var words = (BArray)Database.Get(category, list, "en");
        return [.. Enumerable.Range(0, words.Count).Select(i => words[i].StringValue)];
    }
}
