using SafeSynth.Attacks;
using SafeSynth.Audit;
using SafeSynth.Data;
using SafeSynth.Gates;
using SafeSynth.Marginals;
using SafeSynth.Noise;
using SafeSynth.Privacy;
using SafeSynth.Tests.Attacks;
using SafeSynth.Tests.Texts;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Gates;

/// <summary>
/// The gate over all attacks on texts, on tickets that are made up; seeds are fixed. Its false alarms are counted by the benchmark
/// <c>text-gate</c>.
/// </summary>
public sealed class TextGateTests
{
    private static readonly TextColumns Columns = new("Body", "queue");
    // Made-up rows differ each time that they are read.
    private static readonly OwnerTable Members = OwnerTable.Read(Corpora.Tickets(400, seed: 1)), Others = OwnerTable.Read(Corpora.Tickets(800, seed: 2)), Fresh = OwnerTable.Read(Corpora.Tickets(400, seed: 3));

    [Fact]
    public void An_independent_sample_passes()
    {
        var (report, verdict) = Attack(Fresh);

        Assert.Equal(Verdict.Pass, verdict);
        Assert.InRange(report.Repeated!.FromMembers - report.Repeated.FromOthers, -0.05, 0.05);
    }

    /// <summary>
    /// Of a release that leaks nothing one in twenty fails; epsilon 1 allows for a little, which shows in few words of few people.
    /// </summary>
    [Fact]
    public void Texts_of_NGram_at_epsilon_1_pass()
    {
        var passed = Enumerable.Range(0, 6).Count(run =>
        {
            OwnerTable Texts(int count, int seed) => Table(MadeTextSetting.Texts(count, (3 * run) + seed), [.. Enumerable.Repeat("x", count)]);
            var members = Texts(600, seed: 1);
            var model = TextSynthesis.Fit(Corpora.Plan(epsilon: 1), members.AsSource(), new InsecureNoise((ulong)run));
            var written = OwnerTable.Of("synthetic", ["body", "queue"], model.Sample(600, (ulong)run, new PatternFakes(), CancellationToken.None));
            return new PermutationGate().Decide(Run(written, members, Texts(1_200, seed: 2))).Result.Verdict == Verdict.Pass;
        });

        Assert.InRange(passed, 5, 6);
    }

    [Fact]
    public void RawPrompt_with_a_model_that_repeats_an_example_fails_and_canaries_refute_its_epsilon()
    {
        static OwnerTable Written(IRowSource rows, string label, int count)
        {
            var plan = new TextPlan(new Guarantee(1_000, 1e-6), rows.ReadColumnNames().Contains("body") ? "body" : "text") { LabelColumn = label, Generator = "RawPrompt", AllowNoGuarantee = true };
            var parrot = new ScriptedWriter(request => request.Message.Split("Example 1:\n")[1].Split("\n\n")[0]);
            var model = TextSynthesis.Fit(plan, rows, new SystemNoise(), tools: new(parrot));
            return OwnerTable.Of("synthetic", [plan.TextColumn, label], model.Sample(count, seed: 1, new PatternFakes(), CancellationToken.None));
        }

        Assert.Equal(Verdict.Fail, Attack(Written(Members.AsSource(), "queue", 400)).Verdict);

        var canaries = CanaryAudit.Run(new Guarantee(1, 1e-5), canaries: 100, (rows, _) => Written(rows, "label", 2_000).TextsOf("text"), seed: 1);
        Assert.All(canaries.Bounds, bound => Assert.True(bound.Epsilon > 1, $"{bound}"));
    }

    [Fact]
    public void A_release_that_copies_5_percent_of_its_texts_fails() => Assert.Equal(Verdict.Fail, Attack(WithCopies(20)).Verdict);

    [Fact]
    public void A_generator_without_noise_that_has_learned_which_words_follow_which_fails()
    {
        var members = Table(MadeTextSetting.Texts(300, seed: 1), [.. Enumerable.Repeat("x", 300)]);

        var report = Run(Chained(members), members, Table(MadeTextSetting.Texts(600, seed: 2), [.. Enumerable.Repeat("x", 600)]));

        Assert.Equal(Verdict.Fail, new PermutationGate().Decide(report).Result.Verdict);
    }

    [Fact]
    public void People_with_several_texts_are_compared_as_wholes()
    {
        OwnerTable Owned(int seed, string prefix) => OwnerTable.Read(new Rows(
            prefix, ["who", "body", "queue"], MadeTextSetting.Texts(seed * 400, seed).Select((text, row) => new object?[] { $"{prefix}{row / 2}", text, "x" })));
        var members = Owned(seed: 1, "m");

        var report = TextMembershipTest.Run(
            members, members, Owned(seed: 2, "o"), null, Columns, TextAttackCatalog.All, new HashedEmbedder(), seed: 1, CancellationToken.None, "who");

        Assert.Equal((400, 200, "who"), (report.Units.Distinct().Count(), report.MemberUnits().Count(member => member), report.UnitColumn));
        var decision = new PermutationGate().Decide(report);
        Assert.True(decision.Result.Verdict == Verdict.Fail, decision.Detail);
    }

    [Fact]
    public void Texts_in_both_groups_decide_nothing()
    {
        var report = TextMembershipTest.Run(
            Members, Members, Members, null, Columns, TextAttackCatalog.All, new HashedEmbedder(), seed: 1, CancellationToken.None);

        Assert.Contains("they have rows in common", new PermutationGate().Decide(report).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_than_50_texts_decide_nothing_and_a_missing_column_is_named()
    {
        var few = OwnerTable.Read(Corpora.Tickets(40, seed: 1));

        Assert.Equal(Verdict.Inconclusive, new PermutationGate().Decide(Run(few, few, Others)).Result.Verdict);
        Assert.Equal("SS3101", Assert.Throws<SafeSynth.Plans.SafeSynthException>(() => Run(few, few, Others, "nothing")).Code);
    }

    [Fact]
    public void What_no_one_would_call_texts_is_attacked_all_the_same()
    {
        var rubbish = OwnerTable.Read(Corpora.Rubbish(60));

        Assert.NotEqual(Verdict.Pass, new PermutationGate().Decide(Run(rubbish, rubbish, Others)).Result.Verdict);
    }

    private static MembershipReport Run(OwnerTable synthetic, OwnerTable members, OwnerTable others, string text = "Body") =>
        TextMembershipTest.Run(
            synthetic, members, others, null, new TextColumns(text, "queue"), TextAttackCatalog.All, new HashedEmbedder(), seed: 1, CancellationToken.None);

    private static (MembershipReport Report, Verdict Verdict) Attack(OwnerTable synthetic)
    {
        var report = Run(synthetic, Members, Others);
        return (report, new PermutationGate().Decide(report).Result.Verdict);
    }

    private static OwnerTable WithCopies(int copies) => Table(
        [.. Members.TextsOf("body").Take(copies), .. Fresh.TextsOf("body").Skip(copies)], [.. Members.TextsOf("queue").Take(copies), .. Fresh.TextsOf("queue").Skip(copies)]);

    // A chain of order three over the members' texts: it writes what it has seen, in pieces.
    private static OwnerTable Chained(OwnerTable members)
    {
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

        return Table([.. Enumerable.Range(0, 1000).Select(_ => Written())], [.. Enumerable.Repeat("x", 1000)]);
    }

    private static OwnerTable Table(string[] texts, string[] labels) =>
        OwnerTable.Read(new Rows("synthetic", ["body", "queue"], texts.Zip(labels, (text, label) => new object?[] { text, label })));
}
