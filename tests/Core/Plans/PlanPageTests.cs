using System.Text.RegularExpressions;
using SafeSynth.Data;
using SafeSynth.Plans;

namespace SafeSynth.Tests.Plans;

/// <summary>What <c>docs/plan.md</c> shows must work.</summary>
public sealed partial class PlanPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Root(), "docs", "plan.md"));

    [Fact]
    public void The_example_of_a_plan_is_one()
    {
        var plan = PlanReader.Parse(Examples[0], "visits.plan.json");

        Assert.Equal("patient_id", plan.Guarantee.Unit.KeyColumn);
        Assert.Equal(["NA"], plan.Schema.MissingValues);
        Assert.Equal(FieldRole.Drop, plan.Schema.Fields[^1].Role);
    }

    [Fact]
    public void The_example_of_a_schema_is_one() =>
        Assert.Equal(["low", "middle", "top"], SchemaReader.Parse(Examples[1], "grades.schema.json").Fields[2].Enum);

    [Fact]
    public void The_example_of_a_fault_is_what_the_fault_says()
    {
        var typo = Examples[0].Replace("maxRows", "maxrows", StringComparison.Ordinal);

        var fault = Assert.Throws<MalformedFileException>(() => PlanReader.Parse(typo, "visits.plan.json"));

        Assert.Contains($"{fault.Code}: {fault.Message}", Page, StringComparison.Ordinal);
    }

    private static List<string> Examples => [.. Json().Matches(Page).Select(match => match.Groups[1].Value)];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SafeSynth.slnx")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Json();
}
