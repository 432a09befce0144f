using SafeSynth.Attacks;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Tests.Texts;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Gates;

/// <summary>The gate over all attacks on texts, on tickets that are made up; seeds are fixed. Its false alarms are counted by the benchmark <c>text-gate</c>.</summary>
public sealed class TextGateTests
{
    private static readonly TextColumns Columns = new("Body", "queue");
    private static readonly Rows Members = Corpora.Tickets(400, seed: 1);
    private static readonly OwnerTable Others = OwnerTable.Read(Corpora.Tickets(800, seed: 2)), Fresh = OwnerTable.Read(Corpora.Tickets(400, seed: 3));

    [Fact]
    public void An_independent_sample_passes()
    {
        var (report, verdict) = Attack(Fresh);

        Assert.Equal(Verdict.Pass, verdict);
        Assert.InRange(report.Repeated!.FromMembers - report.Repeated.FromOthers, -0.05, 0.05);
    }

    [Fact]
    public void Texts_of_NGram_at_epsilon_1_pass()
    {
        var model = TextSynthesis.Fit(Corpora.Plan(epsilon: 1), Members, new InsecureNoise(1));
        var texts = OwnerTable.Of("synthetic", ["body", "queue"], model.Sample(400, seed: 1, new PatternFakes(), CancellationToken.None));

        Assert.Equal(Verdict.Pass, Attack(texts).Verdict);
    }

    [Fact]
    public void A_release_that_copies_5_percent_of_its_texts_fails() => Assert.Equal(Verdict.Fail, Attack(WithCopies(20)).Verdict);

    [Fact]
    public void A_generator_without_noise_that_has_learned_which_words_follow_which_fails() => Assert.Equal(Verdict.Fail, Attack(Chained()).Verdict);

    [Fact]
    public void People_with_several_texts_are_compared_as_wholes()
    {
        var report = TextMembershipTest.Run(
            OwnerTable.Read(Members), OwnerTable.Read(Members), Renamed(Corpora.Tickets(800, seed: 2)), null, Columns, TextAttackCatalog.All, new HashedEmbedder(), seed: 1, CancellationToken.None, "who");

        Assert.Equal((400, 200, "who"), (report.Units.Distinct().Count(), report.MemberUnits().Count(member => member), report.UnitColumn));
        Assert.Equal(Verdict.Fail, new PermutationGate().Decide(report).Result.Verdict);
    }

    [Fact]
    public void Texts_in_both_groups_decide_nothing()
    {
        var members = OwnerTable.Read(Members);

        var report = TextMembershipTest.Run(members, members, members, null, Columns, TextAttackCatalog.All, new HashedEmbedder(), seed: 1, CancellationToken.None);

        Assert.Contains("they have rows in common", new PermutationGate().Decide(report).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_than_50_texts_decide_nothing_and_a_missing_column_is_named()
    {
        var few = OwnerTable.Read(Corpora.Tickets(40, seed: 1));

        Assert.Equal(Verdict.Inconclusive, new PermutationGate().Decide(Run(few, few, Columns)).Result.Verdict);
        Assert.Equal("SS3101", Assert.Throws<SafeSynth.Plans.SafeSynthException>(() => Run(few, few, new TextColumns("nothing"))).Code);
    }

    [Fact]
    public void What_no_one_would_call_texts_is_attacked_all_the_same()
    {
        var rubbish = OwnerTable.Read(Corpora.Rubbish(60));

        Assert.NotEqual(Verdict.Pass, new PermutationGate().Decide(Run(rubbish, rubbish, Columns)).Result.Verdict);
    }

    private static MembershipReport Run(OwnerTable synthetic, OwnerTable members, TextColumns columns) =>
        TextMembershipTest.Run(synthetic, members, Others, null, columns, TextAttackCatalog.All, new HashedEmbedder(), seed: 1, CancellationToken.None);

    private static (MembershipReport Report, Verdict Verdict) Attack(OwnerTable synthetic)
    {
        var report = Run(synthetic, OwnerTable.Read(Members), Columns);
        return (report, new PermutationGate().Decide(report).Result.Verdict);
    }

    private static OwnerTable WithCopies(int copies)
    {
        var members = OwnerTable.Read(Members);
        return Table([.. members.TextsOf("body").Take(copies), .. Fresh.TextsOf("body").Skip(copies)], [.. members.TextsOf("queue").Take(copies), .. Fresh.TextsOf("queue").Skip(copies)]);
    }

    // A chain of order three over the members' texts: it writes what it has seen, in pieces.
    private static OwnerTable Chained()
    {
        var members = OwnerTable.Read(Members);
        var (random, after) = (new SampleRandom(4), new Dictionary<string, List<string>>());
        foreach (var text in members.TextsOf("body"))
        {
            string[] words = ["", "", "", .. text.Split(' '), ""];
            for (var at = 3; at < words.Length; at++)
            {
                var key = string.Join(' ', words[(at - 3)..at]);
                (after.TryGetValue(key, out var next) ? next : after[key] = []).Add(words[at]);
            }
        }

        string Written()
        {
            List<string> words = ["", "", ""];
            do
                words.Add(after[string.Join(' ', words[^3..])] is var next ? next[random.Next(next.Count)] : "");
            while (words[^1].Length > 0);
            return string.Join(' ', words).Trim();
        }

        return Table([.. Enumerable.Range(0, 1000).Select(_ => Written())], [.. Enumerable.Repeat("hardware", 1000)]);
    }

    private static OwnerTable Table(string[] texts, string[] labels) => OwnerTable.Read(new Rows("synthetic", ["body", "queue"], texts.Zip(labels, (text, label) => new object?[] { text, label })));

    private static OwnerTable Renamed(Rows rows) => OwnerTable.Read(rows) is var table
        ? OwnerTable.Read(new Rows("others", ["who", "body", "queue"], Enumerable.Range(0, table.RowCount).Select(row => new object?[] { $"o{row / 2}", table.TextsOf("body")[row], table.TextsOf("queue")[row] }))) : table;
}
