namespace SafeSynth.Tests;

/// <summary>An operator's error stops with its code, quotes no cell and leaves nothing behind.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Secret = "zq7";

    private static readonly Lazy<byte[]> Model = new(() =>
    {
        using var shop = new Workshop();
        shop.WritePeople("people.csv", 200);
        shop.Run("New-DpModel people.csv -Epsilon 5 -OutFile people.dpmodel").Succeeds();
        return File.ReadAllBytes(shop.PathOf("people.dpmodel"));
    });

    private readonly Workshop _shop = new();

    public BadInputTests()
    {
        _shop.Write("data.csv", $"age,city\n31,{Secret}Bern\n47,{Secret}Basel\n");
        _shop.Write("empty.csv", "");
        _shop.Write("twice.csv", $"age,city,AGE\n31,{Secret}Bern,3\n");
        _shop.Write("nameless.csv", $"age,,city\n31,{Secret},Bern\n");
        _shop.Write("unclosed.csv", $"age,city\n31,\"{Secret}Bern\n");
        Directory.CreateDirectory(_shop.PathOf("folder"));

        Schema("unknown-column", """{ "name": "height" }""");
        Schema("unknown-type", """{ "name": "age", "type": "int" }""");
        Schema("wrong-enum", """{ "name": "age", "type": "integer", "constraints": { "enum": ["old"] } }""");
        Schema("wrong-bound", """{ "name": "age", "type": "integer", "constraints": { "minimum": "young" } }""");
        Schema("crossed", """{ "name": "age", "type": "integer", "constraints": { "minimum": 150, "maximum": 120 } }""");
        Schema("unordered", """{ "name": "city", "type": "string", "constraints": { "minimum": 1 } }""");
        Schema("field-twice", """{ "name": "age" }, { "name": "age" }""");
        _shop.Write("not.json", "{\n  \"fields\": [ { \"name\": 'age' } ]\n}");
        _shop.Write("typo.plan.json", "{\n  \"epsilon\": 1,\n  \"maxrows\": 3\n}");
        _shop.Write("no-epsilon.plan.json", "{ \"delta\": 1e-6 }");
        _shop.Write("no-schema.plan.json", "{ \"epsilon\": 1, \"schema\": \"nowhere.json\" }");

        _shop.Write("truncated.dpmodel", Model.Value[..(Model.Value.Length / 2)]);
        _shop.Write("tampered.dpmodel", [.. Model.Value[..^20], (byte)(Model.Value[^20] ^ 1), .. Model.Value[^19..]]);
        _shop.Write("no.dpmodel", "age,city\n31,Bern\n");
    }

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("SS1001", "nowhere.csv -Epsilon 1")]
    [InlineData("SS1001", "nowhere*.csv -Epsilon 1")]
    [InlineData("SS1001", "folder -Epsilon 1")]
    [InlineData("SS0140", "variable:pwd -Epsilon 1")]
    [InlineData("SS1002", "empty.csv -Epsilon 1")]
    [InlineData("SS1003", "twice.csv -Epsilon 1")]
    [InlineData("SS1003", "nameless.csv -Epsilon 1")]
    [InlineData("SS1004", "unclosed.csv -Epsilon 1")]
    [InlineData("SS0100", "data.csv -Epsilon 0")]
    [InlineData("SS0100", "data.csv -Epsilon -1")]
    [InlineData("SS0100", "data.csv -Epsilon ([double]::NaN)")]
    [InlineData("SS0100", "data.csv -Epsilon ([double]::PositiveInfinity)")]
    [InlineData("SS0101", "data.csv -Epsilon 1 -Delta 0")]
    [InlineData("SS0101", "data.csv -Epsilon 1 -Delta 1")]
    [InlineData("SS0101", "data.csv -Epsilon 1 -Delta 2")]
    [InlineData("SS0101", "data.csv -Epsilon 1 -Delta ([double]::NaN)")]
    [InlineData("SS0102", "data.csv -Epsilon 1 -PrivacyUnit city -MaxRowsPerUnit 0")]
    [InlineData("SS0103", "data.csv -Epsilon 1 -PrivacyUnit person")]
    [InlineData("SS0141", "data.csv -Epsilon 1 -MaxRowsPerUnit 3")]
    [InlineData("SS0113", "data.csv -Epsilon 1 -Generator Magic")]
    [InlineData("SS0115", "data.csv -Epsilon 1 -Target incme")]
    [InlineData("SS0117", "data.csv")]
    [InlineData("SS0117", "data.csv -Plan no-epsilon.plan.json")]
    [InlineData("SS0112", "data.csv -Plan typo.plan.json")]
    [InlineData("SS0121", "data.csv -Plan nowhere.plan.json")]
    [InlineData("SS0121", "data.csv -Plan no-schema.plan.json")]
    [InlineData("SS0121", "data.csv -Epsilon 1 -Schema nowhere.json")]
    [InlineData("SS0112", "data.csv -Epsilon 1 -Schema not.json")]
    [InlineData("SS0104", "data.csv -Epsilon 1 -Schema unknown-column.json")]
    [InlineData("SS0105", "data.csv -Epsilon 1 -Schema wrong-enum.json")]
    [InlineData("SS0105", "data.csv -Epsilon 1 -Schema wrong-bound.json")]
    [InlineData("SS0106", "data.csv -Epsilon 1 -Schema crossed.json")]
    [InlineData("SS0107", "data.csv -Epsilon 1 -Schema unordered.json")]
    [InlineData("SS0110", "data.csv -Epsilon 1 -Schema unknown-type.json")]
    [InlineData("SS0111", "data.csv -Epsilon 1 -Schema field-twice.json")]
    [InlineData("SS1010", "data.csv -Epsilon 1 -OutFile nowhere/out.csv")]
    [InlineData("SS1010", "data.csv -Epsilon 1 -OutFile folder")]
    [InlineData("SS1010", "data.csv -Epsilon 1 -OutFile out.csv -Report nowhere/out.html")]
    [InlineData("SS0114", "data.csv -Epsilon 1 -OutFile out.csv -Count -1")]
    [InlineData("SS0118", "data.csv, empty.csv -Epsilon 1 -OutFile out.csv")]
    [InlineData("SS0142", "data.csv -Epsilon 1 -OutFile ./data.csv")]
    [InlineData("SS0142", "data.csv -Epsilon 1 -Schema crossed.json -OutFile crossed.json")]
    [InlineData("SS0142", "data.csv -Epsilon 1 -OutFile out.csv -Report out.csv")]
    [InlineData("SS4007", "-Model nowhere.dpmodel -OutFile out.csv")]
    [InlineData("SS4001", "-Model truncated.dpmodel -OutFile out.csv")]
    [InlineData("SS4002", "-Model tampered.dpmodel -OutFile out.csv")]
    [InlineData("SS4003", "-Model no.dpmodel -OutFile out.csv")]
    [InlineData("SS0119", "-Model 42 -OutFile out.csv")]
    [InlineData("SS0142", "-Model no.dpmodel -OutFile no.dpmodel")]
    public void An_error_of_the_operator_stops_with_its_code_and_leaves_nothing_behind(string code, string arguments)
    {
        var before = _shop.Files;

        var run = _shop.Run($"New-DpSyntheticData {arguments}");

        var fault = Assert.Single(run.Errors);
        Assert.Equal($"{code},SafeSynth.Commands.NewDpSyntheticDataCommand", fault.FullyQualifiedErrorId);
        Assert.StartsWith($"{code}: ", fault.ToString());
        Assert.DoesNotContain(Secret, run.Everything);
        Assert.Empty(run.Output);
        Assert.Equal(before, _shop.Files);
    }

    [Theory]
    [InlineData("SS4001", "truncated.dpmodel")]
    [InlineData("SS4002", "tampered.dpmodel")]
    [InlineData("SS4003", "no.dpmodel")]
    [InlineData("SS4007", "nowhere.dpmodel")]
    [InlineData("SS1001", "nowhere*")]
    public void A_model_that_cannot_be_trusted_is_not_imported(string code, string path)
    {
        var fault = Assert.Single(_shop.Run("Import-DpModel $args[0]", path).Errors);

        Assert.Equal($"{code},SafeSynth.Commands.ImportDpModelCommand", fault.FullyQualifiedErrorId);
    }

    [Fact]
    public void A_file_that_others_have_locked_is_refused_as_source_and_as_output()
    {
        using var locked = new FileStream(_shop.PathOf("locked.csv"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var before = _shop.Files;

        var source = _shop.Run("New-DpSyntheticData locked.csv -Epsilon 1");
        var output = _shop.Run("New-DpSyntheticData data.csv -Epsilon 1 -OutFile locked.csv");

        Assert.Equal("SS1001,SafeSynth.Commands.NewDpSyntheticDataCommand", Assert.Single(source.Errors).FullyQualifiedErrorId);
        Assert.Equal("SS1010,SafeSynth.Commands.NewDpSyntheticDataCommand", Assert.Single(output.Errors).FullyQualifiedErrorId);
        Assert.Equal(before, _shop.Files);
    }

    [Fact]
    public void A_malformed_file_is_told_with_line_and_column()
    {
        Assert.Contains("line 2, column 25", _shop.Run("New-DpSyntheticData data.csv -Epsilon 1 -Schema not.json").Everything);
        Assert.Contains("line 3, column 3", _shop.Run("New-DpSyntheticData data.csv -Plan typo.plan.json").Everything);
    }

    [Theory]
    [InlineData("SS0117", "")]
    [InlineData("SS0100", "-Epsilon -2")]
    [InlineData("SS0103", "-Epsilon 1 -PrivacyUnit person")]
    [InlineData("SS0104", "-Epsilon 1 -Schema unknown-column.json")]
    [InlineData("SS0114", "-Epsilon 1 -Count -1")]
    [InlineData("SS1010", "-Epsilon 1 -OutFile nowhere/out.csv")]
    [InlineData("SS1010", "-Epsilon 1 -Report nowhere/out.html")]
    public void A_pipeline_is_refused_at_its_first_object(string code, string arguments)
    {
        var run = _shop.Run($$"""
            try { & { foreach ($i in 1..9) { $script:asked = $i; [pscustomobject] @{ n = $i } } } | New-DpSyntheticData {{arguments}} }
            catch { $_.FullyQualifiedErrorId; $script:asked }
            """);

        Assert.Equal([$"{code},SafeSynth.Commands.NewDpSyntheticDataCommand", "1"], run.Lines);
    }

    [Fact]
    public void One_bad_file_among_many_does_not_stop_the_others()
    {
        _shop.WritePeople("good.csv", 300);

        var run = _shop.Run("New-DpModel empty.csv, good.csv, nowhere.csv -Epsilon 1 | ForEach-Object Name");

        Assert.Equal(["good"], run.Lines);
        Assert.Equal(
            [("SS1002", _shop.PathOf("empty.csv")), ("SS1001", _shop.PathOf("nowhere.csv"))],
            run.Errors.Select(fault => (fault.FullyQualifiedErrorId.Split(',')[0], (string)fault.TargetObject)));
    }

    private void Schema(string name, string fields) => _shop.Write($"{name}.json", $$"""{ "fields": [ {{fields}} ] }""");
}
