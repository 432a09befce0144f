using System.Text;

namespace SafeSynth.Tests;

/// <summary>A faulty row never stops a fit, and nothing that is said quotes a cell.</summary>
/// <remarks>
/// Faulty cells hold a mark. A value that one row has is released with a probability of at most delta (1e-6), so the chance of a false
/// alarm is negligible. What becomes of faults is shown at an epsilon at which noise is a few rows in hundreds.
/// </remarks>
public sealed class RowFaultTests : IDisposable
{
    private const string Mark = "zq7";
    private const string Talk = "-Verbose -Debug";

    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    public static TheoryData<string, string> Faults() => new()
    {
        { "a short row", $"{Mark}\n" },
        { "a long row", $"30,Bern,2020-01-01,{Mark},{Mark}\n" },
        { "an unparsable number", $"{Mark},Bern,2020-01-01\n" },
        { "a number out of bounds", "98765432198765,Bern,2020-01-01\n" },
        { "a number beyond 64 bits", $"{new string('9', 40)},Bern,2020-01-01\n" },
        { "a value beside the enum", $"30,{Mark},2020-01-01\n" },
        { "an unparsable date", $"30,Bern,2020-13-{Mark}\n" },
        { "a stray quote", $"30,Be\"{Mark}\"rn,2020-01-01\n" },
        { "a null byte", $"30,\0{Mark},2020-01-01\n" },
        { "a cell of a megabyte", $"30,{Mark}{new string('x', 1 << 20)},2020-01-01\n" },
        { "only separators", ",,\n" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_faulty_row_stops_nothing_and_no_stream_or_file_quotes_it(string fault, string row)
    {
        _ = fault;
        _shop.Write("data.csv", Good(300, extra: row));

        foreach (var schema in new[] { null, "missing", "clamp", "drop" })
        {
            if (schema is not null) DeclareWith(schema);
            var run = _shop.Run($"New-DpSyntheticData data.csv -Epsilon 1 -OutFile out.csv -Report out.html -PassThru {(schema is null ? "" : "-Schema schema.json")} {Talk}").Succeeds();

            Assert.DoesNotContain(Mark, run.Everything + _shop.Read("out.csv") + _shop.Read("out.html") + run.Output[0]);
            Assert.DoesNotContain("98765432198765", run.Everything + _shop.Read("out.csv") + _shop.Read("out.html"));
            Assert.NotEmpty(run.Verbose);
            Assert.Empty(run.Warnings);
        }
    }

    [Fact]
    public void What_is_said_of_a_fit_does_not_change_with_the_faults_in_it()
    {
        DeclareWith("drop");
        _shop.Write("clean.csv", Good(300));
        _shop.Write("faulty.csv", Good(300, extra: $"{Mark},{Mark}\n{Mark},{Mark},{Mark}\n"));

        var clean = _shop.Run($"New-DpModel clean.csv -Epsilon 1 -Schema schema.json -Generator Independent {Talk}").Succeeds();
        var faulty = _shop.Run($"New-DpModel faulty.csv -Epsilon 1 -Schema schema.json -Generator Independent {Talk}").Succeeds();

        // Bins follow noisy counts, so they are left out of the comparison.
        Assert.Equal(Said(clean, "clean"), Said(faulty, "faulty"));

        static IEnumerable<string> Said(Transcript run, string name) =>
            run.Verbose.Select(line => line.Replace(name, "data").Split(", in ")[0]);
    }

    [Theory]
    [InlineData("missing", 400, 200)]
    [InlineData("clamp", 400, 0)]
    [InlineData("drop", 200, 0)]
    public void A_value_beyond_a_bound_follows_the_declared_policy(string policy, int rows, int blanks)
    {
        DeclareWith(policy);
        _shop.Write("data.csv", Good(200, extra: string.Concat(Enumerable.Repeat("500,Bern,2020-01-01\n", 200))));

        _shop.Run("New-DpSyntheticData data.csv -Epsilon 100 -Schema schema.json -Generator Independent -OutFile out.csv").Succeeds();

        var ages = _shop.Lines("out.csv").Skip(1).Select(line => line.Split(',')[0]).ToList();
        Assert.InRange(ages.Count, rows - 20, rows + 20);
        Assert.InRange(ages.Count(age => age.Length == 0), blanks - 20, blanks + 20);
        Assert.InRange(ages.Count(age => age == "120"), policy == "clamp" ? 180 : 0, policy == "clamp" ? 220 : 20);
    }

    [Theory]
    [InlineData("missing", 400, 200)]
    [InlineData("clamp", 400, 200)]
    [InlineData("drop", 200, 0)]
    public void A_value_beside_an_enum_follows_the_declared_policy(string policy, int rows, int blanks)
    {
        DeclareWith(policy);
        _shop.Write("data.csv", Good(200, extra: string.Concat(Enumerable.Repeat($"30,{Mark},2020-01-01\n", 200))));

        _shop.Run("New-DpSyntheticData data.csv -Epsilon 100 -Schema schema.json -Generator Independent -OutFile out.csv").Succeeds();

        var cities = _shop.Lines("out.csv").Skip(1).Select(line => line.Split(',')[1]).ToList();
        Assert.InRange(cities.Count, rows - 20, rows + 20);
        Assert.InRange(cities.Count(city => city.Length == 0), blanks - 20, blanks + 20);
        Assert.All(cities, city => Assert.Contains(city, new[] { "Bern", "Basel", "" }));
    }

    [Theory]
    [InlineData("Mst")]
    [InlineData("Independent")]
    public void A_table_without_rows_is_fitted_like_any_other(string generator)
    {
        _shop.Write("data.csv", "age,city,seen\n");

        var run = _shop.Run($"New-DpSyntheticData data.csv -Epsilon 1 -Generator {generator} -OutFile out.csv -Report out.html {Talk}").Succeeds();

        Assert.Equal("age,city,seen", _shop.Lines("out.csv")[0]);
        Assert.NotEmpty(run.Verbose);
    }

    [Fact]
    public void A_column_without_a_value_stays_empty_but_for_noise()
    {
        _shop.Write("data.csv", "age,note\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"{20 + i % 40},\n")));

        _shop.Run($"New-DpSyntheticData data.csv -Epsilon 10 -OutFile out.csv {Talk}").Succeeds();

        // A form of cells is believed at three standard deviations of the noise, 15 rows, so a few values may be made up; 100 rows of them
        // never are.
        Assert.InRange(_shop.Lines("out.csv").Skip(1).Count(line => !line.EndsWith(',')), 0, 100);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_read_and_not_quoted()
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes(Good(300) + "30,Be"), 0xFF, 0xFE, 0xC3, .. Encoding.ASCII.GetBytes($"{Mark},2020-01-01\n")];
        _shop.Write("data.csv", bytes);

        var run = _shop.Run($"New-DpSyntheticData data.csv -Epsilon 1 -OutFile out.csv {Talk}").Succeeds();

        Assert.DoesNotContain(Mark, run.Everything + _shop.Read("out.csv"));
    }

    [Fact]
    public void Faulty_objects_stop_nothing_either()
    {
        var run = _shop.Run($$"""
            & {
                1..200 | ForEach-Object { [pscustomobject] @{ n = $_; city = 'Bern' } }
                $null
                '{{Mark}}'
                42
                [pscustomobject] @{ other = '{{Mark}}' }
                $thrower = [pscustomobject] @{ n = 1 }
                $thrower.PSObject.Properties.Add([psscriptproperty]::new('city', { throw '{{Mark}}' }))
                $thrower
                [pscustomobject] @{ n = @(1, '{{Mark}}'); city = @{ a = '{{Mark}}' } }
            } | New-DpSyntheticData -Epsilon 1 {{Talk}}
            """).Succeeds();

        Assert.NotEmpty(run.Output);
        Assert.DoesNotContain(Mark, run.Everything + string.Join('\n', run.Lines));
    }

    private static string Good(int rows, string extra = "") =>
        "age,city,seen\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{20 + i % 50},{(i % 2 == 0 ? "Bern" : "Basel")},2020-0{1 + i % 9}-15\n")) + extra;

    private void DeclareWith(string policy) => _shop.Write("schema.json", $$"""
        { "fields": [
            { "name": "age", "type": "integer", "constraints": { "minimum": 0, "maximum": 120 }, "faults": "{{policy}}" },
            { "name": "city", "type": "string", "constraints": { "enum": ["Bern", "Basel"] }, "faults": "{{policy}}" },
            { "name": "seen", "type": "date", "constraints": { "minimum": "2019-01-01", "maximum": "2021-12-31" }, "faults": "{{policy}}" }
        ] }
        """);
}
