using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Tests.Attacks;

public sealed class FeatureSpaceTests
{
    [Fact]
    public void A_missing_number_is_the_mean_and_a_category_of_its_own_says_so()
    {
        var table = Read("age,city", "10,a", ",a", "30,", "20,a");

        var space = FeatureSpace.Learn(table, [table]);
        var rows = space.Encode(table);

        Assert.Equal(["age", "age is missing", "city"], space.Names);
        Assert.Equal([false, true, true], Enumerable.Range(0, 3).Select(space.IsCategory));
        Assert.Equal([-1.2247, 0, 1.2247, 0], rows.ValuesOf(0).Select(value => Math.Round(value, 4)));
        Assert.Equal([0, 1, 0, 0], rows.ValuesOf(1));
        Assert.Equal(2, rows.ValuesOf(2).Distinct().Count());
    }

    [Fact]
    public void Texts_that_name_rows_are_left_out_unless_the_generator_repeats_them()
    {
        var (real, others) = (Read("name,city", Lines(50, i => $"Ann {i},c{i % 3}")), Read("name,city", Lines(50, i => $"Bob {i},c{i % 3}")));
        var made = Read("name,city", Lines(50, i => $"Cy {i},c{i % 3}"));
        var copied = Read("name,city", Lines(50, i => i < 5 ? $"Ann {i},c1" : $"Cy {i},c{i % 3}"));

        Assert.Equal(["city"], FeatureSpace.Learn(made, [made, real, others]).Names);
        Assert.Equal(["name", "city"], FeatureSpace.Learn(copied, [copied, real, others]).Names);
    }

    [Fact]
    public void Serial_numbers_are_left_out_and_numbers_that_differ_by_chance_are_not()
    {
        var random = new Random(1);
        var table = Read("id,wealth,height", Lines(100, i => $"{(i * 37) % 100},{random.Next(1_000_000)},{random.NextDouble():F6}"));

        Assert.Equal(["wealth", "height"], FeatureSpace.Learn(table, [table]).Names);
    }

    // Every person comes twice: in the first division once on either side, in the second twice on one.
    [Fact]
    public void Who_is_a_member_makes_no_difference_to_what_is_left_out()
    {
        string[] people = Lines(100, i => $"{i % 50},N{i % 50},{i % 4}");
        var (made, reference) = (Read("id,name,kind", Lines(100, i => $"{i},M{i},{i % 4}")), Read("id,name,kind", Lines(100, i => $"{i + 100},R{i},{i % 4}")));
        IReadOnlyList<string> Kept(Func<int, bool> isMember) => FeatureSpace.Learn(reference,
        [
            made, reference, Read("id,name,kind", [.. people.Where((_, i) => isMember(i))]), Read("id,name,kind", [.. people.Where((_, i) => !isMember(i))]),
        ]).Names;

        Assert.Equal(Kept(i => i < 50), Kept(i => i % 50 < 25));
    }

    [Fact]
    public void Tables_that_share_nothing_but_names_of_rows_are_refused()
    {
        var table = Read("id", Lines(100, i => $"{i}"));

        Assert.Equal("SS3002", Assert.Throws<SafeSynthException>(() => FeatureSpace.Learn(table, [table])).Code);
    }

    [Theory]
    [InlineData("titanic/titanic_raw.csv", 12)]
    [InlineData("german_credit/german.csv", 21)]
    public void Mixed_tables_with_names_and_gaps_run_through_every_attack_and_copies_are_found(string file, int width)
    {
        var lines = File.ReadAllLines(DataSets.Find(file));
        OwnerTable Part(int part)
        {
            using var folder = new TemporaryFolder();
            var path = folder.File("part.csv", string.Join('\n', lines.Skip(1).Where((_, i) => i % 3 == part).Prepend(lines[0])));
            return OwnerTable.Read(new CsvSource(path));
        }

        var (members, others, reference) = (Part(0), Part(1), Part(2));
        // Titanic loses its serial number, keeps the copied names and gains a mark for missing ages.
        Assert.Equal(width, FeatureSpace.Learn(reference, [members, members, others, reference]).Width);
        var report = MembershipTest.Run(members, members, others, reference, NoBox, seed: 1, CancellationToken.None);

        Assert.All(report.Attacks, attack => Assert.All(attack.Scores, score => Assert.True(double.IsFinite(score), attack.Attack.Name)));
        Assert.All(
            report.Attacks.Where(attack => attack.Attack.Name is "Dcr" or "DcrDifference" or "SurprisalMatch"), attack => Assert.True(attack.Roc.Area > 0.95));
    }

    private static IReadOnlyList<IAttack> NoBox => AttackCatalog.OfRowsAlone;

    private static string[] Lines(int count, Func<int, string> line) => [.. Enumerable.Range(0, count).Select(line)];

    private static OwnerTable Read(string header, params string[] lines) => OwnerTable.Read(Rows.Of([header, .. lines]));
}
