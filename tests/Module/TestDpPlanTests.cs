namespace SafeSynth.Tests;

public sealed class TestDpPlanTests : IDisposable
{
    private readonly Workshop _shop = new();

    public TestDpPlanTests()
    {
        _shop.Write("hr.csv", "age,sex\n31,zq7\n");
        _shop.Write("hr.plan.json", """
            { "epsilon": 1, "generator": "Mst", "schema": { "fields": [
                { "name": "age", "type": "integer", "constraints": { "minimum": 0, "maximum": 99 } },
                { "name": "sex", "constraints": { "enum": ["F", "M"] } } ] } }
            """);
        _shop.Write("typo.plan.json", "{\n  \"epsilon\": 1,\n  \"sise\": 3\n}");
        _shop.Write("blank.plan.json", """{ "epsilon": 1 }""");
    }

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void A_check_says_what_is_promised_and_what_each_part_buys()
    {
        dynamic check = Assert.Single(_shop.Run("Test-DpPlan hr.plan.json -Size 10000").Succeeds().Output).BaseObject;

        Assert.True(check.Valid);
        Assert.Equal("differentially private for every row, added or removed, with epsilon 1 and delta 0.000001", (string)check.Guarantee);
        Assert.Equal((1.0, 1e-6, "row", "Mst", 10_000L, 0.0), (check.Epsilon, check.Delta, check.Unit, check.Generator, check.Size, check.LearningShare));
        Assert.Equal(["one-way marginals", "choosing pairs", "two-way marginals"], ((IEnumerable<dynamic>)check.Parts).Select(part => (string)part.Purpose));
        Assert.InRange((double)Enumerable.First(check.Parts).Error, 0.001, 0.1);
        Assert.Empty(check.Warnings);
    }

    [Fact]
    public void The_default_generator_foretells_the_error_of_every_pair_and_warns_of_too_little_data()
    {
        _shop.Write("default.plan.json", """
            { "epsilon": 1, "size": 300, "schema": { "fields": [
                { "name": "age", "type": "integer", "constraints": { "minimum": 0, "maximum": 99 } },
                { "name": "sex", "constraints": { "enum": ["F", "M"] } } ] } }
            """);

        dynamic check = Assert.Single(_shop.Run("Test-DpPlan default.plan.json").Succeeds().Output).BaseObject;

        Assert.Equal("OneShot", (string)check.Generator);
        Assert.Equal(["age x sex"], ((IEnumerable<dynamic>)Enumerable.Last(check.Parts).Marginals).Select(pair => (string)pair.Name));
        Assert.Equal(["SS0166"], ((IEnumerable<dynamic>)check.Warnings).Select(warning => (string)warning.Code));
    }

    [Fact]
    public void The_view_reads_from_top_to_bottom()
    {
        var shown = _shop.Session.Show("Test-DpPlan hr.plan.json -Size 300");

        Assert.Matches(@"Plan +: hr.plan.json\s+Valid +: True\s+Guarantee +: differentially private", shown);
        Assert.Matches(@"At 1 % false alarms an attacker is right about at most 2.72 % of the members", shown);
        Assert.Matches(@"35 % for one-way marginals \(2 columns\): counts off by [\d.]+ rows", shown);
        Assert.Matches(@"Warnings +: SS0166: Too little data: with about 300 rows at epsilon 1", shown);
        Assert.Matches(@"Advice +: Every row counts as a person", shown);
    }

    [Fact]
    public void The_parts_and_the_marginals_are_tables()
    {
        Assert.Matches(@"Purpose +Share +CountError +ShowsFrom +Error +Worst\r?\n", _shop.Session.Show("(Test-DpPlan hr.plan.json -Size 300).Parts"));
        Assert.Matches(@"Name +Cells +Error\r?\n-[- ]*\r?\nage x sex +303 ", _shop.Session.Show("(Test-DpPlan hr.plan.json -Size 300).Parts[-1].Marginals"));
    }

    [Fact]
    public void A_plan_is_checked_against_the_header_of_the_data()
    {
        _shop.Write("other.csv", "age,city\nzq7,zq7\n");

        _shop.Run("Test-DpPlan hr.plan.json -Path hr.csv").Succeeds();
        var run = _shop.Run("Test-DpPlan hr.plan.json other.csv");

        Assert.Equal("SS0104,SafeSynth.Commands.TestDpPlanCommand", Assert.Single(run.Errors).FullyQualifiedErrorId);
        Assert.False(((dynamic)Assert.Single(run.Output).BaseObject).Valid);
        Assert.DoesNotContain("zq7", run.Everything);
    }

    [Fact]
    public void A_plan_that_is_not_valid_is_an_error_and_the_others_are_checked()
    {
        var run = _shop.Run("Test-DpPlan typo.plan.json, hr.plan.json, nowhere.plan.json");

        Assert.Equal(["SS0112", "SS0121"], run.Errors.Select(fault => fault.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Contains("line 3, column 3", run.Everything);
        Assert.Equal([false, true, false], run.Output.Select(check => (bool)((dynamic)check.BaseObject).Valid));
    }

    [Fact]
    public void Nothing_is_foretold_of_a_plan_that_is_not_valid() =>
        Assert.Equal(
            "Plan  : typo.plan.json\nValid : False", _shop.Session.Show("Test-DpPlan typo.plan.json -ErrorAction Ignore").ReplaceLineEndings("\n").Trim());

    [Fact]
    public void Quiet_tells_valid_from_not_valid_and_no_more()
    {
        var run = _shop.Run("Test-DpPlan typo.plan.json -Quiet; [io.fileinfo] $args[0] | Test-DpPlan -Quiet", _shop.PathOf("hr.plan.json")).Succeeds();

        Assert.Equal(["False", "True"], run.Lines);
    }

    [Fact]
    public void A_plan_that_names_no_columns_needs_the_header_to_be_priced()
    {
        var shown = _shop.Session.Show("Test-DpPlan blank.plan.json");

        Assert.Contains("name the file of the data, too", shown);
        Assert.DoesNotContain("name the file of the data, too", _shop.Session.Show("Test-DpPlan blank.plan.json hr.csv"));
    }

    [Fact]
    public void A_declared_size_is_public_and_a_release_warns_of_too_little_data_before_it_spends()
    {
        _shop.Write("small.plan.json", """{ "epsilon": 1, "delta": 0.01, "generator": "Mst", "size": 100 }""");

        var whatIf = _shop.Run("New-DpModel hr.csv -Plan small.plan.json -WhatIf").Succeeds();
        var fitted = _shop.Run("(New-DpModel hr.csv -Plan small.plan.json).Report.DeclaredPublic").Succeeds();

        Assert.Equal(["SS0165", "SS0166"], whatIf.Warnings.Select(warning => warning[..6]));
        Assert.Equal(whatIf.Warnings, fitted.Warnings);
        Assert.Contains("that there are about 100 rows", fitted.Lines);
    }

    [Fact]
    public void A_draft_can_be_checked_as_it_stands()
    {
        var run = _shop.Run("New-DpPlan hr.csv -OutFile draft.plan.json -PassThru | Test-DpPlan -Path hr.csv -Size 5000").Succeeds();

        dynamic check = Assert.Single(run.Output).BaseObject;
        Assert.Equal(0.22, (double)check.LearningShare, 1e-12);
        Assert.Contains("Declare what is public of age, sex", ((IEnumerable<string>)check.Advice).First());
    }
}
