using SafeSynth.Plans;

namespace SafeSynth.Tests;

public sealed class NewDpPlanTests : IDisposable
{
    private readonly Workshop _shop = new();

    public NewDpPlanTests() => _shop.Write("hr.csv", "employee_id,email,age,Größe \"x\"\n1,zq7@example.org,31,zq8\n");

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void A_draft_goes_to_a_file_and_holds_the_header_alone()
    {
        var run = _shop.Run("New-DpPlan hr.csv -OutFile hr.plan.json -PassThru").Succeeds();

        Assert.Equal(_shop.PathOf("hr.plan.json"), ((FileInfo)Assert.Single(run.Output).BaseObject).FullName);
        var draft = _shop.Read("hr.plan.json");
        Assert.DoesNotContain("zq", draft);
        var plan = PlanReader.Parse(draft, "hr.plan.json");
        Assert.Equal((1, 1e-6), (plan.Guarantee.Epsilon, plan.Guarantee.Delta));
        Assert.Equal(["employee_id", "email", "age", "Größe \"x\""], plan.Schema.Fields.Select(field => field.Name));
        Assert.Equal([true, true, false, false], plan.Schema.Fields.Select(field => field.Role is not null));
    }

    [Fact]
    public void Without_a_file_the_draft_is_text_and_with_several_files_there_are_several()
    {
        _shop.Write("it.csv", "a,b\n");

        Assert.Equal("Independent", PlanReader.Parse(Assert.Single(_shop.Run("New-DpPlan hr.csv -Generator independent").Succeeds().Lines), "draft").Generator);
        Assert.Equal(2, _shop.Run("New-DpPlan *.csv").Succeeds().Lines.Count);
        Assert.Equal("SS0118", Code("New-DpPlan *.csv -OutFile all.plan.json"));
        Assert.Equal(["hr.csv", "it.csv"], _shop.Files);
    }

    [Fact]
    public void What_parameters_ask_for_is_in_the_draft()
    {
        var draft = Assert.Single(_shop.Run("New-DpPlan hr.csv -Epsilon 0.3 -Delta 1e-9 -PrivacyUnit employee_id -MaxRowsPerUnit 8 -Neighbors ReplaceOne -Generator Mst -Size 5000 -Count 10 -Seed 7").Succeeds().Lines);

        var plan = PlanReader.Parse(draft, "draft");
        Assert.Equal("0.3 1E-09 employee_id<=8 ReplaceOne", FormattableString.Invariant($"{plan.Guarantee.Epsilon} {plan.Guarantee.Delta} {plan.Guarantee.Unit} {plan.Guarantee.Neighbors}"));
        Assert.Equal(("Mst", 5000L, 10L, 7UL), (plan.Generator, plan.Size, plan.Rows, plan.Seed));
    }

    [Fact]
    public void The_first_object_of_a_pipeline_names_the_columns_and_no_other_is_looked_at()
    {
        var run = _shop.Run("""
            & {
                [pscustomobject] @{ age = 1; city = 'zq7' }
                $second = [pscustomobject] @{ age = 1 }
                $second.PSObject.Properties.Add([psscriptproperty]::new('city', { throw 'looked at' }))
                $second
            } | New-DpPlan
            """).Succeeds();

        Assert.Equal(["age", "city"], PlanReader.Parse(Assert.Single(run.Lines), "draft").Schema.Fields.Select(field => field.Name));
        Assert.Equal(4, PlanReader.Parse(Assert.Single(_shop.Run("[io.fileinfo] $args[0] | New-DpPlan", _shop.PathOf("hr.csv")).Succeeds().Lines), "draft").Schema.Fields.Count);
    }

    [Fact]
    public void A_plan_that_was_filled_in_is_replaced_only_by_Force()
    {
        _shop.Write("hr.plan.json", "as it was");

        Assert.Equal("SS0161", Code("New-DpPlan hr.csv -OutFile hr.plan.json"));
        _shop.Run("New-DpPlan hr.csv -OutFile hr.plan.json -Force -WhatIf").Succeeds();
        Assert.Equal("as it was", _shop.Read("hr.plan.json"));

        Assert.Empty(_shop.Run("New-DpPlan hr.csv -OutFile hr.plan.json -Force").Succeeds().Output);
        Assert.Equal("{", _shop.Lines("hr.plan.json")[0]);
    }

    [Theory]
    [InlineData("SS0100", "hr.csv -Epsilon 0")]
    [InlineData("SS0103", "hr.csv -PrivacyUnit person")]
    [InlineData("SS0113", "hr.csv -Generator Magic")]
    [InlineData("SS0114", "hr.csv -Count -1")]
    [InlineData("SS0141", "hr.csv -MaxRowsPerUnit 3")]
    [InlineData("SS0160", "hr.csv -Size 0")]
    [InlineData("SS1001", "nowhere.csv")]
    public void What_cannot_be_asked_for_is_refused_and_leaves_no_file(string code, string arguments)
    {
        Assert.Equal(code, Code($"New-DpPlan {arguments} -OutFile out.plan.json"));
        Assert.Equal(["hr.csv"], _shop.Files);
    }

    [Fact]
    public void The_columns_of_the_file_are_completed()
    {
        var completed = _shop.Run("$text = 'New-DpPlan hr.csv -PrivacyUnit e'; (TabExpansion2 $text $text.Length).CompletionMatches.CompletionText").Succeeds();

        Assert.Equal(["employee_id", "email"], completed.Lines);
    }

    private string Code(string script) => Assert.Single(_shop.Run(script).Errors).FullyQualifiedErrorId.Split(',')[0];
}
