using System.Globalization;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Generators;

/// <summary>Law 5: a second run of a keyed release is the same release; one that differs in anything is another.</summary>
public sealed class KeyedReleaseTests
{
    private static readonly SecretKey Secret = new(new byte[32]);

    [Theory]
    [MemberData(nameof(EveryGenerator.Names), MemberType = typeof(EveryGenerator))]
    public void A_second_fit_writes_the_same_model_byte_for_byte(string generator)
    {
        Assert.Equal(Fit(generator), Fit(generator));
    }

    [Fact]
    public void The_order_of_rows_and_the_seed_of_sampling_change_nothing()
    {
        var people = People();

        Assert.Equal(
            Fit("Mst", people),
            ModelOf(Plan("Mst") with { Seed = 5, Rows = 3 }, new Rows("people", Columns, people.AsEnumerable().Reverse()), new KeyedNoise(Secret, "v1")));
    }

    [Theory]
    [MemberData(nameof(EveryGenerator.Names), MemberType = typeof(EveryGenerator))]
    public void Another_label_secret_cell_or_plan_gives_another_model(string generator)
    {
        var changed = People();
        changed[^1][1] = "30";

        Assert.Distinct(new[]
        {
            Fit(generator),
            Fit(generator, label: "v2"),
            Fit(generator, secret: new SecretKey([1, .. new byte[31]])),
            Fit(generator, changed),
            ModelOf(Plan(generator) with { Schema = new Schema([new Field("city") { Required = true }]) }, new Rows("people", Columns, People()), new KeyedNoise(Secret, "v1")),
        }.Select(Convert.ToBase64String));
    }

    [Fact]
    public void Insecure_noise_repeats_a_fit_too()
    {
        Assert.Equal(
            ModelOf(Plan("Mst"), new Rows("people", Columns, People()), new InsecureNoise(3)),
            ModelOf(Plan("Mst"), new Rows("people", Columns, People()), new InsecureNoise(3)));
    }

    [Fact]
    public void The_same_question_twice_gets_independent_noise()
    {
        var (table, query) = (Rows.Of("x", "a").Read(), MarginalQuery.OneWay([new FormCoding("x")]));
        var door = Open(table, new KeyedNoise(Secret, "v1").ForRelease(table, ""));
        var mechanism = new DiscreteGaussian(1_000_000);

        Assert.NotEqual(door.Measure(query, mechanism).Cells[0], door.Measure(query, mechanism).Cells[0]);
    }

    [Fact]
    public void A_run_that_was_once_answered_otherwise_shares_no_noise_from_then_on()
    {
        // The exact counts are the same, so noise that repeats would make all 53 answers equal; chance does so once in 3,500 cells.
        var first = SecondAnswerAfter(new DiscreteGaussian(1_000_000));
        var parted = SecondAnswerAfter(new DiscreteGaussian(1_000_001));

        Assert.Equal(first, SecondAnswerAfter(new DiscreteGaussian(1_000_000)));
        Assert.InRange(first.Zip(parted, (a, b) => a == b).Count(same => same), 0, 2);

        static long[] SecondAnswerAfter(DiscreteGaussian mechanism)
        {
            var (table, query) = (Rows.Of("x", "a").Read(), MarginalQuery.OneWay([new FormCoding("x")]));
            var door = Open(table, new KeyedNoise(Secret, "v1").ForRelease(table, ""));
            door.Measure(query, mechanism);
            return door.Measure(query, new DiscreteGaussian(1_000_000)).Cells[0];
        }
    }

    [Fact]
    public void Transcripts_tell_runs_apart_that_were_answered_otherwise()
    {
        Assert.Equal(TranscriptOf("v1"), TranscriptOf("v1"));
        Assert.NotEqual(TranscriptOf("v1"), TranscriptOf("v2"));

        static string TranscriptOf(string label)
        {
            var table = Rows.Of("x", "a").Read();
            var door = Open(table, new KeyedNoise(Secret, label).ForRelease(table, ""));
            door.Measure(MarginalQuery.OneWay([new FormCoding("x")]), new DiscreteGaussian(1_000_000));
            return door.Transcript.Hash;
        }
    }

    [Fact]
    public void The_noise_of_one_table_is_refused_for_another()
    {
        var (table, other) = (Rows.Of("x", "a").Read(), Rows.Of("x", "b").Read());

        Assert.Throws<ArgumentException>(() => Open(other, new KeyedNoise(Secret, "v1").ForRelease(table, "")));
    }

    [Fact]
    public void Which_rows_of_a_unit_take_part_is_repeated_and_follows_no_order_even_among_spellings_of_one_value()
    {
        string[] lines = [.. Enumerable.Range(0, 40).SelectMany(who => new[] { $"{who},7", $"{who},7.0", $"{who},7.00" })];

        Assert.Equal(Kept(lines), Kept([.. lines.Reverse()]));

        static IEnumerable<KeyValuePair<string, long>> Kept(string[] lines)
        {
            var rows = new UnitRows(Rows.Of(["who,x", .. lines]).Read(), []);
            rows.BoundUnits(PrivacyUnit.Key("who", 1), [], new InsecureNoise(1).ForEvent(0, ""));
            return rows.KeyCounts("x").OrderBy(pair => pair.Key, StringComparer.Ordinal);
        }
    }

    private static readonly string[] Columns = ["who", "age", "city", "smoker"];

    private static DpPlan Plan(string generator) => new(new Guarantee(3, 1e-6, PrivacyUnit.Key("who", 2))) { Generator = generator };

    private static byte[] Fit(string generator, object?[][]? people = null, string label = "v1", SecretKey? secret = null) =>
        ModelOf(Plan(generator), new Rows("people", Columns, people ?? People()), new KeyedNoise(secret ?? Secret, label));

    private static byte[] ModelOf(DpPlan plan, IRowSource source, INoiseProvider noise)
    {
        using var file = new MemoryStream();
        ModelFile.Write(Synthesis.Fit(plan, source, noise), file);
        return file.ToArray();
    }

    private static PrivateTable Open(RawTable table, IReleaseNoise noise) =>
        PrivateTable.Open("t", table, [new Field("x")], [], new BudgetScope(new Guarantee(1), 0), noise);

    private static object?[][] People()
    {
        var random = new SampleRandom(3);
        return [.. Enumerable.Range(0, 900).Select(i => new object?[]
        {
            (i / 3).ToString(CultureInfo.InvariantCulture),
            (20 + random.Next(50)).ToString(CultureInfo.InvariantCulture),
            new[] { "north", "south", "east" }[random.Next(3)],
            random.Next(2) == 0 ? "yes" : "no",
        })];
    }
}
