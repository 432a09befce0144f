using System.Globalization;
using System.Text;

namespace SafeSynth.Tests;

/// <summary>
/// Tables as users have them, through both cmdlets that compare members with others: what the treatment of each is says
/// docs/gates/PermutationGate.md.
/// </summary>
public sealed class ComparedTablesTests : IDisposable
{
    private const string Header = "age,city,pay,code";

    private readonly Workshop _shop = new();

    public ComparedTablesTests()
    {
        _shop.Write("members.csv", Table(People(200, seed: 1)));
        _shop.Write("others.csv", Table(People(400, seed: 2)));
        _shop.Write("fresh.csv", Table(People(200, seed: 3)));
    }

    public void Dispose() => _shop.Dispose();

    public static TheoryData<string> Cmdlets => ["Test-MembershipInference -Attack D*", "Test-AttributeInference -Secret city"];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_order_of_columns_further_columns_and_a_byte_order_mark_do_not_matter(string cmdlet)
    {
        var rows = People(200, seed: 1);
        _shop.Write("turned.csv", "code,pay,more,city,age\n" + string.Concat(rows.Select((row, i) => $"{row[3]},{row[2]},{i % 5},{row[1]},{row[0]}\n")));
        _shop.Write("marked.csv", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Table(rows))]);

        foreach (var copy in new[] { "turned.csv", "marked.csv" })
        {
            var run = _shop.Run($"({cmdlet} -Synthetic {copy} -Member members.csv -NonMember others.csv).Verdict").Succeeds();

            Assert.Equal(["Fail"], run.Lines);
            Assert.Equal(copy == "turned.csv", run.Warnings.Any(warning => warning.Contains("'more'", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Groups_that_were_not_divided_at_random_decide_nothing_even_if_all_members_are_copied(string cmdlet)
    {
        _shop.Write("older.csv", Table([.. People(200, seed: 1).Select(row => row.Select((cell, column) => column == 0 ? "99" : cell).ToArray())]));
        _shop.Write("shared.csv", Table([.. People(200, seed: 1)[..80], .. People(320, seed: 4)]));

        foreach (var (members, others, reason) in new[]
        {
            ("older.csv", "others.csv", "they differ by themselves"),
            ("members.csv", "shared.csv", "they have rows in common"),
            ("members.csv", "members.csv", "they have rows in common"),
        })
        {
            var run = _shop.Run($"$t = {cmdlet} -Synthetic {members} -Member {members} -NonMember {others}; \"$($t.Verdict)\"; \"$($t.Explanation)\"")
                .Succeeds();

            Assert.Equal("Inconclusive", run.Lines[0]);
            Assert.Contains(reason, run.Lines[1], StringComparison.Ordinal);
        }
    }

    /// <summary>400 rows of 40 people are 40, not 400.</summary>
    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void People_are_compared_whole(string cmdlet)
    {
        string Visits(string prefix, int people, int seed) =>
            $"who,{Header}\n" + string.Concat(People(people * 10, seed).Select((row, i) => $"{prefix}{i / 10},{string.Join(',', row)}\n"));
        _shop.Write("in.csv", Visits("a", 40, seed: 1));
        _shop.Write("out.csv", Visits("b", 200, seed: 2));

        var run = _shop.Run($"$t = {cmdlet} -Synthetic in.csv -Member in.csv -NonMember out.csv -PrivacyUnit who; \"$($t.Verdict) $($t.Explanation)\"").Succeeds();

        Assert.Matches(@"^Inconclusive .*there are 40 members; fewer than 50 people decide nothing", Assert.Single(run.Lines));
    }

    [Theory]
    [InlineData(49, "Inconclusive")]
    [InlineData(50, "Fail")]
    [InlineData(51, "Fail")]
    public void From_50_members_on_copies_fail(int members, string expected)
    {
        _shop.Write("few.csv", Table(People(members, seed: 1)));

        Assert.All(Cmdlets, cmdlet => Assert.Equal([expected], _shop.Run($"({(string)cmdlet.Data} -Synthetic few.csv -Member few.csv -NonMember others.csv).Verdict").Succeeds().Lines));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Objects_with_nulls_numbers_that_are_none_and_letters_of_all_scripts_are_compared(string cmdlet)
    {
        var run = _shop.Run($$"""
            function People([int] $Count, [int] $Seed) {
                $random = [Random]::new($Seed)
                foreach ($i in 1..$Count) {
                    [pscustomobject] @{
                        age = if ($i % 7) { $random.Next(100000) }; city = ('Zürich', '北京', 'Łódź', '😀', $null)[$random.Next(5)]
                        pay = if ($i % 9) { $random.NextDouble() } elseif ($i % 2) { [double]::NaN } else { [double]::PositiveInfinity }; none = [DBNull]::Value
                    }
                }
            }
            $members, $others, $fresh = (People 200 1), (People 400 2), (People 200 3)
            ({{cmdlet}} -Synthetic $members -Member $members -NonMember $others).Verdict
            ({{cmdlet}} -Synthetic $fresh -Member $members -NonMember $others).Verdict -ne 'Fail'
            """).Succeeds();

        Assert.Equal(["Fail", "True"], run.Lines);
    }

    [Theory]
    [InlineData("age,city,pay,code\n", "SS3003")]
    [InlineData("", "SS1002")]
    [InlineData("height\n180\n", "SS3002")]
    [InlineData("age,Age,pay,code\n1,2,3,4\n", "SS1003")]
    public void A_release_that_is_no_table_or_a_table_of_nothing_is_an_error(string content, string code)
    {
        _shop.Write("odd.csv", content);

        Assert.Equal(code, _shop.Run("Test-MembershipInference -Synthetic odd.csv -Member members.csv -NonMember others.csv").Errors.Single().FullyQualifiedErrorId.Split(',')[0]);
    }

    private static string Table(IEnumerable<string[]> rows) =>
        $"{Header}\n" + string.Concat(rows.Select(row => string.Join(',', row) + "\n"));

    // 'code' holds numbers and one letter, so that it is text; cities are written in several scripts.
    private static string[][] People(int count, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(_ => new[]
            {
                random.Next(18, 80).ToString(CultureInfo.InvariantCulture), "Zürich|北京|Łódź|😀".Split('|')[random.Next(4)],
                (random.NextDouble() * 1e5).ToString("F2", CultureInfo.InvariantCulture), "1|2|3|x".Split('|')[random.Next(4)],
            }),
        ];
    }
}
