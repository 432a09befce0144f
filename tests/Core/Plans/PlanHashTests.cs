using SafeSynth.Data;
using SafeSynth.Generators;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Plans;

public sealed class PlanHashTests
{
    private static readonly DpPlan Plan = new(new Guarantee(1));

    [Fact]
    public void Whatever_a_fit_depends_on_changes_the_hash()
    {
        var field = new Field("a") { Type = FieldType.Integer };
        DpPlan[] plans =
        [
            Plan,
            new(new Guarantee(2)),
            new(new Guarantee(1, 1e-7)),
            new(new Guarantee(1, 1e-6, PrivacyUnit.Key("a", 2))),
            new(new Guarantee(1, 1e-6, PrivacyUnit.Key("a", 3))),
            new(new Guarantee(1, 1e-6, null, Neighbors.ReplaceOne)),
            Plan with { Generator = "Independent" },
            Plan with { Workload = new Workload { Ways = 3 } },
            Plan with { Workload = new Workload { Target = "a" } },
            Plan with { Workload = new Workload { Target = "b" } },
            Plan with { Workload = new Workload { Sets = [["a", "b"]] } },
            Plan with { Constraints = [new OrderedColumns(["a", "b"])] },
            Plan with { Constraints = [new OrderedColumns(["b", "a"])] },
            Plan with { Constraints = [new DeterminedColumn("a", "b")] },
            Plan with { Constraints = [new DeterminedColumn("a", "b") { Mapping = new Dictionary<string, string> { ["1"] = "2" } }] },
            Plan with { Constraints = [new ImpossibleValues([new ColumnValues("a", ["1"])])] },
            Plan with { Constraints = [new ImpossibleValues([new ColumnValues("a", [null])])] },
            Plan with { Schema = new Schema([]) { MissingValues = ["?"] } },
            .. new[]
            {
                field, field with { Name = "b" }, field with { Type = FieldType.Number }, field with { Format = "email" },
                field with { Enum = ["1"] }, field with { Enum = ["1", "2"] }, field with { Minimum = "1" }, field with { Maximum = "1" },
                field with { TrueValues = ["1"] }, field with { FalseValues = ["1"] }, field with { Required = true }, field with { Unique = true },
                field with { Faults = FaultPolicy.Clamp }, field with { Role = FieldRole.Drop },
            }.Select(one => Plan with { Schema = new Schema([one]) }),
        ];

        Assert.Distinct(plans.Select(HashOf));
    }

    [Fact]
    public void What_concerns_sampling_or_forecasts_or_says_the_same_in_other_words_does_not()
    {
        var (a, b) = (new Field("a") { Required = true }, new Field("b"));
        var hash = HashOf(Plan with { Schema = new Schema([a]) });

        Assert.Equal(hash, HashOf(Plan with { Schema = new Schema([b, a]), Size = 9, PublicDataFile = "/known.csv", Rows = 5, Where = [new ColumnValues("a", ["1"])], Seed = 7, Generator = GeneratorCatalog.Default.Info.Name }));
    }

    private static string HashOf(DpPlan plan) => PlanHash.Of(plan, ["a", "b"]);
}
