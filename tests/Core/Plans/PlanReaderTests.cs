using SafeSynth.Data;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Plans;

public sealed class PlanReaderTests
{
    [Fact]
    public void A_plan_with_everything_in_it_is_read()
    {
        var plan = PlanReader.Parse(
            """
            {
              "epsilon": 1.5,
              "delta": 1e-7,
              "unit": { "column": "person_id", "maxRows": 8 },
              "neighbors": "replaceOne",
              "generator": "independent",
              "workload": { "ways": 3, "target": "age", "sets": [["age", "sex"], ["age", "sex", "city"]] },
              "size": 5000,
              "rows": 10000,
              "seed": 18446744073709551615,
              "schema": { "fields": [{ "name": "age", "type": "integer" }] }
            }
            """, "test.json");

        Assert.Equal(new Guarantee(1.5, 1e-7, PrivacyUnit.Key("person_id", 8), Neighbors.ReplaceOne), plan.Guarantee);
        Assert.Equal(("Independent", 5000L, 10000L, ulong.MaxValue), (plan.Generator, plan.Size, plan.Rows, plan.Seed));
        Assert.Equal(FieldType.Integer, Assert.Single(plan.Schema.Fields).Type);
        Assert.Equal((3, "age"), (plan.Workload.Ways, plan.Workload.Target));
        Assert.Equal([["age", "sex"], ["age", "sex", "city"]], plan.Workload.Sets);
    }

    [Fact]
    public void A_plan_needs_nothing_but_epsilon()
    {
        var plan = PlanReader.Parse("""{ "epsilon": 1 }""", "test.json");

        Assert.Equal(new DpPlan(new Guarantee(1, 1e-6, PrivacyUnit.Row, Neighbors.AddRemove)), plan);
    }

    [Fact]
    public void A_schema_may_be_in_a_file_beside_the_plan()
    {
        using var folder = new TemporaryFolder();
        folder.File("people.schema.json", """{ "fields": [{ "name": "age" }] }""");
        var path = folder.File("people.plan.json", """{ "epsilon": 1, "schema": "people.schema.json" }""");

        Assert.Equal("age", Assert.Single(PlanReader.Read(path).Schema.Fields).Name);
    }

    [Fact]
    public void Public_data_are_named_by_a_path_beside_the_plan_and_read_by_whoever_runs_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("people.plan.json", """{ "epsilon": 1, "publicData": "known.csv" }""");
        folder.File("known.csv", "age\n31\n");
        var plan = PlanReader.Read(path);

        Assert.Equal((folder.Path("known.csv"), null), (plan.PublicDataFile, plan.PublicData));
        Assert.Equal(["age"], PublicCsv.ReadFor(plan, [folder.Path("people.csv")]).PublicData!.ColumnNames);
        Assert.Equal("SS0180", Assert.Throws<SafeSynthException>(() => PublicCsv.ReadFor(plan, [folder.Path("known.csv")])).Code);
        File.CreateSymbolicLink(folder.Path("linked.csv"), folder.Path("known.csv"));
        Assert.Equal("SS0180", Assert.Throws<SafeSynthException>(() => PublicCsv.ReadFor(plan, [folder.Path("linked.csv")])).Code);
    }

    [Fact]
    public void A_fault_in_the_schema_file_names_that_file()
    {
        using var folder = new TemporaryFolder();
        var schema = folder.File("people.schema.json", "{ \"fields\": [\n{ \"nam\": \"age\" }] }");
        var path = folder.File("people.plan.json", """{ "epsilon": 1, "schema": "people.schema.json" }""");

        var fault = Assert.Throws<MalformedFileException>(() => PlanReader.Read(path));

        Assert.Equal((schema, 2, 3), (fault.Path, fault.Line, fault.Column));
    }

    [Theory]
    [InlineData("""{ "epsilom": 1 }""", 3, "'epsilom' is unknown")]
    [InlineData("""{ "epsilon": 1, "epsilon": 2 }""", 17, "'epsilon' comes twice")]
    [InlineData("""{ "epsilon": "1" }""", 14, "a number")]
    [InlineData("""{ "epsilon": 1, "rows": 1.5 }""", 25, "a whole number")]
    [InlineData("""{ "epsilon": 1, "seed": -1 }""", 25, "a whole number")]
    [InlineData("""{ "epsilon": 1, "unit": "person" }""", 25, "an object")]
    [InlineData("""{ "epsilon": 1, "unit": { "column": "person" } }""", 25, "'maxRows' is missing")]
    [InlineData("""{ "epsilon": 1, "unit": { "maxRows": 2 } }""", 25, "'column' is missing")]
    [InlineData("""{ "epsilon": 1, "unit": { "column": "p", "maxrows": 2 } }""", 42, "'maxrows' is unknown")]
    [InlineData("""{ "epsilon": 1, "neighbors": "add" }""", 30, "\"addRemove\", \"replaceOne\"")]
    [InlineData("""{ "epsilon": 1, "schema": { "field": [] } }""", 29, "'field' is unknown")]
    [InlineData("""{ "epsilon": 1, "workload": { "goal": "age" } }""", 31, "'goal' is unknown")]
    [InlineData("""{ "epsilon": 1, // a remark""", 17, "no comments")]
    [InlineData("""[]""", 1, "an object")]
    public void A_text_that_is_no_plan_is_refused_with_its_place_and_reason(string json, int column, string reason)
    {
        var fault = Assert.Throws<MalformedFileException>(() => PlanReader.Parse(json, "my.plan.json"));

        Assert.Equal((1, column), (fault.Line, fault.Column));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SS0117", """{ "generator": "Mst" }""")]
    [InlineData("SS0117", """{ "epsilon": null }""")]
    [InlineData("SS0100", """{ "epsilon": 0 }""")]
    [InlineData("SS0100", """{ "epsilon": 1e999 }""")]
    [InlineData("SS0101", """{ "epsilon": 1, "delta": 1 }""")]
    [InlineData("SS0102", """{ "epsilon": 1, "unit": { "column": "p", "maxRows": 0 } }""")]
    [InlineData("SS0106", """{ "epsilon": 1, "schema": { "fields": [{ "name": "a", "type": "integer", "constraints": { "minimum": 2, "maximum": 1 } }] } }""")]
    [InlineData("SS0113", """{ "epsilon": 1, "generator": "Magic" }""")]
    [InlineData("SS0114", """{ "epsilon": 1, "rows": -1 }""")]
    [InlineData("SS0116", """{ "epsilon": 1, "workload": { "ways": 4 } }""")]
    [InlineData("SS0116", """{ "epsilon": 1, "workload": { "sets": [["a"]] } }""")]
    [InlineData("SS0116", """{ "epsilon": 1, "workload": { "sets": [["a", "a"]] } }""")]
    [InlineData("SS0160", """{ "epsilon": 1, "size": 0 }""")]
    [InlineData("SS0121", """{ "epsilon": 1, "schema": "there-is-no-such.schema.json" }""")]
    public void A_plan_that_cannot_be_meant_is_refused_before_any_data_is_read(string code, string json) =>
        Assert.Equal(code, Assert.Throws<SafeSynthException>(() => PlanReader.Parse(json, "my.plan.json")).Code);
}
