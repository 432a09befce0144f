namespace SafeSynth.Tests;

public sealed class NewDpSyntheticDataTests : IDisposable
{
    private readonly Workshop _shop = new();

    public NewDpSyntheticDataTests() => _shop.WritePeople("people.csv", 500);

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Rows_go_to_a_file_and_a_report_and_PassThru_sums_them_up()
    {
        var run = _shop.Run("New-DpSyntheticData people.csv -Epsilon 2 -Delta 1e-7 -Count 40 -OutFile ./out.csv -Report out.html -PassThru").Succeeds();

        dynamic release = Assert.Single(run.Output).BaseObject;
        Assert.Equal(("people", 40L, 4, 2.0, 1e-7), (release.Name, release.Rows, release.Columns, release.Epsilon, release.Delta));
        Assert.Equal(("./out.csv", "out.html"), (release.OutFile, release.Report));
        Assert.Equal(41, _shop.Lines("out.csv").Length);
        Assert.Equal("age,city,born,paid", _shop.Lines("out.csv")[0]);
        Assert.Equal(["out.certificate.json", "out.csv", "out.html", "people.csv"], _shop.Files);
    }

    [Fact]
    public void Objects_in_the_pipeline_are_rows_alone_even_with_PassThru()
    {
        var run = _shop.Run("New-DpSyntheticData people.csv -Epsilon 1 -Count 7 -PassThru").Succeeds();

        Assert.All(run.Output, row => Assert.Equal(["age", "city", "born", "paid"], row.Properties.Select(property => property.Name)));
        Assert.Equal(7, run.Output.Count);
    }

    [Fact]
    public void An_empty_pipeline_is_a_table_without_rows_where_a_schema_names_the_columns()
    {
        _shop.Write("two.schema.json", """{ "fields": [{ "name": "age" }, { "name": "city" }] }""");

        var run = _shop.Run("@() | New-DpSyntheticData -Epsilon 1 -Schema two.schema.json -Count 3").Succeeds();

        Assert.Equal(3, run.Output.Count);
        Assert.All(run.Output, row => Assert.Equal(["age", "city"], row.Properties.Select(property => property.Name)));
    }

    [Fact]
    public void No_rows_can_be_asked_for()
    {
        Assert.Empty(_shop.Run("New-DpSyntheticData people.csv -Epsilon 1 -Count 0").Succeeds().Output);
        _shop.Run("New-DpSyntheticData people.csv -Epsilon 1 -Count 0 -OutFile out.csv").Succeeds();
        Assert.Equal(["age,city,born,paid"], _shop.Lines("out.csv"));
    }

    [Theory]
    [InlineData("New-DpSyntheticData people.csv -Epsilon 1 -Generator Mst -OutFile out.csv -Report out.html -PassThru -WhatIf")]
    [InlineData("[io.fileinfo] $args[0] | New-DpSyntheticData -Epsilon 1 -Generator Mst -OutFile out.csv -WhatIf")]
    [InlineData("1..9 | ForEach-Object { [pscustomobject] @{ n = $_ } } | New-DpSyntheticData -Epsilon 1 -Generator Mst -OutFile out.csv -WhatIf")]
    [InlineData("New-DpModel people.csv -Epsilon 1 -Generator Mst -OutFile people.dpmodel -WhatIf")]
    public void WhatIf_tells_the_price_and_does_nothing(string script)
    {
        var shown = _shop.Session.Show(script, _shop.PathOf("people.csv"));

        Assert.StartsWith("What if: spend epsilon 1 (delta 1e-06) per row of '", shown);
        Assert.Contains("Nothing is declared: learning types, bounds and categories takes up to 22 % of it.", shown);
        Assert.Contains("Expected error: one-way counts off by ", shown);
        Assert.Contains("Declare what is public (New-DpPlan drafts it) to do better.", shown);
        Assert.Equal(["people.csv"], _shop.Files);
    }

