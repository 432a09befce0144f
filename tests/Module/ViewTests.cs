namespace SafeSynth.Tests;

/// <summary>What is shown of releases and models.</summary>
public sealed class ViewTests : IDisposable
{
    private readonly Workshop _shop = new();

    public ViewTests() =>
        _shop.Write("hr.csv", "email,age,city\n" + string.Concat(Enumerable.Range(0, 400).Select(i => $"p{i}@example.org,{20 + i % 40},{(i % 2 == 0 ? "Bern" : "Basel")}\n")));

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void A_release_is_a_row_of_a_table()
    {
        var shown = _shop.Session.Show("New-DpSyntheticData hr.csv -Epsilon 10 -Count 50 -OutFile out.csv -Report ./hr.html -PassThru");

        Assert.Matches(@"Name +Rows +Columns +Generator +Epsilon +Delta +Regenerated +Report\r?\n", shown);
        Assert.Matches(@"\nhr +50 +3 +OneShot +10 +1e-06 +email +./hr.html", shown);
    }

    [Fact]
    public void A_model_is_a_row_of_a_table()
    {
        var shown = _shop.Session.Show("New-DpModel hr.csv -Epsilon 0.5 -PrivacyUnit email");

        Assert.Matches(@"Name +Rows +Columns +Generator +Epsilon +Delta +Unit\r?\n", shown);
        Assert.Matches(@"\nhr +\d+ +3 +OneShot +0.5 +1e-06 +email<=1", shown);
    }

    [Fact]
    public void A_model_tells_of_itself()
    {
        var run = _shop.Run("$model = New-DpModel hr.csv -Epsilon 1; $model.Name, $model.Epsilon, $model.Delta, $model.Generator, $model.Unit, $model.Columns, $model.Regenerated | ForEach-Object { $_ }").Succeeds();

        Assert.Equal(["hr", "1", "1E-06", "OneShot", "row", "email", "age", "city", "email"], run.Lines);
    }

    /// <remarks>
    /// PowerShell shows what follows something of another type as a list, without the views: then the display sets decide.
    /// </remarks>
    [Fact]
    public void A_verdict_among_other_things_is_shown_without_what_it_was_made_from()
    {
        var shown = _shop.Session.Show("New-DpModel hr.csv -Epsilon 1; Test-MembershipInference hr.csv hr.csv hr.csv -Attack Dcr");

        Assert.Matches(@"Name +: hr\r?\nVerdict +: Inconclusive\r?\nExplanation +: ", shown);
        Assert.DoesNotContain("MembershipReport", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_shown_with_their_columns()
    {
        Assert.Matches(@"email +age +city", _shop.Session.Show("New-DpSyntheticData hr.csv -Epsilon 10 -Count 5"));
    }
}
