namespace SafeSynth.Tests;

public sealed class MeasureDpDataTests : IDisposable
{
    private const string Measured = "Measure-DpData people.csv -Property age -LowerBound 0 -UpperBound 100 -Step 1 -Epsilon 1000";

    private readonly Workshop _shop = new();

    public MeasureDpDataTests() => _shop.WritePeople("people.csv", 3000);

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("Measure-DpData people.csv -Epsilon 1000")]
    [InlineData("Measure-DpData -LiteralPath people.csv -Epsilon 1000 -Count")]
    [InlineData("[io.fileinfo] $args[0] | Measure-DpData -Epsilon 1000")]
    [InlineData("1..3000 | ForEach-Object { [pscustomobject] @{ age = $_ } } | Measure-DpData -Epsilon 1000")]
    public void Rows_are_counted_from_files_and_from_the_pipeline(string script)
    {
        dynamic figures = Assert.Single(_shop.Run(script, _shop.PathOf("people.csv")).Succeeds().Output).BaseObject;

        Assert.InRange((long)figures.Count, 2990, 3010);
        Assert.InRange((double)figures.CountError, 0.01, 10);
    }

    [Fact]
    public void Figures_that_were_asked_for_are_shown_with_their_errors_and_no_others()
    {
        var shown = _shop.Session.Show($"{Measured} -Average -Minimum -Quantile .5,.95");

        Assert.Matches(@"Property  : age\r?\nCount     : (2999|3000|3001) ± \d+\r?\nAverage   : 44\.\d+ ± 0\.0\d+\r?\nMinimum   : 20 \(1 % quantile\)\r?\nQuantile  : 0\.5: 4[45], 0\.95: 6[67]\r?\nRankError : \d+ rows", shown);
        Assert.DoesNotContain("Sum", shown);
    }

    [Fact]
    public void Every_group_is_an_object_and_a_row_of_a_table()
    {
        var shown = _shop.Session.Show($"{Measured} -Average -GroupBy city");

        Assert.Matches(@"Group +Property +Count +Average", shown);
        Assert.Matches(@"\nBasel +age +(1999|2000|2001) ± \d+ ", shown);
        Assert.Matches(@"\nBern +age +(999|1000|1001) ± \d+ ", shown);
        Assert.Equal(["Basel", "Bern"], _shop.Run($"{Measured} -GroupBy city | ForEach-Object Group").Succeeds().Lines);
    }

    [Fact]
    public void A_schema_gives_bounds_and_lists_groups()
    {
        _shop.Write("people.schema.json", """{ "fields": [ { "name": "age", "type": "integer", "constraints": { "minimum": 0, "maximum": 100 } }, { "name": "city", "type": "string", "constraints": { "enum": ["Bern", "Chur"] } } ] }""");

        var run = _shop.Run("Measure-DpData people.csv -Property age -Maximum -GroupBy city -Schema people.schema.json -Epsilon 1000").Succeeds();

        Assert.Equal(["Bern", "Chur"], run.Output.Select(group => (string)group.Properties["Group"].Value));
        Assert.Equal(69L, run.Output[0].Properties["Maximum"].Value);
    }

    [Fact]
    public void Several_properties_have_bounds_of_their_own()
    {
        var run = _shop.Run("Measure-DpData people.csv -Property age, paid -LowerBound 0 -UpperBound 100, 120 -Average -Epsilon 1000").Succeeds();

        Assert.Equal(["age", "paid"], run.Output.Select(figures => (string)figures.Properties["Property"].Value));
        Assert.InRange((double)run.Output[1].Properties["Average"].Value, 58, 62);
    }

    [Fact]
    public void WhatIf_tells_shares_and_errors_and_looks_at_nothing()
    {
        var shown = _shop.Session.Show("Measure-DpData people.csv -Property age -Sum -Average -Quantile .5 -GroupBy city -LowerBound 0 -UpperBound 100 -Epsilon 0.5 -WhatIf").ReplaceLineEndings(" ");

        Assert.StartsWith("What if: spend epsilon 0.5 (delta 1e-06) per row of 'people', 25 % on each of: naming groups of city, count of age, sum of age, 0.5 quantile of age.", shown);
        Assert.Matches(
            @"Expected error \(95 %\): count of age ± \d+, sum of age ± .+, average of age ± up to .+ / count, quantiles of age ± \d+ rows\.", shown);
    }

    [Theory]
    [InlineData("", "Noise is Laplace, shares of epsilon add up (pure DP). Expected error (95 %): count of rows ± 3.")]
    [InlineData("-Ledger l.jsonl", "Noise is Gaussian, costs add up in zCDP. Expected error (95 %): count of rows ± 9.")]
    public void WhatIf_tells_how_costs_add_up(string parameters, string told)
    {
        var shown = _shop.Session.Show($"Measure-DpData people.csv -Epsilon 1 {parameters} -WhatIf").ReplaceLineEndings(" ");

        Assert.Contains(told, shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SS0117", "people.csv")]
    [InlineData("SS0100", "people.csv -Epsilon 0")]
    [InlineData("SS0141", "people.csv -Epsilon 1 -MaxRowsPerUnit 2")]
    [InlineData("SS0103", "people.csv -Epsilon 1 -PrivacyUnit nobody")]
    [InlineData("SS0150", "people.csv -Epsilon 1 -Property age -Average")]
    [InlineData("SS0150", "people.csv -Epsilon 1 -Property age -Quantile .5 -LowerBound 0")]
    [InlineData("SS0151", "people.csv -Epsilon 1 -Property size")]
    [InlineData("SS0151", "people.csv -Epsilon 1 -GroupBy size")]
    [InlineData("SS0152", "people.csv -Epsilon 1 -Average")]
    [InlineData("SS0152", "people.csv -Epsilon 1 -Histogram 3")]
    [InlineData("SS0153", "people.csv -Epsilon 1 -Property age -Sum -LowerBound 0, 1 -UpperBound 3")]
    [InlineData("SS0154", "people.csv -Epsilon 1 -Property born -Average -LowerBound 1960-01-01 -UpperBound 2000-01-01")]
    [InlineData("SS0155", "people.csv -Epsilon 1 -Property age -Quantile 0 -LowerBound 0 -UpperBound 9")]
    [InlineData("SS0155", "people.csv -Epsilon 1 -Property age -Quantile .12345 -LowerBound 0 -UpperBound 9")]
    [InlineData("SS0156", "people.csv -Epsilon 1 -Property age -Histogram 0 -LowerBound 0 -UpperBound 9")]
    [InlineData("SS0157", "people.csv -Epsilon 1 -Property age -Sum -LowerBound 0 -UpperBound 9 -Step 10")]
    [InlineData("SS0157", "people.csv -Epsilon 1 -Property age -Sum -LowerBound 9 -UpperBound 9")]
    [InlineData("SS0106", "people.csv -Epsilon 1 -Property age -Sum -LowerBound 9 -UpperBound 0")]
    [InlineData("SS0105", "people.csv -Epsilon 1 -Property age -Sum -LowerBound low -UpperBound 3")]
    [InlineData("SS1001", "nowhere.csv -Epsilon 1")]
    public void What_cannot_be_done_is_refused_with_its_code(string code, string arguments)
    {
        var fault = Assert.Single(_shop.Run($"Measure-DpData {arguments}").Errors);

        Assert.Equal($"{code},SafeSynth.Commands.MeasureDpDataCommand", fault.FullyQualifiedErrorId);
    }

    [Fact]
    public void Faulty_cells_are_neither_told_of_nor_counted()
    {
        _shop.Write("odd.csv", "x\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => i % 2 == 0 ? "50\n" : i % 4 == 1 ? "SECRET-VALUE\n" : "\"\"\n")));

        var run = _shop.Run("Measure-DpData odd.csv -Property x -Average -LowerBound 0 -UpperBound 100 -Epsilon 1000 -Verbose").Succeeds();

        Assert.DoesNotContain("SECRET", run.Everything);
        Assert.InRange((long)run.Output[0].Properties["Count"].Value, 990, 1010);
    }

    [Fact]
    public void An_empty_pipeline_is_a_table_without_rows_where_a_schema_names_the_columns()
    {
        _shop.Write("two.schema.json", """{ "fields": [{ "name": "age" }, { "name": "city" }] }""");

        Assert.Single(_shop.Run("@() | Measure-DpData -Epsilon 1000 -Schema two.schema.json").Succeeds().Output);
        Assert.Equal("SS1002", Assert.Single(_shop.Run("@() | Measure-DpData -Epsilon 1000").Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void What_is_measured_is_charged_and_without_room_refused_before_a_row_is_read()
    {
        _shop.Write("broken.csv", "age\n\"never closed");
        _shop.Run("New-DpLedger l.jsonl -Account hr -Epsilon 1").Succeeds();

        _shop.Run("Measure-DpData people.csv -Epsilon 1 -Ledger l.jsonl").Succeeds();
        var refused = _shop.Run("Measure-DpData broken.csv -Epsilon 1 -Ledger l.jsonl");

        Assert.StartsWith("SS2003", Assert.Single(refused.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("SS1", Assert.Single(_shop.Run("Measure-DpData broken.csv -Epsilon 1").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["1 True 1"], _shop.Run("$l = Get-DpLedger l.jsonl; \"$($l.Releases.Count) $($l.Releases[0].IsSettled) $($l.Settled)\"").Succeeds().Lines);
    }

    [Fact]
    public void A_keyed_measurement_is_repeated_to_the_digit_and_for_free()
    {
        const string Asked = "Measure-DpData people.csv -Property age -Average -Quantile .5 -GroupBy city -LowerBound 0 -UpperBound 100 -Epsilon 1 -KeyFile k.key -DataVersion v1 -Ledger l.jsonl | ForEach-Object { \"$($_.Group) $($_.Count) $($_.Average) $($_.Quantiles)\" }";
        _shop.Run("New-DpKeyFile k.key").Succeeds();

        var first = _shop.Run(Asked).Succeeds().Lines;
        var second = _shop.Run(Asked).Succeeds().Lines;

        Assert.Equal(2, first.Count);
        Assert.Equal(first, second);
        Assert.Equal(["1"], _shop.Run("(Get-DpLedger l.jsonl).Releases.Count").Succeeds().Lines);
        Assert.StartsWith(
            "SS2003", Assert.Single(_shop.Run(Asked.Replace(".5", ".6", StringComparison.Ordinal)).Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_opens_no_account()
    {
        _shop.Run("Measure-DpData people.csv -Epsilon 1 -Ledger l.jsonl -WhatIf").Succeeds();

        Assert.Equal(["people.csv"], _shop.Files);
    }

    [Fact]
    public void Insecure_noise_is_warned_of()
    {
        var run = _shop.Run("1..2 | ForEach-Object { (Measure-DpData people.csv -Epsilon 1 -InsecureNoiseSeed 7).Count }").Succeeds();

        Assert.Equal(2, run.Warnings.Count(warning => warning.Contains("void", StringComparison.Ordinal)));
        Assert.Single(run.Lines.Distinct());
    }

    [Theory]
    [InlineData("-KeyFile k.key", "SS0144")]
    [InlineData("-DataVersion v1 -InsecureNoiseSeed 1", "SS0145")]
    [InlineData("-KeyFile none.key -DataVersion v1", "SS2020")]
    [InlineData("-Ledger people.csv", "SS2006")]
    public void Parameters_of_accounts_and_keys_that_cannot_be_are_refused(string parameters, string code) => Assert.StartsWith(
        code, Assert.Single(_shop.Run($"Measure-DpData people.csv -Epsilon 1 {parameters}").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
}