    [Theory]
    [InlineData("@{ city = 'Bern' }", "$_.city -ceq 'Bern'")]
    [InlineData("@{ city = 'Bern', 'Basel'; age = '30..39' }", "$_.age -in 30..39")]
    [InlineData("@{ AGE = 30, 41; born = '..1979-12-31' }", "$_.age -in 30, 41 -and $_.born -lt '1980'")]
    [InlineData("@{ born = [datetime] '1970-01-01', '1980-01-01..' }", "$_.born -eq '1970-01-01' -or $_.born -ge '1980'")]
    public void All_rows_have_the_values_that_Where_asks_for(string where, string matches)
    {
        _shop.Run("New-DpModel people.csv -Epsilon 50 -OutFile people.dpmodel").Succeeds();
        var run = _shop.Run($"New-DpSyntheticData -Model people.dpmodel -Where {where} -Count 40 | Where-Object {{ {matches} }}").Succeeds();

        Assert.Equal(40, run.Output.Count);
    }

    [Fact]
    public void Where_goes_before_the_plan_and_both_tell_how_many_rows_are_expected()
    {
        _shop.Write("people.plan.json", """{ "epsilon": 50, "where": { "city": "Basel" } }""");

        var planned = _shop.Run("New-DpSyntheticData people.csv -Plan people.plan.json").Succeeds();
        var overridden = _shop.Run("New-DpSyntheticData people.csv -Plan people.plan.json -Where @{ city = 'Bern' }").Succeeds();

        Assert.All(planned.Output, row => Assert.Equal("Basel", row.Properties["city"].Value));
        Assert.All(overridden.Output, row => Assert.Equal("Bern", row.Properties["city"].Value));
        Assert.InRange(planned.Output.Count, 323, 343);      // 333 of 500; noise has a deviation of about 1
        Assert.InRange(overridden.Output.Count, 157, 177);   // 167 of 500
    }

    [Theory]
    [InlineData("@{ town = 'Bern' }", "SS0171")]
    [InlineData("@{ city = 'Zurich' }", "SS0172")]
    [InlineData("@{ city = 'Bern'; age = '200..' }", "SS0172")]
    public void What_no_row_has_is_refused_even_in_a_rehearsal(string where, string code)
    {
        _shop.Run("New-DpModel people.csv -Epsilon 50 -OutFile people.dpmodel").Succeeds();

        var refused = Assert.Single(_shop.Run($"New-DpSyntheticData -Model people.dpmodel -Where {where} -WhatIf").Errors);

        Assert.Equal($"{code},SafeSynth.Commands.NewDpSyntheticDataCommand", refused.FullyQualifiedErrorId);
    }

