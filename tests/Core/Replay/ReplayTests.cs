using System.Globalization;
using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Marginals;
using SafeSynth.Mechanisms;
using SafeSynth.Noise;
using SafeSynth.Plans;
using SafeSynth.Privacy;
using SafeSynth.Reports;
using SafeSynth.Texts;

namespace SafeSynth.Tests.Replay;

/// <summary>
/// Proves laws 1 and 2 for a generator: the answers of a fit on one table, replayed over an unrelated table, lead to the same
/// model, report, progress and questions, byte for byte. So nothing but the priced answers was learned. Every generator has a
/// class of its own that inherits these tests.
/// </summary>
public abstract class ReplayTests(string generator, Workload? workload = null, bool withPublicData = false, bool withRules = false)
{
    /// <summary>Declared of rows that do not know of it, so that all of it has to be brought about.</summary>
    private static readonly Constraint[] Rules =
    [
        new ImpossibleValues([new ColumnValues("city", ["north"]), new ColumnValues("smoker", ["true"])]),
        new DeterminedColumn("city", "income"),
        new OrderedColumns(["age", "income"]),
    ];

    private Workload Workload => workload ?? Workload.AllPairs;

    private PublicTable? PublicData { get; } = withPublicData ? PublicTable.Read(People(300, seed: 4), []) : null;

    public static TheoryData<string> Schemas => ["nothing", "types", "everything"];

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Nothing_is_learned_but_what_the_door_answers(string declared) =>
        AssertReplays(
            new DpPlan(new Guarantee(5)) { Generator = generator, Workload = Workload, PublicData = PublicData, Schema = SchemaOf(declared) }, isText: true);

    [Fact]
    public void Nothing_else_is_learned_of_native_values() =>
        AssertReplays(new DpPlan(new Guarantee(5)) { Generator = generator, Workload = Workload, PublicData = PublicData, Schema = SchemaOf("everything") }, isText: false);

    [Fact]
    public void Nothing_else_is_learned_of_texts() => AssertReplays(
        new DpPlan(new Guarantee(20)) { Generator = generator, Workload = Workload, PublicData = PublicData, Schema = SchemaOf("types").WithTexts(["note"]) }, isText: true);

    [Theory]
    [InlineData(Neighbors.AddRemove)]
    [InlineData(Neighbors.ReplaceOne)]
    public void Nothing_else_is_learned_where_persons_have_several_rows(Neighbors neighbors) =>
        AssertReplays(new DpPlan(new Guarantee(20, 1e-6, PrivacyUnit.Key("id", 3), neighbors)) { Generator = generator, Workload = Workload, PublicData = PublicData }, isText: true);

    private void AssertReplays(DpPlan plan, bool isText)
    {
        if (withRules)
            plan = plan with { Constraints = plan.Schema.Fields.Count > 0 ? Rules : Rules[..2] };   // columns that are ordered need a declared type
        var (original, answers) = Record(plan, People(1000, seed: 1), isText);

        foreach (var unrelated in new[] { People(50, seed: 2), People(0, seed: 3), Rubbish(700) })
        {
            var door = new ReplayingDoor(Open(plan, unrelated), answers);
            var replayed = Outcome(plan, door, isText);

            Assert.True(door.IsExhausted);
            Assert.Equal(original, replayed);
        }
    }

    [Fact]
    public void A_replay_over_answers_of_other_data_gives_another_model()
    {
        var plan = new DpPlan(new Guarantee(5)) { Generator = generator, Workload = Workload, PublicData = PublicData };

        var one = Record(plan, People(1000, seed: 1), isText: true).Outcome;
        var other = Record(plan, People(1000, seed: 1), isText: true).Outcome;

        Assert.NotEqual(one, other);
    }

    private (string Outcome, IReadOnlyList<RecordedAnswer> Answers) Record(DpPlan plan, Rows rows, bool isText)
    {
        var door = new RecordingDoor(Open(plan, rows));
        return (Outcome(plan, door, isText), door.Answers);
    }

    private static PrivateTable Open(DpPlan plan, Rows rows)
    {
        var fields = plan.Schema.FieldsFor(rows.Read().ColumnNames);
        var budget = new BudgetScope(ReleaseCap.Of(
            plan.Guarantee, TextBudget.ThresholdShareFor(fields), GeneratorCatalog.Find(plan.Generator!).Info.Composition));
        return PrivateTable.Open("people", rows.Read(), fields, [], budget, new SystemNoise());
    }

