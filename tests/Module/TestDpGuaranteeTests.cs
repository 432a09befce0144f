using System.Management.Automation;

namespace SafeSynth.Tests;

/// <remarks>Seeds are fixed. Independent is the fastest generator; epsilon 8 is large enough for few fits to tell.</remarks>
public sealed class TestDpGuaranteeTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void A_generator_passes_and_is_caught_with_half_the_noise()
    {
        var run = _shop.Run("""
            foreach ($half in $false, $true) {
                $a = Test-DpGuarantee Independent -Epsilon 8 -Delta 1e-5 -Fits 2000 -Seed 1 -HalfTheNoise:$half
                "$($a.Generator) $($a.Verdict) $($a.Passed) $($a.Claimed) $($a.LowerBound -gt 6) $($a.LowerBound -lt 8) $($a.Cap -gt 8) $($a.BlackBox -gt 0) $($a.BlackBoxCap -gt $a.BlackBox)"
            }
            """).Succeeds();

        Assert.Equal(["Independent Pass True 8 True True True True True", "Independent Fail False 8 True False True True True"], run.Lines);
    }

    [Fact]
    public void Every_bound_has_its_cap_and_a_seed_repeats_all_of_them()
    {
        const string Audit = "Test-DpGuarantee independent -Epsilon 8 -Fits 1000 -Seed 5 | ForEach-Object { $_.Bounds; $_.BlackBoxBounds } | ForEach-Object { \"$($_.Name) $($_.Epsilon) $($_.Cap)\" }";

        var lines = _shop.Run(Audit).Succeeds().Lines;

        Assert.Equal(8, lines.Count());
        Assert.Equal(["ClopperPearson", "GaussianDp", "OneRun", "FdpOneRun"], lines.Take(4).Select(line => line.Split(' ')[0]));
        Assert.All(lines, line => Assert.InRange(Number(line, 1), 0, Number(line, 2)));
        Assert.Equal(lines, _shop.Run(Audit).Succeeds().Lines);
    }

    [Fact]
    public void Wildcards_and_generators_from_the_pipeline_are_audited_one_after_the_other()
    {
        Assert.Equal(["Independent"], _shop.Run("(Test-DpGuarantee Ind* -Fits 100).Generator").Succeeds().Lines);
        Assert.Equal(["NGram"], _shop.Run("(Test-DpGuarantee ngram -Fits 100).Generator").Succeeds().Lines);
        Assert.Equal(["Mst", "Independent"], _shop.Run("(Get-DpGenerator Mst, Independent | Test-DpGuarantee -Fits 100 -Neighbors ReplaceOne).Generator").Succeeds().Lines);
    }

    [Fact]
    public void Gates_judge_an_audit_and_may_publish_its_figures()
    {
        var run = _shop.Run("Test-DpGuarantee Independent -Epsilon 8 -Delta 1e-5 -Fits 2000 -Seed 1 -HalfTheNoise | Test-PrivacyGate -JUnit gates.xml -Quiet").Succeeds();

        Assert.Equal(["False"], run.Lines);
        Assert.Contains("The planted bug is found", _shop.Read("gates.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_run_adds_a_round_to_a_history_over_which_a_gate_finds_half_the_noise_and_passes_what_keeps_its_claim()
    {
        var run = _shop.Run("""
            foreach ($half in $false, $true) {
                1..3 | ForEach-Object {
                    $null = Test-DpGuarantee Independent -Epsilon 8 -Delta 1e-5 -Fits 250 -Seed $_ -HalfTheNoise:$half -History "$half.jsonl"
                }
                "$([IO.File]::ReadAllLines("$PWD/$half.jsonl").Count) $((Test-PrivacyGate -History "$half.jsonl").Verdict)"
            }
            """).Succeeds();

        Assert.Equal(["3 Pass", "3 Fail"], run.Lines);
    }

    [Fact]
    public void The_same_fits_are_not_added_twice_and_noise_that_is_drawn_anew_is()
    {
        _shop.Run("$null = Test-DpGuarantee Independent, Mst -Fits 100 -Seed 1 -History rounds.jsonl").Succeeds();
        var before = _shop.Read("rounds.jsonl");

        var again = _shop.Run("Test-DpGuarantee Independent -Fits 100 -Seed 1 -History rounds.jsonl");

        Assert.StartsWith("SS3080", Assert.Single(again.Errors).FullyQualifiedErrorId);
        Assert.Equal(before, _shop.Read("rounds.jsonl"));
        _shop.Run("$null = Test-DpGuarantee Independent -Fits 100 -History rounds.jsonl").Succeeds();
        Assert.Equal(3, _shop.Read("rounds.jsonl").Count(letter => letter == '\n'));
    }

    [Fact]
    public void An_audit_is_a_row_of_a_table_with_its_bounds_and_caps()
    {
        var shown = _shop.Session.Show("Test-DpGuarantee Independent -Fits 100 -Seed 1");

        Assert.Matches(@"Generator +Claimed +Delta +LowerBound +Cap +BlackBox +BlackBoxCap +Fits +Verdict", shown);
        Assert.Matches(@"\nIndependent +1 +1E-06 +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9.]+ +100 +Inconclusive", shown);
    }

    [Fact]
    public void A_bound_that_is_an_estimate_for_a_generator_says_what_it_assumes()
    {
        const string Assumed = "An estimate: it assumes Gaussian losses, which not all noise of Mst has.";
        var run = _shop.Run("$a = Test-DpGuarantee Mst, Independent -Fits 100 -Seed 1; $a.Assumes; $a[0].Explanation; $a[0].Bounds.Assumes").Succeeds();

        Assert.Equal([Assumed, ""], run.Lines.Take(2));
        Assert.EndsWith(Assumed, run.Lines[2], StringComparison.Ordinal);
        Assert.Equal(["", Assumed, "", Assumed], run.Lines.Skip(3));
        var shown = _shop.Session.Show("$a");
        Assert.Matches(@"\nMst +1 +1E-06 +~[0-9.]+ +[0-9.]+ +~[0-9.]+ .*An estimate", shown);
        Assert.Matches(@"\nIndependent +1 +1E-06 +[0-9.]+ ", shown);
    }

    [Theory]
    [InlineData("Test-DpGuarantee Nobody", "SS0113")]
    [InlineData("Test-DpGuarantee -Epsilon 0", "SS0100")]
    [InlineData("Test-DpGuarantee -Delta 2", "SS0101")]
    [InlineData("Test-DpGuarantee -Fits 1", "ParameterArgumentValidationError")]
    [InlineData("[IO.File]::WriteAllText(\"$PWD/no.jsonl\", \"age\n\"); Test-DpGuarantee -History no.jsonl", "SS3007")]
    public void What_cannot_be_audited_is_an_error(string command, string code)
    {
        var run = _shop.Run(command);

        Assert.StartsWith(code, Assert.Single(run.Errors).FullyQualifiedErrorId);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void An_audit_that_is_stopped_ends()
    {
        var started = new ManualResetEventSlim();
        using var shell = _shop.Session.Prepare("Test-DpGuarantee -Fits 10000000");
        shell.Streams.Progress.DataAdded += (_, _) => started.Set();

        var running = shell.BeginInvoke();
        Assert.True(started.Wait(TimeSpan.FromMinutes(2)), "It never showed progress.");
        shell.Stop();

        Assert.True(running.IsCompleted);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }

    private static double Number(string line, int part) =>
        double.Parse(line.Split(' ')[part], System.Globalization.CultureInfo.InvariantCulture);
}
