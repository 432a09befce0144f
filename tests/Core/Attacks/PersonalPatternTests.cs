using SafeSynth.Attacks;

namespace SafeSynth.Tests.Attacks;

public sealed class PersonalPatternTests
{
    [Theory]
    [InlineData("write to Jo.Public+x@mail.example.org.", "Email")]
    [InlineData("my card is 4111 1111 1111 1111, thanks", "Card")]
    [InlineData("IBAN DE89 3704 0044 0532 0130 00 please", "Iban")]
    [InlineData("GB82WEST12345698765432", "Iban")]
    [InlineData("logged in from 81.2.69.142 today", "IpAddress")]
    [InlineData("from 2a02:6b8::feed:ff", "IpAddress")]
    [InlineData("ssn 219-09-9999", "NationalId")]
    [InlineData("NI number AB 12 34 56 C", "NationalId")]
    [InlineData("codice RSSMRA85T10A562S", "NationalId")]
    [InlineData("call +44 20 7946 0958 now", "Phone")]
    [InlineData("call 08712300220 now", "Phone")]
    [InlineData("call (555) 234-5678", "Phone")]
    [InlineData("see https://jo:secret@host.example.org/path", "UrlWithPassword")]
    public void What_looks_like_personal_data_is_found(string text, string kind) => Assert.Contains(kind, KindsIn(text));

    [Theory]
    [InlineData("card 4111 1111 1111 1112")]
    [InlineData("0000 0000 0000 0000")]
    [InlineData("IBAN DE89 3704 0044 0532 0130 01")]
    [InlineData("at 12:30:45 on 2004-10-12, version 1.2.3")]
    [InlineData("127.0.0.1, 10.1.2.3, 192.168.1.1, 999.1.1.1 and ::1")]
    [InlineData("ssn 000-12-3456, 666-12-3456, 912-12-3456")]
    [InlineData("12 3456 789, $1,234,567.89, 100000")]
    [InlineData("me @ home, a@b, http://host:80/path")]
    [InlineData("")]
    public void What_a_check_rules_out_is_not(string text) => Assert.Empty(KindsIn(text));

    [Fact]
    public void Two_spellings_of_the_same_are_the_same()
    {
        var report = PersonalDataReport.Of("made", ["4111-1111-1111-1111", "4111 1111 1111 1111 and JO@x.org", "jo@X.org", "nothing"]);

        Assert.Equal([("Card", 1, 2), ("Email", 1, 2)], report.Found.Select(found => (found.Kind, found.Different, found.Texts)));
        Assert.Equal([1, 2], report.Found[0].Rows);
    }

    // A pattern that looked at every beginning again would take minutes.
    [Fact]
    public void Long_texts_take_time_in_proportion_to_their_length()
    {
        foreach (var part in new[] { "1", "a.", "a:", "x@", "AB12", "(555) " })
            Assert.NotNull(KindsIn(string.Concat(Enumerable.Repeat(part, 50_000))));
    }

    private static List<string> KindsIn(string text) =>
        [.. PersonalPattern.All.Where(pattern => pattern.In(text).Any()).Select(pattern => pattern.Name)];
}
