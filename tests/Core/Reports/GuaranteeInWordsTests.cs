using SafeSynth.Privacy;
using SafeSynth.Reports;

namespace SafeSynth.Tests.Reports;

public sealed class GuaranteeInWordsTests
{
    private const string Opening = "Take any one person, and any conclusion that anyone may draw from this release, whatever else they know. ";
    private const string Figure = ", that conclusion is at most 2.72 (e^1) times as likely as ";
    private const string Close = ", plus a probability of at most 0.000001. The same holds the other way round.";

    private static readonly PrivacyUnit Patient = PrivacyUnit.Key("patient", 5);

    [Fact]
    public void A_row_that_is_added_or_removed() => Assert.Equal(
        $"{Opening}With the person's row in the data{Figure}without it{Close}",
        GuaranteeInWords.Promise(new Guarantee(1)));

    [Fact]
    public void A_row_that_is_replaced() => Assert.Equal(
        $"{Opening}With the person's row as it is{Figure}with any other row in its place{Close}",
        GuaranteeInWords.Promise(new Guarantee(1, neighbors: Neighbors.ReplaceOne)));

    [Fact]
    public void A_person_of_several_rows_who_is_added_or_removed() => Assert.Equal(
        $"{Opening}With the person's rows in the data{Figure}without them{Close}",
        GuaranteeInWords.Promise(new Guarantee(1, unit: Patient)));

    [Fact]
    public void A_person_of_several_rows_who_is_replaced() => Assert.Equal(
        $"{Opening}With the person's rows as they are{Figure}with any others in their place{Close}",
        GuaranteeInWords.Promise(new Guarantee(1, unit: Patient, neighbors: Neighbors.ReplaceOne)));

    [Fact]
    public void A_person_is_a_row_or_all_rows_with_a_key_and_then_only_so_many_take_part()
    {
        Assert.Equal("Every row counts as one person.", GuaranteeInWords.Person(new Guarantee(1)));
        Assert.StartsWith(
            "All rows with the same value of 'patient' count as one person, and at most 5 of them take part",
            GuaranteeInWords.Person(new Guarantee(1, unit: Patient)));
    }

    [Theory]
    [InlineData(0.1, "at most 1.11 (e^0.1) times")]
    [InlineData(0.5, "at most 1.65 (e^0.5) times")]
    [InlineData(10, "at most 22,100 (e^10) times")]
    [InlineData(100, "at most 2.69e43 (e^100) times")]
    public void The_factor_is_never_told_too_small(double epsilon, string told) =>
        Assert.Contains(told, GuaranteeInWords.Promise(new Guarantee(epsilon)));

    [Fact]
    public void Only_where_one_is_replaced_the_size_of_the_data_is_said_to_be_known()
    {
        static bool IsSize((string Matter, string Explanation) open) => open.Matter == "The size of the data.";

        Assert.DoesNotContain(GuaranteeInWords.NotProtected(new Guarantee(1)), IsSize);
        Assert.Contains(GuaranteeInWords.NotProtected(new Guarantee(1, neighbors: Neighbors.ReplaceOne)), IsSize);
    }
}
