using System.Globalization;
using SafeSynth.AttributeInference;
using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Marginals;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Attacks;

/// <summary>
/// Tables that break attacks elsewhere: each is treated as its page says, so that copies still fail and fresh rows still do not.
/// </summary>
public sealed class BadTablesTests
{
    private const string Header = "age,city,pay";

    private static readonly IAttack[] Some = [new Dcr(), new Domias(), new GenLra(), new SurprisalMatch()];

    private readonly SampleRandom _random = new(seed: 32);

    /// <summary>Every change is made to all tables, or to the named one alone.</summary>
    public static TheoryData<string> Changes =>
    [
        "constant", "double", "odd numbers", "no number", "no number in the release", "huge numbers", "empty column", "new category", "many categories", "dates", "texts",
        "column of one table",
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Copies_fail_and_fresh_rows_do_not_and_all_scores_are_finite(string change)
    {
        string[] members = People(150), others = People(300);
        OwnerTable Changed(string[] rows, string table) => Table(Change(rows, change, table));
        foreach (var (synthetic, expected) in new[] { (members, true), (People(150), false) })
        {
            var tables = (Synthetic: Changed(synthetic, "synthetic"), Members: Changed(members, "members"), Others: Changed(others, "others"));
            var membership = MembershipTest.Run(tables.Synthetic, tables.Members, tables.Others, null, Some, 1, CancellationToken.None);
            var secrets = AttributeTest.Run(tables.Synthetic, tables.Members, tables.Others, null, "city", null, 1, CancellationToken.None);

            Assert.All(membership.Attacks, attack => Assert.All(attack.Scores, score => Assert.True(double.IsFinite(score), attack.Attack.Name)));
            Assert.All(secrets.Predictors, result => Assert.All(result.Closeness.Concat(result.Surer), value => Assert.True(double.IsFinite(value))));
            Assert.Equal(change == "column of one table" ? ["extra"] : [], membership.LeftOut);
            Assert.Equal(expected, new PermutationGate().Decide(membership).Result.Verdict == Verdict.Fail);
            Assert.Equal(expected, new AttributeGate().Decide(secrets).Result.Verdict == Verdict.Fail);
        }
    }

    [Fact]
    public void Spelled_infinities_leave_a_column_of_numbers_what_it_is()
    {
        var table = Table([Header, "1,a,NaN", "2,b,-Infinity", "3,c,inf", "4,d,1e999", "5,e,7"]);

        Assert.True(table.IsOrdered("pay"));
        Assert.Equal([double.NaN, double.NaN, double.NaN, double.NaN, 7], table.NumbersOf("pay"));
    }

    [Theory]
    [InlineData(49, 200, 150)]
    [InlineData(150, 98, 150)]
    public void Fewer_than_50_members_or_others_decide_nothing_even_if_all_are_copied(int members, int nonMembers, int synthetic)
    {
        var people = People(members);
        string[] released = [.. Enumerable.Range(0, synthetic).Select(row => people[row % members])];

        foreach (var decision in Decide(released, people, People(nonMembers)))
        {
            Assert.Equal(Verdict.Inconclusive, decision.Result.Verdict);
            Assert.Contains("there are 49 ", decision.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Fifty_of_each_may_fail()
    {
        var people = People(50);

        Assert.Equal([Verdict.Fail, Verdict.Fail], Decide(people, people, People(100)).Take(2).Select(decision => decision.Result.Verdict));
    }

    [Fact]
    public void Fewer_than_50_synthetic_rows_do_not_pass_but_fail()
    {
        var (members, others) = (People(300), People(600));
        var (copied, fresh) = (Decide(members[..40], members, others, floor: 1), Decide(People(40), members, others, floor: 1));

        Assert.Equal([Verdict.Fail, Verdict.Inconclusive], [copied[0].Result.Verdict, fresh[0].Result.Verdict]);
        Assert.Equal(Verdict.Inconclusive, fresh[1].Result.Verdict);
        Assert.Contains("there are 40 synthetic rows", fresh[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_that_share_some_rows_decide_nothing()
    {
        var members = People(300);

        Assert.All(Decide(members, members, [.. members[..60], .. People(540)]), decision =>
        {
            Assert.Equal(Verdict.Inconclusive, decision.Result.Verdict);
            Assert.Contains("they have rows in common", decision.Detail, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_reference_that_holds_people_of_one_side_decides_nothing(bool holdsMembers)
    {
        var (members, others) = (People(200), People(200));

        Assert.All(Decide(People(200), members, others, [.. (holdsMembers ? members : others)[..50], .. People(200)]), decision =>
        {
            Assert.Equal(Verdict.Inconclusive, decision.Result.Verdict);
            Assert.Contains("among the rows that the attacker knows", decision.Detail, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_reference_that_holds_all_who_are_compared_decides_nothing()
    {
        var (members, others) = (People(200), People(200));

        Assert.All(Decide(People(200), members, others, [.. members, .. others]), decision =>
        {
            Assert.Equal(Verdict.Inconclusive, decision.Result.Verdict);
            Assert.Contains("among the rows that the attacker knows than chance explains", decision.Detail, StringComparison.Ordinal);
        });
    }

    /// <summary>Where rows repeat by themselves, as those of few columns do, that they do is no fault.</summary>
    [Fact]
    public void Rows_that_repeat_by_themselves_are_compared()
    {
        string[] Coarse(int count) => [.. Enumerable.Range(0, count).Select(_ => $"{_random.Next(4)},c{_random.Next(3)},{_random.Next(3)}")];

        Assert.All(Decide(Coarse(300), Coarse(300), Coarse(300), Coarse(900), floor: 1), decision => Assert.NotEqual(Verdict.Fail, decision.Result.Verdict));
        Assert.DoesNotContain("Take them out", Decide(Coarse(300), Coarse(300), Coarse(300), Coarse(900), floor: 1)[0].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(1, 0, true)]
    [InlineData(0, 2, true)]
    public void A_reference_with_rows_of_people_who_are_compared_decides_nothing_and_a_single_one_is_enough(int members, int others, bool isFault)
    {
        string[] Visits(char side, int people) =>
            [.. Enumerable.Range(0, people).SelectMany(i => new[] { $"{side}{i},{_random.Next(90)}", $"{side}{i},{_random.Next(90)}" })];
        var known = Table([.. Visits('m', members), .. Visits('o', others), .. Visits('r', 200)], "who,age");

        var report = MembershipTest.Run(
            Table(Visits('s', 200), "who,age"), Table(Visits('m', 300), "who,age"), Table(Visits('o', 300), "who,age"), known, Some, 1, CancellationToken.None, "who");
        var decision = new PermutationGate(floor: 0.5).Decide(report);

        Assert.Equal(isFault, decision.Detail.Contains($"{members + others} of the people who are compared are in the reference", StringComparison.Ordinal));
        Assert.Equal(isFault ? Verdict.Inconclusive : Verdict.Pass, decision.Result.Verdict);
    }

    [Fact]
    public void Targets_that_are_all_the_same_decide_nothing()
    {
        string[] Same(int count) => [.. Enumerable.Repeat("30,Bern,1.5", count)];
        var report = MembershipTest.Run(Table(Same(100), Header), Table(Same(100), Header), Table(Same(200), Header), null, Some, 1, CancellationToken.None);

        Assert.Equal(Verdict.Inconclusive, new PermutationGate().Decide(report).Result.Verdict);
    }

    [Fact]
    public void A_single_column_is_enough_for_membership()
    {
        string[] Column(int count) =>
            [.. Enumerable.Range(0, count).Select(_ => _random.NextDouble().ToString(CultureInfo.InvariantCulture))];
        var members = Column(100);

        var report = MembershipTest.Run(Table(members, "pay"), Table(members, "pay"), Table(Column(200), "pay"), null, Some, 1, CancellationToken.None);

        Assert.Equal(Verdict.Fail, new PermutationGate().Decide(report).Result.Verdict);
    }

    [Theory]
    [InlineData(0, 100, 100)]
    [InlineData(100, 0, 100)]
    [InlineData(100, 100, 0)]
    [InlineData(100, 100, 1)]
    public void A_table_without_rows_and_a_single_other_are_refused(int synthetic, int members, int others)
    {
        var (released, inside, outside) = (Table(People(synthetic), Header), Table(People(members), Header), Table(People(others), Header));

        Assert.Equal(
            "SS3003", Assert.Throws<SafeSynthException>(() => MembershipTest.Run(released, inside, outside, null, Some, 1, CancellationToken.None)).Code);
        Assert.Equal("SS3003", Assert.Throws<SafeSynthException>(() => AttributeTest.Run(released, inside, outside, null, "city", null, 1, CancellationToken.None)).Code);
    }

    private static string[] Change(string[] rows, string change, string table) => change switch
    {
        "constant" => [$"{Header},same,number", .. rows.Select(row => $"{row},x,0.1")],
        "double" => [$"{Header},twice,less", .. rows.Select(row => $"{row},{2 * Pay(row)},{1 - Pay(row)}")],
        "odd numbers" => [Header, .. rows.Select((row, i) => i % 10 == 0 ? $"{row[..row.LastIndexOf(',')]},{(i % 20 == 0 ? "NaN" : "-Infinity")}" : row)],
        "no number" => [Header, .. rows.Select((row, i) => $"{row[..row.LastIndexOf(',')]},{(i % 2 == 0 ? "NaN" : "inf")}")],
        "no number in the release" when table == "synthetic" => [Header, .. rows.Select(row => $"NaN{row[row.IndexOf(',', StringComparison.Ordinal)..]}")],
        "many categories" => [$"{Header},many", .. rows.Select(row => $"{row},v{Pay(row) * 1000 % 97:0}")],
        "dates" => [$"{Header},born", .. rows.Select(row => $"{row},{new DateOnly(1950, 1, 1).AddDays((int)(Pay(row) * 20_000)):O}")],
        "texts" => [$"{Header},note", .. rows.Select((row, i) => $"{row},note {i} of {table} says {Pay(row)}")],
        "huge numbers" => [$"{Header},big", .. rows.Select((row, i) => $"{row},{(i % 7 == 0 ? "1.7e308" : i % 7 == 1 ? "-1.7e308" : "3")}")],
        "empty column" => [$"{Header},nothing", .. rows.Select(row => $"{row},")],
        "new category" => [Header, .. rows.Select((row, i) => i % 9 == 0 && table == "synthetic" ? row.Replace("c1", "new", StringComparison.Ordinal) : row)],
        "column of one table" when table == "members" => [$"{Header},extra", .. rows.Select((row, i) => $"{row},{i % 3}")],
        _ => [Header, .. rows],
    };

    private static decimal Pay(string row) => decimal.Parse(row[(row.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture);

    private string[] People(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => string.Create(CultureInfo.InvariantCulture, $"{18 + _random.Next(60)},c{_random.Next(6)},{_random.NextDouble():F5}"))];

    private static OwnerTable Table(string[] lines) => OwnerTable.Read(Rows.Of(lines));

    private static OwnerTable Table(string[] rows, string header) => Table([header, .. rows]);

    // The permutation gate, the one of secrets, and that of a claim.
    private static List<GateDecision> Decide(string[] synthetic, string[] members, string[] others, string[]? reference = null, double floor = 0.05)
    {
        var (released, inside, outside, known) = (Table(synthetic, Header), Table(members, Header), Table(others, Header), reference is null ? null : Table(reference, Header));
        var membership = MembershipTest.Run(released, inside, outside, known, Some, 1, CancellationToken.None);
        var secrets = AttributeTest.Run(released, inside, outside, known, "city", null, 1, CancellationToken.None);
        return
        [
            new PermutationGate(floor: floor).Decide(membership), new AttributeGate(floor: floor).Decide(secrets),
            new ClaimGate(Claim.Of(new Guarantee(1))).Decide(membership),
        ];
    }
}
