using System.Data;

namespace SafeSynth.Tests;

/// <summary>Synthetic objects have the property names, order and .NET types of the private ones.</summary>
/// <remarks>
/// Types are learned from a noisy vote: with thousands of rows at epsilon 20 a wrong form has to be a dozen standard deviations of the
/// noise to win, so none of these tests fails by chance.
/// </remarks>
public sealed class KeptTypesTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("[int]", "$_ % 40", typeof(int))]
    [InlineData("[long]", "$_ % 40 + 5000000000", typeof(long))]
    [InlineData("[double]", "$_ % 40 / 4", typeof(double))]
    [InlineData("[decimal]", "$_ % 40 * 1.25d", typeof(decimal))]
    [InlineData("[bool]", "$_ % 2", typeof(bool))]
    [InlineData("[datetime]", "[datetime]::new(2020, 1, 1, 8, 30, 0).AddDays($_ % 90)", typeof(DateTime))]
    [InlineData("[datetime]", "[datetime]::new(2020, 1, 1).AddDays($_ % 90)", typeof(DateTime))]
    [InlineData("[DateOnly]", "[DateOnly]::FromDayNumber(735000 + $_ % 90)", typeof(DateOnly))]
    [InlineData("[DateTimeOffset]", "[DateTimeOffset]::new(2020, 1, 1, 8, 30, 0, 0).AddHours($_ % 90)", typeof(DateTimeOffset))]
    [InlineData("[string]", "@('red', 'green')[$_ % 2]", typeof(string))]
    [InlineData("[string]", "$_ % 40", typeof(string))]
    [InlineData("[string]", "'0' + ($_ % 9)", typeof(string))]
    [InlineData("[string]", "'2020-01-0' + (1 + $_ % 9)", typeof(string))]
    // What has no form of its own: small integers widen, singles too, enums and other types become text.
    [InlineData("[byte]", "$_ % 40", typeof(int))]
    [InlineData("[int16]", "$_ % 40", typeof(int))]
    [InlineData("[uint32]", "$_ % 40", typeof(long))]
    [InlineData("[single]", "$_ % 40 / 4", typeof(double))]
    [InlineData("[DayOfWeek]", "$_ % 7", typeof(string))]
    [InlineData("[guid]", "[guid]::NewGuid()", typeof(string))]
    public void The_type_of_a_property_is_kept(string cast, string value, Type expected)
    {
        var rows = _shop.Run($$"""1..3000 | ForEach-Object { [pscustomobject] @{ value = {{cast}} ({{value}}) } } | New-DpSyntheticData -Epsilon 20 -Count 50""").Succeeds().Output;

        Assert.Equal(50, rows.Count);
        Assert.Contains(rows, row => row.Properties["value"].Value is not null);
        Assert.All(rows, row => Assert.True(row.Properties["value"].Value is null || row.Properties["value"].Value.GetType() == expected, $"{row.Properties["value"].Value?.GetType()}"));
    }

    [Theory]
    [InlineData("[pscustomobject] @{ zeta = $_ % 9; Alpha = 'x'; mid = 1.5 }")]
    [InlineData("[ordered] @{ zeta = $_ % 9; Alpha = 'x'; mid = 1.5 }")]
    [InlineData("[Thing]::new($_)")]
    public void Names_and_order_are_kept(string made)
    {
        var rows = _shop.Run($$"""
            class Thing { [int] $zeta; [string] $Alpha = 'x'; [double] $mid = 1.5; Thing([int] $i) { $this.zeta = $i % 9 } }
            1..3000 | ForEach-Object { {{made}} } | New-DpSyntheticData -Epsilon 20 -Count 20
            """).Succeeds().Output;

        Assert.Equal(20, rows.Count);
        Assert.All(rows, row => Assert.Equal(["zeta", "Alpha", "mid"], row.Properties.Select(property => property.Name)));
        Assert.All(rows, row => Assert.IsType<int>(row.Properties["zeta"].Value));
        Assert.Contains(rows, row => row.Properties["Alpha"].Value is "x");
    }

    [Fact]
    public void Data_rows_come_back_with_the_types_of_their_columns_and_nulls()
    {
        var table = new DataTable();
        table.Columns.Add("count", typeof(int));
        table.Columns.Add("seen", typeof(DateTime));
        for (var i = 0; i < 3000; i++) table.Rows.Add(i % 30, i % 3 == 0 ? DBNull.Value : new DateTime(2024, 1, 1).AddDays(i % 300));

        var rows = _shop.Run("$args[0].Rows | New-DpSyntheticData -Epsilon 20 -Count 200", table).Succeeds().Output;

        Assert.All(rows, row => Assert.IsType<int>(row.Properties["count"].Value));
        Assert.Contains(rows, row => row.Properties["seen"].Value is null);
        Assert.Contains(rows, row => row.Properties["seen"].Value is DateTime { Year: 2024 or 2025 });
    }

    [Fact]
    public void A_property_that_holds_a_wrapped_value_has_the_type_of_the_value()
    {
        var rows = _shop.Run("""
            1..3000 | ForEach-Object { [pscustomobject] @{ n = [psobject]::AsPSObject($_ % 9) } } | New-DpSyntheticData -Epsilon 20 -Count 5
            """).Succeeds().Output;

        Assert.All(rows, row => Assert.IsType<int>(row.Properties["n"].Value));
    }

    [Fact]
    public void Names_with_quotes_commas_and_brackets_are_kept_in_objects_and_files()
    {
        const string Script = """1..300 | ForEach-Object { [pscustomobject] @{ 'a "b", c' = $_ % 9; "it's [x]" = 'y'; '$z' = 1 } } | New-DpSyntheticData -Epsilon 20 -Count 3""";

        var row = _shop.Run(Script).Succeeds().Output[0];
        _shop.Run($"{Script} -OutFile out.csv").Succeeds();

        Assert.Equal(["a \"b\", c", "it's [x]", "$z"], row.Properties.Select(property => property.Name));
        Assert.Equal("\"a \"\"b\"\", c\",it's [x],$z", _shop.Lines("out.csv")[0]);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void The_culture_changes_neither_file_nor_objects_nor_model(string culture)
    {
        _shop.WritePeople("people.csv", 600);
        _shop.Write("PLAN.json", """{ "epsilon": 5.5, "delta": 1e-7, "generator": "INDEPENDENT", "seed": 7 }""");
        _shop.Run("New-DpModel people.csv -Plan PLAN.json -OutFile people.dpmodel").Succeeds();
        _shop.Run("New-DpSyntheticData -Model people.dpmodel -Seed 3 -OutFile invariant.csv").Succeeds();

        Under(culture, "New-DpModel people.csv -Plan PLAN.json -Verbose | Export-DpModel native.dpmodel");
        Under(culture, "New-DpSyntheticData -Model people.dpmodel -Seed 3 -OutFile native.csv");
        Under(culture, "Import-DpModel people.dpmodel | Export-DpModel again.dpmodel");
        var typed = Under(culture, """
            1..600 | ForEach-Object { [pscustomobject] @{ İd = $_ % 9; paid = ($_ % 90) / 4; day = [datetime]::new(2020, 1, 1).AddDays($_ % 90) } } |
                New-DpSyntheticData -Epsilon 50 -OutFile typed.csv -Count 40
            """);

        Assert.Empty(typed.Output);
        Assert.Equal(_shop.Read("invariant.csv"), _shop.Read("native.csv"));
        Assert.Equal(_shop.Read("people.dpmodel"), _shop.Read("again.dpmodel"));
        Assert.All(_shop.Lines("typed.csv").Skip(1), line => Assert.Matches(@"^[0-9]*,([0-9]+(\.[0-9]+)?)?,(20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8})?$", line));
    }

    private Transcript Under(string culture, string script) => _shop.Run($$"""
        $before = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = [cultureinfo]::DefaultThreadCurrentCulture = '{{culture}}'
        try { {{script}} } finally { [cultureinfo]::CurrentCulture = $before; [cultureinfo]::DefaultThreadCurrentCulture = $null }
        """).Succeeds();
}
