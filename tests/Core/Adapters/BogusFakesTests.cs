using SafeSynth.Adapters;
using SafeSynth.Data;
using SafeSynth.Marginals;

namespace SafeSynth.Tests.Adapters;

public sealed class BogusFakesTests
{
    // More than there are fictional phone numbers, twice over.
    private const int Many = 150_000;

    private static readonly BogusFakes Fakes = new();

    [Theory]
    [InlineData(IdentifierKind.Sequence)]
    [InlineData(IdentifierKind.Email)]
    [InlineData(IdentifierKind.Phone)]
    [InlineData(IdentifierKind.Uri)]
    [InlineData(IdentifierKind.Uuid)]
    [InlineData(IdentifierKind.UserName)]
    [InlineData(IdentifierKind.IpAddress)]
    [InlineData(IdentifierKind.CreditCard)]
    public void Fakes_that_name_a_record_are_distinct(IdentifierKind kind) =>
        Assert.Equal(Many, Make(kind, Many).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    [Theory]
    [InlineData(IdentifierKind.Email)]
    [InlineData(IdentifierKind.UserName)]
    [InlineData(IdentifierKind.Uri)]
    public void Fakes_stay_distinct_when_all_luck_is_taken_away(IdentifierKind kind)
    {
        // Every ordinal draws the same words.
        var fakes = Enumerable.Range(0, 1000).Select(ordinal => Fakes.Make(Column(kind), ordinal, new SampleRandom(1)));

        Assert.Equal(1000, fakes.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_seed_makes_the_same_fakes(IdentifierKind kind) => Assert.Equal(Make(kind, 100, seed: 3), Make(kind, 100, seed: 3));

    [Theory]
    [InlineData(IdentifierKind.FullName)]
    [InlineData(IdentifierKind.Email)]
    [InlineData(IdentifierKind.Address)]
    [InlineData(IdentifierKind.Company)]
    [InlineData(IdentifierKind.Text)]
    public void Another_seed_makes_other_fakes(IdentifierKind kind) => Assert.NotEqual(Make(kind, 100, seed: 3), Make(kind, 100, seed: 4));

    [Theory]
    [InlineData(IdentifierKind.Email, @"^[a-z]+\.[a-z]+\d+@example\.(com|net|org)$")]
    [InlineData(IdentifierKind.Uri, @"^https://www\.example\.(com|net|org)/[a-z]+/\d+$")]
    [InlineData(IdentifierKind.UserName, @"^[a-z]+\d+$")]
    [InlineData(IdentifierKind.FullName, @"^[A-Z][a-z]+ [A-Z]['A-Za-z]+$")]
    [InlineData(IdentifierKind.FirstName, @"^[A-Z][a-z]+$")]
    [InlineData(IdentifierKind.LastName, @"^[A-Z]['A-Za-z]+$")]
    [InlineData(IdentifierKind.Address, @"^\d+ [A-Z]['A-Za-z]+ [A-Z][a-z]+$")]
    [InlineData(IdentifierKind.Company, @"^[A-Z]['A-Za-z]+([ -]|, )[A-Za-z' ]+$")]
    [InlineData(IdentifierKind.Uuid, "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    [InlineData(IdentifierKind.IpAddress, @"^10\.\d{1,3}\.\d{1,3}\.\d{1,3}$")]
    [InlineData(IdentifierKind.CreditCard, @"^4\d{15}$")]
    [InlineData(IdentifierKind.Phone, @"^\([2-79][0-8]\d\) 555-01\d\d$")]
    [InlineData(IdentifierKind.PostalCode, @"^\d{5}$")]
    [InlineData(IdentifierKind.City, @"^[A-Z]['A-Za-z]+$")]
    [InlineData(IdentifierKind.Text, @"^[A-Z][a-z]*( [a-z]+){5,11}\.$")]
    public void Fakes_look_like_what_they_stand_for_and_reach_nobody(IdentifierKind kind, string pattern) =>
        Assert.All(Make(kind, 2000), fake => Assert.Matches(pattern, fake));

    [Fact]
    public void Phone_numbers_stay_fictional_when_they_run_out()
    {
        var late = Fakes.Make(Column(IdentifierKind.Phone), Many, new SampleRandom(1));

        Assert.Matches(@"^\(\d{3}\) 555-01\d\d x\d+$", late);
    }

    [Fact]
    public void No_card_number_passes_the_check_of_real_ones()
    {
        Assert.True(PassesLuhn("4111111111111111"));   // the check works on a well-known test number

        Assert.DoesNotContain(Make(IdentifierKind.CreditCard, 5000), PassesLuhn);
    }

    [Theory]
    [InlineData("id", "1", "1000000")]
    [InlineData("OrderNumber", "1", "1000000")]
    [InlineData("passport", "passport-000001", "passport-1000000")]
    public void Running_numbers_follow_the_name_of_the_column(string name, string first, string millionth)
    {
        var column = Column(IdentifierKind.Sequence) with { Name = name };

        Assert.Equal(first, Fakes.Make(column, 0, new SampleRandom(1)));
        Assert.Equal(millionth, Fakes.Make(column, 999_999, new SampleRandom(1)));
    }

    public static TheoryData<IdentifierKind> Kinds() => [.. Enum.GetValues<IdentifierKind>()];

    private static List<string> Make(IdentifierKind kind, int count, ulong seed = 1)
    {
        var random = new SampleRandom(seed);
        return [.. Enumerable.Range(0, count).Select(ordinal => Fakes.Make(Column(kind), ordinal, random))];
    }

    private static RegeneratedColumn Column(IdentifierKind kind) => new("column", kind, CellForm.Text, MissingShare: 0, "");

    private static bool PassesLuhn(string number) => number.Reverse()
        .Select((c, i) => (c - '0') * (i % 2 + 1)).Sum(digit => digit > 9 ? digit - 9 : digit) % 10 == 0;
}