    // Everything that leaves a run, as one text.
    private string Outcome(DpPlan plan, IPrivateData door, bool isText)
    {
        var progress = new Told();
        var fields = plan.Schema.FieldsFor(door.Facts.ColumnNames);
        var (model, _) = Synthesis.Fit(plan, door, fields, isText, progress, CancellationToken.None);
        using var file = new MemoryStream();
        ModelFile.Write(model, file);
        var seen = new TableDistribution(model.Report.Layout);
        var rows = new List<string>();
        foreach (var batch in DrawnFrom(model).Sample(null, seed: 1, new PatternFakes(), CancellationToken.None))
        {
            seen.Observe(batch);
            rows.AddRange(Enumerable.Range(0, batch.RowCount).Select(row => string.Join('|', batch.Columns.Select(column => column.TextAt(row)))));
        }

        using var report = new StringWriter();
        HtmlReport.Write(DrawnFrom(model).Report, seen, report);
        return string.Join('\n', [Convert.ToBase64String(file.ToArray()), report.ToString(), .. progress.Lines, .. rows]);
    }

    // Where rows are to keep rules, those are drawn that have a value of the first column of numbers.
    private FittedModel DrawnFrom(FittedModel model)
    {
        if (!withRules)
            return model;
        var column = model.Report.Layout.Modelled.First(column => column.Domain is GridDomain);
        return model.Given([new ColumnValues(column.Name, [".."])]);
    }

    private static Schema SchemaOf(string declared) => declared switch
    {
        "nothing" => Schema.Empty,
        "types" => new Schema(
        [
            new Field("age") { Type = FieldType.Integer, Minimum = "0" },
            new Field("city") { Type = FieldType.String },
            new Field("income") { Type = FieldType.Number },
            new Field("born") { Type = FieldType.Date },
        ]),
        _ => new Schema(
        [
            new Field("age") { Type = FieldType.Integer, Minimum = "0", Maximum = "99", Faults = FaultPolicy.Clamp },
            new Field("city") { Enum = ["north", "south", "east"], Faults = FaultPolicy.Drop },
            new Field("income") { Type = FieldType.Number, Minimum = "0", Maximum = "10000" },
            new Field("born") { Type = FieldType.Date, Minimum = "1920-01-01", Maximum = "2020-12-31" },
            new Field("seen") { Type = FieldType.DateTime, Minimum = "2020-01-01T00:00:00", Maximum = "2026-01-01T00:00:00" },
            new Field("smoker") { Type = FieldType.Boolean, Required = true },
            new Field("note") { Role = FieldRole.Drop },
        ]),
    };

    private static Rows People(int count, int seed)
    {
        var random = new SampleRandom((ulong)seed);
        return new Rows("people", ["id", "age", "city", "income", "born", "seen", "smoker", "note", "since"], Enumerable.Range(0, count).Select(i =>
        {
            var age = 18 + random.Next(60);
            return new object?[]
            {
                (i / 2).ToString(CultureInfo.InvariantCulture),
                age.ToString(CultureInfo.InvariantCulture),
                random.Next(10) == 0 ? "" : new[] { "north", "south", "east" }[random.Next(age > 40 ? 2 : 3)],
                (age * 50.5).ToString("F2", CultureInfo.InvariantCulture),
                new DateOnly(2025 - age, 1 + random.Next(12), 1 + random.Next(28)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                new DateTime(2025, 1 + random.Next(12), 3, random.Next(24), 0, 0).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                random.Next(age) > 30 ? "true" : "false",
                $"note {random.Next(1_000_000)}",
                (2000 + random.Next(20)).ToString(CultureInfo.InvariantCulture),
            };
        }));
    }

    private static Rows Rubbish(int count) => new(
        "people",
        ["id", "age", "city", "income", "born", "seen", "smoker", "note", "since"],
        Enumerable.Range(0, count).Select(i => (i % 4) switch
        {
            0 => [],
            1 => ["x", "NaN", "1e300", "-1e300", "9999-12-31", "0001-01-01 00:00:00", "maybe", "\0", "1e12"],
            2 => new object?[] { "-1", "999999999999999999", "12", "abc", "2021-02-30", "now", "1", new string('z', 5000), "-2000" },
            _ => ["", "", "", "", "", "", "", "", ""],
        }));

    private sealed class Told : IProgress<StageProgress>
    {
        public List<string> Lines { get; } = [];

        public void Report(StageProgress value) => Lines.Add($"{value.Stage} {value.Done}");
    }
}

public sealed class MstReplayTests() : ReplayTests("Mst");

public sealed class OneShotReplayTests() : ReplayTests("OneShot");

public sealed class OneShotOfTriplesReplayTests() : ReplayTests("OneShot", new Workload { Ways = 3, Target = "city" });

public sealed class OneShotWithPublicDataReplayTests() : ReplayTests("OneShot", withPublicData: true);

public sealed class OneShotWithConstraintsReplayTests() : ReplayTests("OneShot", withRules: true);

public sealed class MstWithConstraintsReplayTests() : ReplayTests("Mst", withRules: true);

public sealed class AimWithPublicDataReplayTests() : ReplayTests("Aim", withPublicData: true);

public sealed class AimReplayTests() : ReplayTests("Aim");

public sealed class AimOfTriplesReplayTests() : ReplayTests("Aim", new Workload { Ways = 3, Target = "city" });

public sealed class AutoReplayTests() : ReplayTests("Auto");

public sealed class IndependentReplayTests() : ReplayTests("Independent");
