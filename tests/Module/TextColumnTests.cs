namespace SafeSynth.Tests;

/// <summary>Tables with a column of texts, from the cmdlets' side.</summary>
public sealed class TextColumnTests : IDisposable
{
    private const string Fit = "New-DpSyntheticData tickets.csv -Epsilon 8 -TextProperty body -Target queue ";

    private readonly Workshop _shop = new();

    public TextColumnTests() => _shop.Write("tickets.csv", "body,queue,age\n" + string.Concat(Enumerable.Range(0, 1500).Select(i => (i % 3) switch
    {
        0 => $"\"The printer, on floor {i}, is out of paper\",hardware,{20 + (i % 40)}\n",
        1 => $"I forgot the password of my account,accounts,{20 + (i % 40)}\n",
        _ => $",orders,{20 + (i % 40)}\n",
    })));

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Texts_of_a_table_are_written_for_the_target()
    {
        _shop.Run(Fit + "-Count 300 -OutFile out.csv -Report out.html").Succeeds();

        var lines = _shop.Lines("out.csv");
        Assert.Equal("body,queue,age", lines[0]);
        int Printers(string queue) =>
            lines.Count(line => line.Contains("printer", StringComparison.Ordinal) && line.Contains($",{queue},", StringComparison.Ordinal));
        Assert.True(Printers("hardware") > 20 && Printers("hardware") > 3 * Printers("accounts"), $"{Printers("hardware")}, {Printers("accounts")}");
        Assert.Contains("for each value of queue", _shop.Read("out.html"));
        Assert.Contains("body: to be written anew", _shop.Read("out.certificate.json"));
    }

    [Fact]
    public void A_plan_file_says_the_same()
    {
        _shop.Write("tickets.plan.json", """{ "epsilon": 8, "schema": { "fields": [ { "name": "body", "role": "text", "writtenFor": "queue" } ] } }""");

        var run = _shop.Run("New-DpModel tickets.csv -Plan tickets.plan.json -OutFile tickets.dpmodel; New-DpSyntheticData -Model tickets.dpmodel -Where @{ queue = 'accounts' } -Count 20").Succeeds();

        Assert.Equal(20, run.Output.Count);
        Assert.All(run.Output, row => Assert.Equal("accounts", row.Properties["queue"].Value));
        Assert.Contains(run.Output, row => ((string)row.Properties["body"].Value).Contains("password", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plan_is_priced_with_its_texts()
    {
        _shop.Write("tickets.plan.json", """{ "epsilon": 8, "schema": { "fields": [ { "name": "body", "role": "text" } ] } }""");

        Assert.Contains("40 % for texts of 'body'", _shop.Session.Show("Test-DpPlan tickets.plan.json -Path tickets.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_not_there_spends_nothing()
    {
        var refused = Assert.Single(_shop.Run("New-DpSyntheticData tickets.csv -Epsilon 8 -TextProperty boddy -Ledger l.jsonl").Errors);

        Assert.StartsWith("SS0104,", refused.FullyQualifiedErrorId);
        Assert.Equal(["tickets.csv"], _shop.Files);
    }
}
