using System.Globalization;
using SafeSynth.AttributeInference;
using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Tests.AttributeInference;

public sealed class AttributeTestTests
{
    private readonly MadeSecrets _made = new(seed: 4);

    [Fact]
    public void A_release_of_copies_gives_every_secret_of_its_members_away()
    {
        var members = _made.People(200);

        foreach (var secret in new[] { "kind", "wage" })
        {
            var report = MadeSecrets.Attack(members, members, _made.People(400), secret);

            Assert.Equal(secret == "kind", report.IsCategory);
            Assert.All(report.Advantages(), advantage => Assert.True(advantage.Members > 0.93 && advantage.Low > 0.1, $"{secret}: {advantage}"));
        }
    }

    /// <summary>
    /// Half of the time the kind follows from what is known, so it is guessed right far more often than by chance (.2), of others as of
    /// members.
    /// </summary>
    [Fact]
    public void What_the_population_tells_is_no_advantage()
    {
        var report = MadeSecrets.Attack(_made.People(3000), _made.People(400), _made.People(800), known: ["a", "b"]);

        Assert.All(report.Advantages(), advantage =>
        {
            Assert.InRange(advantage.Others, 0.33, 0.5);
            Assert.True(advantage is { Low: < 0, High: > 0 }, $"{advantage}");
        });
        Assert.InRange(report.Chance, 0.18, 0.23);
    }

    [Fact]
    public void Only_columns_that_are_known_are_used()
    {
        var members = _made.People(200);

        var report = MadeSecrets.Attack(members, members, _made.People(400), known: ["a"]);

        Assert.Equal(["a"], report.Known);
        Assert.Equal(["a", "b", "c", "wage"], MadeSecrets.Attack(members, members, _made.People(400)).Known);
        Assert.All(report.Advantages(), advantage => Assert.InRange(advantage.Members, 0.15, 0.4));
    }

    /// <summary>
    /// Guesses of the median are off by a quarter of all people; one value that is beyond all bounds changes nothing for the rest.
    /// </summary>
    [Fact]
    public void Numbers_are_judged_by_the_people_between_guess_and_truth_whatever_their_scale()
    {
        string[] people = [.. Enumerable.Range(0, 101).Select(i => string.Create(CultureInfo.InvariantCulture, $"1,1,1,k1,{Math.Exp(i)}"))];
        var secret = Secret.Learn("wage", [MadeSecrets.Table(people)]);
        var truths = secret.ValuesOf(MadeSecrets.Table(people));
        var median = SecretGuess.OneOf(truths, isCategory: false, confidence: 0);

        var closeness = secret.Closeness([.. truths.Select(_ => median)], truths);

        Assert.False(secret.IsCategory);
        Assert.Equal(0.75, closeness.Average(), 0.01);
        Assert.Equal(1, closeness[50]);
        Assert.Equal(0.505, closeness[^1], 1e-3);
    }

    [Fact]
    public void Numbers_of_few_values_are_categories()
    {
        Assert.True(Secret.Learn("a", [MadeSecrets.Table(_made.People(100))]).IsCategory);
    }

    [Fact]
    public void Rows_whose_secret_is_missing_are_left_out_and_missing_knowledge_is_knowledge()
    {
        string[] Without(string[] rows, int column) =>
            [.. rows.Select((row, i) => i % 3 > 0 ? row : string.Join(',', row.Split(',').Select((cell, at) => at == column ? "" : cell)))];
        var members = _made.People(300);

        var report = MadeSecrets.Attack(Without(members, 3), Without(members, 3), _made.People(600));
        var gaps = MadeSecrets.Attack(Without(members, 1), Without(members, 1), _made.People(600));

        Assert.Equal(200, report.IsMember.Count(isMember => isMember));
        Assert.Equal(200, report.SyntheticRows);
        Assert.Contains("b is missing", gaps.Known);
        Assert.All(gaps.Advantages(), advantage => Assert.True(advantage.Members > 0.9));
    }

    [Fact]
    public void Whole_people_are_compared_where_a_column_names_them()
    {
        string Named(string prefix, string row, int i) => $"{prefix}{i / 4},{row}";
        OwnerTable Table(string prefix, string[] rows) =>
            OwnerTable.Read(Rows.Of([$"who,{MadeSecrets.Header}", .. rows.Select((row, i) => Named(prefix, row, i))]));
        var members = _made.People(400);

        var report = AttributeTest.Run(
            MadeSecrets.Table(members), Table("m", members), Table("n", _made.People(800)), null, "kind", null, 1, CancellationToken.None, unit: "who");

        Assert.Equal("who", report.UnitColumn);
        Assert.Equal(100, report.MemberUnits().Count(isMember => isMember));
        Assert.DoesNotContain("who", report.Known);
    }

    [Theory]
    [InlineData("salary", null, null, "SS3040")]
    [InlineData("kind", "height", null, "SS3040")]
    [InlineData("kind", "kind", null, "SS3042")]
    [InlineData("kind", null, "kind", "SS3042")]
    [InlineData("kind", null, "nobody", "SS3005")]
    public void Columns_that_are_not_there_or_both_known_and_secret_are_refused(string secret, string? known, string? unit, string code)
    {
        var people = MadeSecrets.Table(_made.People(100));

        var fault = Assert.Throws<SafeSynthException>(() =>
            AttributeTest.Run(people, people, people, null, secret, known is null ? null : [known], 1, CancellationToken.None, unit));

        Assert.Equal(code, fault.Code);
    }

    [Fact]
    public void A_secret_that_does_not_vary_and_tables_of_nothing_but_a_secret_are_refused()
    {
        OwnerTable Column(string name, Func<int, string> value) => OwnerTable.Read(Rows.Of([name, .. Enumerable.Range(0, 200).Select(value)]));
        string CodeOf(OwnerTable people) =>
            Assert.Throws<SafeSynthException>(() => AttributeTest.Run(people, people, people, null, "s", null, 1, CancellationToken.None)).Code;

        Assert.Equal("SS3041", CodeOf(OwnerTable.Read(Rows.Of(["a,s", .. Enumerable.Range(0, 200).Select(i => $"{i % 7},same")]))));
        Assert.Equal("SS3003", CodeOf(OwnerTable.Read(Rows.Of(["a,s", .. Enumerable.Range(0, 200).Select(i => $"{i % 7},")]))));
        Assert.Equal("SS3002", CodeOf(Column("s", i => $"v{i % 9}")));
    }
}
