using SafeSynth.Data;
using SafeSynth.Plans;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Plans;

public sealed class PlanDraftTests
{
    private static readonly string[] Awkward = ["age", "a \"quoted\" name", "back\\slash", "größe", "tab\there", "{}", "null", "'"];

    [Fact]
    public void A_draft_is_a_plan_that_asks_for_what_was_given_and_declares_nothing()
    {
        var plan = new DpPlan(new Guarantee(0.1 + 0.2, 1.5e-9, PrivacyUnit.Key("age", 8), Neighbors.ReplaceOne))
        {
            Generator = "Independent", Size = 1234, Rows = 0, Seed = ulong.MaxValue,
        };

        var back = PlanReader.Parse(PlanDraft.Write(plan, Awkward), "draft.json");

        Assert.Equal(plan, back with { Schema = plan.Schema });
        Assert.Equal(Awkward, back.Schema.Fields.Select(field => field.Name));
        Assert.All(back.Schema.Fields.Skip(1), field => Assert.Equal(new Field(field.Name), field));
    }

    [Fact]
    public void A_draft_asks_for_the_same_fit_as_no_plan_at_all()
    {
        string[] columns = ["person_id", "age", "email", "name"];
        var plan = new DpPlan(new Guarantee(1));

        var draft = PlanReader.Parse(PlanDraft.Write(plan, columns), "draft.json");

        Assert.Equal(FieldRole.Regenerate, draft.Schema.Fields[0].Role);
        Assert.Equal(Price(plan), Price(draft));

        IEnumerable<string> Price(DpPlan asked) =>
            ReleasePrice.Of(asked, "test", columns, isText: true) is var price
                ? [.. price.InWords(), .. price.Parts.Select(part => $"{part}")]
                : [];
    }

    [Fact]
    public void What_is_filled_in_takes_the_place_of_null()
    {
        var draft = PlanDraft.Write(new DpPlan(new Guarantee(1)), ["age"])
            .Replace("\"type\": null", "\"type\": \"integer\"", StringComparison.Ordinal)
            .Replace("\"minimum\": null, \"maximum\": null", "\"minimum\": 0, \"maximum\": 120", StringComparison.Ordinal);

        Assert.Equal(
            new Field("age") { Type = FieldType.Integer, Minimum = "0", Maximum = "120" },
            Assert.Single(PlanReader.Parse(draft, "draft.json").Schema.Fields));
    }

    [Fact]
    public void The_column_that_names_the_person_must_be_there() =>
        Assert.Equal(
            "SS0103", Assert.Throws<SafeSynthException>(() => PlanDraft.Write(new DpPlan(new Guarantee(1, unit: PrivacyUnit.Key("who", 1))), ["age"])).Code);
}