    [Fact]
    public void A_fit_that_has_no_such_rows_is_kept_beside_the_file_that_they_were_to_go_to()
    {
        var refused = Assert.Single(
            _shop.Run("New-DpSyntheticData people.csv -Epsilon 50 -Where @{ city = 'Zurich' } -OutFile out.csv -Report out.html").Errors);
        var rows = _shop.Run("New-DpSyntheticData -Model out.dpmodel -Where @{ city = 'Bern' } -Count 5").Succeeds();

        Assert.Equal("SS0172,SafeSynth.Commands.NewDpSyntheticDataCommand", refused.FullyQualifiedErrorId);
        Assert.Contains(_shop.PathOf("out.dpmodel"), refused.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(5, rows.Output.Count);
        Assert.Equal(["out.dpmodel", "people.csv"], _shop.Files);
    }

    [Fact]
    public void A_fit_that_has_no_such_rows_is_the_target_of_the_error_where_rows_are_emitted()
    {
        var rows = _shop.Run("""
            try { New-DpSyntheticData people.csv -Epsilon 50 -Where @{ city = 'Zurich' } }
            catch { $_.TargetObject | New-DpSyntheticData -Where @{ city = 'Bern' } -Count 5 }
            """).Succeeds();

        Assert.All(rows.Output, row => Assert.Equal("Bern", row.Properties["city"].Value));
        Assert.Equal(5, rows.Output.Count);
        Assert.Equal(["people.csv"], _shop.Files);
    }

    [Fact]
    public void A_model_that_breaks_what_is_declared_does_not_take_the_name_of_the_one_that_was_asked_for()
    {
        _shop.Write("people.plan.json", """{ "epsilon": 50, "constraints": [{ "impossible": { "city": ["Bern", "Basel"] } }] }""");

        var refused = Assert.Single(_shop.Run("New-DpModel people.csv -Plan people.plan.json -OutFile out.dpmodel").Errors);

        Assert.StartsWith("SS0179", refused.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["out.2.dpmodel", "people.csv", "people.plan.json"], _shop.Files);
    }

    [Fact]
    public void A_plan_names_public_rows_beside_itself_and_a_parameter_goes_first()
    {
        Directory.CreateDirectory(_shop.PathOf("plans"));
        _shop.WritePeople("plans/known.csv", 400);
        _shop.WritePeople("other.csv", 300);
        _shop.Write("plans/people.plan.json", """{ "epsilon": 50, "publicData": "known.csv" }""");

        dynamic planned = Assert.Single(_shop.Run("New-DpModel people.csv -Plan plans/people.plan.json").Succeeds().Output).BaseObject;
        dynamic overridden = Assert.Single(_shop.Run("New-DpModel people.csv -Plan plans/people.plan.json -PublicData other.csv").Succeeds().Output).BaseObject;

        Assert.Contains((IReadOnlyList<string>)planned.Report.DeclaredPublic, line => line.StartsWith("the rows of 'known'", StringComparison.Ordinal));
        Assert.Contains((IReadOnlyList<string>)overridden.Report.DeclaredPublic, line => line.StartsWith("the rows of 'other'", StringComparison.Ordinal));
        Assert.True(_shop.Run("Test-DpPlan plans/people.plan.json -Path people.csv -Quiet").Succeeds().Output[0].BaseObject is true);
    }

    [Theory]
    [InlineData("New-DpSyntheticData people.csv -Epsilon 1 -PublicData ./people.csv -WhatIf", "SS0180")]
    [InlineData("New-DpSyntheticData people.csv -Plan self.plan.json -WhatIf", "SS0180")]
    [InlineData("Test-DpPlan self.plan.json -Path people.csv", "SS0180")]
    [InlineData("New-DpSyntheticData people.csv -Plan gone.plan.json -WhatIf", "SS1001")]
    [InlineData("Test-DpPlan gone.plan.json -Path people.csv", "SS1001")]
    [InlineData("New-DpSyntheticData people.csv -Plan gone.plan.json -Generator Mst -PublicData people2.csv -WhatIf", "SS0168")]
    public void Public_rows_that_are_private_or_not_there_or_of_no_use_are_refused_before_anything_is_spent(string script, string code)
    {
        _shop.Write("self.plan.json", """{ "epsilon": 1, "publicData": "people.csv" }""");
        _shop.Write("gone.plan.json", """{ "epsilon": 1, "publicData": "gone.csv" }""");
        _shop.WritePeople("people2.csv", 10);

        Assert.StartsWith(code, Assert.Single(_shop.Run(script).Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_gives_what_parameters_leave_out_and_parameters_go_first()
    {
        _shop.Write("people.plan.json", """{ "epsilon": 3, "delta": 1e-8, "generator": "Independent", "rows": 12, "seed": 5, "unit": { "column": "city", "maxRows": 4 } }""");

        var planned = _shop.Run("New-DpSyntheticData people.csv -Plan people.plan.json -OutFile out.csv -PassThru").Succeeds();
        var overridden = _shop.Run("New-DpSyntheticData people.csv -Plan people.plan.json -Epsilon 1 -Count 3 -MaxRowsPerUnit 2 -OutFile out.csv -PassThru").Succeeds();

        dynamic first = planned.Output[0].BaseObject, second = overridden.Output[0].BaseObject;
        Assert.Equal((3.0, 1e-8, 12L, "Independent", "city<=4"), (first.Epsilon, first.Delta, first.Rows, first.Generator, first.Unit));
        Assert.Equal((1.0, 1e-8, 3L, "Independent", "city<=2"), (second.Epsilon, second.Delta, second.Rows, second.Generator, second.Unit));
    }

    [Fact]
    public void A_target_goes_above_the_plan_and_is_named_in_the_report()
    {
        _shop.Write("people.plan.json", """{ "epsilon": 3, "workload": { "ways": 3, "target": "age" } }""");

        var planned = _shop.Run("(New-DpModel people.csv -Plan people.plan.json).Report.DeclaredPublic").Succeeds();
        var overridden = _shop.Run("(New-DpModel people.csv -Plan people.plan.json -Target city).Report.DeclaredPublic").Succeeds();

        Assert.Contains("which relations matter: all relations of two and of three columns, those with 'age'", planned.Lines);
        Assert.Contains("which relations matter: all relations of two and of three columns, those with 'city'", overridden.Lines);
    }

    [Fact]
    public void People_with_several_rows_are_bounded_and_their_key_is_made_up()
    {
        _shop.Write("visits.csv", "person_id,ward\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"P{i % 100:D3},{"AB"[i % 2]}\n")));

        var run = _shop.Run("New-DpSyntheticData visits.csv -Epsilon 20 -PrivacyUnit person_id -MaxRowsPerUnit 3 -OutFile out.csv -PassThru").Succeeds();

        dynamic release = run.Output[0].BaseObject;
        Assert.Equal("person_id<=3", release.Unit);
        Assert.Equal("person_id", Assert.Single((IEnumerable<string>)release.Regenerated));
        Assert.InRange((long)release.Rows, 260, 340);
    }

    [Fact]
    public void A_fitted_model_is_sampled_repeatably_from_a_path_a_file_and_the_pipeline()
    {
        _shop.Run("New-DpModel people.csv -Epsilon 1 -OutFile people.dpmodel").Succeeds();

        string[] ways =
        [
            "New-DpSyntheticData -Model people.dpmodel -Count 20 -Seed 7",
            "New-DpSyntheticData -Model ([io.fileinfo] $args[0]) -Count 20 -Seed 7",
            "New-DpSyntheticData -Model (Import-DpModel people.dpmodel) -Count 20 -Seed 7",
            "Import-DpModel people.d* | New-DpSyntheticData -Count 20 -Seed 7",
            "[io.fileinfo] $args[0] | Import-DpModel | New-DpSyntheticData -Count 20 -Seed 7",
            "Import-DpModel people.dpmodel | Export-DpModel copy.dpmodel; New-DpSyntheticData -Model copy.dpmodel -Count 20 -Seed 7",
        ];
        var runs = ways.Select(way => string.Join('\n', _shop.Run(way, _shop.PathOf("people.dpmodel")).Succeeds().Lines)).ToList();

        Assert.NotEmpty(runs[0]);
        Assert.All(runs, rows => Assert.Equal(runs[0], rows));
        Assert.NotEqual(runs[0], string.Join('\n', _shop.Run("New-DpSyntheticData -Model people.dpmodel -Count 20 -Seed 8").Lines));
    }

    [Fact]
    public void Rows_are_the_same_as_objects_and_in_a_file()
    {
        _shop.Run("New-DpModel people.csv -Epsilon 1 -OutFile people.dpmodel").Succeeds();

        var objects = _shop.Run("New-DpSyntheticData -Model people.dpmodel -Count 30 -Seed 7 | ForEach-Object { ($_.PSObject.Properties.Value) -join ',' }").Succeeds();
        _shop.Run("New-DpSyntheticData -Model people.dpmodel -Count 30 -Seed 7 -OutFile out.csv").Succeeds();

        Assert.Equal(_shop.Lines("out.csv").Skip(1), objects.Lines);
    }

    [Fact]
    public void Sampling_a_model_is_free_and_WhatIf_says_so()
    {
        _shop.Run("New-DpModel people.csv -Epsilon 1 -OutFile people.dpmodel").Succeeds();

        var shown = _shop.Session.Show("New-DpSyntheticData -Model people.dpmodel -Count 20 -OutFile out.csv -WhatIf");

        Assert.Equal("What if: draw 20 rows from the model 'people'. Sampling is free: nothing is spent.", shown.Trim());
        Assert.Equal(["people.certificate.json", "people.csv", "people.dpmodel"], _shop.Files);
    }

    [Theory]
    [InlineData("Epsilon 1")]
    [InlineData("Schema people.json")]
    [InlineData("PrivacyUnit city")]
    public void What_belongs_to_a_fit_is_refused_with_a_model(string parameter)
    {
        _shop.Run("New-DpModel people.csv -Epsilon 1 -OutFile people.dpmodel").Succeeds();

        foreach (var script in new[] { $"New-DpSyntheticData -Model people.dpmodel -{parameter}", $"Import-DpModel people.dpmodel | New-DpSyntheticData -{parameter}" })
            Assert.Equal("SS0143,SafeSynth.Commands.NewDpSyntheticDataCommand", Assert.Single(_shop.Run(script).Errors).FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("New-DpModel *.csv")]
    [InlineData("New-DpModel people.csv, others.csv")]
    [InlineData("New-DpModel -LiteralPath people.csv, others.csv")]
    [InlineData("[io.directoryinfo]::new($pwd).GetFiles('*.csv') | New-DpModel")]
    public void Every_file_is_a_release_of_its_own(string script)
    {
        _shop.WritePeople("others.csv", 300);

        var names = _shop.Run($"{script} -Epsilon 1 | ForEach-Object Name").Succeeds().Lines;

        Assert.Equal(["others", "people"], names.Order());
    }

    [Theory]
    [InlineData("-Path 'odd `[1`].csv'")]
    [InlineData("-Path 'odd*.csv'")]
    [InlineData("-LiteralPath 'odd [1].csv'")]
    [InlineData("-Path sub/../people.csv")]
    [InlineData("-Path \"Microsoft.PowerShell.Core\\FileSystem::$pwd/people.csv\"")]
    public void Paths_are_those_of_PowerShell(string path)
    {
        Directory.CreateDirectory(_shop.PathOf("sub"));
        _shop.WritePeople("odd [1].csv", 300);

        Assert.Single(_shop.Run($"New-DpModel {path} -Epsilon 1").Succeeds().Output);
    }

    [Fact]
    public void Verbose_tells_what_became_of_each_column_and_what_each_look_cost()
    {
        _shop.Write("data.csv", "email,age,city,ignored\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"p{i}@example.org,{20 + i % 40},{(i % 2 == 0 ? "Bern" : "Basel")},x\n")));
        _shop.Write("schema.json", """{ "fields": [ { "name": "age", "type": "integer", "constraints": { "minimum": 0, "maximum": 99, "required": true } }, { "name": "ignored", "role": "drop" } ] }""");

        var said = _shop.Run("New-DpModel data.csv -Schema schema.json -Epsilon 5 -Verbose").Succeeds().Verbose;

        Assert.Contains(said, line => line.StartsWith("email: made up as Email", StringComparison.Ordinal) && line.EndsWith(": names people or single records.", StringComparison.Ordinal));
        Assert.Contains("age: modelled as integer, 0 to 99.", said);
        Assert.Contains(said, line => line.StartsWith("city: modelled as string, ", StringComparison.Ordinal));
        Assert.Contains("ignored: left out.", said);
        Assert.Contains(said, line => line.StartsWith("rounded Gaussian (sigma ", StringComparison.Ordinal) && line.Contains("): rho 0.0"));
        Assert.Contains("differentially private for every row, added or removed, with epsilon 5 and delta 0.000001.", said[^1]);
    }
}
