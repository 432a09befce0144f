using System.Management.Automation;

namespace SafeSynth.Tests;

/// <summary>Whoever stops a release in the middle finds no part of a file and no temporary one.</summary>
/// <remarks>The sources are large enough that no stage is over before the stop arrives: fits of seconds, samples of minutes.</remarks>
public sealed class StopTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(30)]
    public void A_fit_that_is_stopped_while_it_reads_learns_or_fits_leaves_no_file(int percent)
    {
        _shop.WriteWide("wide.csv", 200_000);

        StopAt(percent, "New-DpSyntheticData wide.csv -Epsilon 1 -OutFile out.csv -Report out.html");

        Assert.Equal(["wide.csv"], _shop.Files);
    }

    [Fact]
    public void A_model_that_is_not_finished_is_not_written()
    {
        _shop.WriteWide("wide.csv", 200_000);

        StopAt(20, "New-DpModel wide.csv -Epsilon 1 -OutFile wide.dpmodel");

        Assert.Equal(["wide.csv"], _shop.Files);
    }

    [Fact]
    public void Sampling_that_is_stopped_leaves_what_was_there_before()
    {
        _shop.WritePeople("people.csv", 500);
        _shop.Run("New-DpModel people.csv -Epsilon 1 -OutFile people.dpmodel").Succeeds();
        _shop.Write("out.csv", "as it was");

        StopAt(0, "New-DpSyntheticData -Model people.dpmodel -Count 1000000000 -OutFile out.csv -Report out.html");

        Assert.Equal(["out.csv", "people.certificate.json", "people.csv", "people.dpmodel"], _shop.Files);
        Assert.Equal("as it was", _shop.Read("out.csv"));
    }

    [Fact]
    public void A_pipeline_that_is_stopped_between_two_objects_leaves_no_file()
    {
        var taken = new ManualResetEventSlim();
        using var shell = _shop.Session.Prepare("& { for ($i = 0; $true; $i++) { [pscustomobject] @{ n = $i }; if ($i -eq 100) { $signal.Set() } } } | New-DpSyntheticData -Epsilon 1 -OutFile out.csv");
        shell.Runspace.SessionStateProxy.SetVariable("signal", taken);

        var running = shell.BeginInvoke();
        Assert.True(taken.Wait(Patience));
        var during = _shop.Files;
        shell.Stop();

        Assert.True(running.IsCompleted);
        Assert.Equal(2, during.Count);      // the output and its certificate were open, under other names
        Assert.Empty(_shop.Files);
    }

    [Fact]
    public void A_source_that_fails_in_the_middle_of_a_pipeline_leaves_no_file()
    {
        var run = _shop.Run(
            "& { 1..100 | ForEach-Object { [pscustomobject] @{ n = $_ } }; throw 'the query failed' } | New-DpSyntheticData -Epsilon 1 -OutFile out.csv");

        Assert.Equal("the query failed", Assert.Single(run.Errors).ToString());
        Assert.Empty(_shop.Files);
    }

    [Fact]
    public void A_reader_that_has_had_enough_gets_what_it_asked_for()
    {
        _shop.WritePeople("people.csv", 500);

        var rows = _shop.Run("New-DpModel people.csv -Epsilon 1 | New-DpSyntheticData -Count 1000000000 -Report out.html | & { param([Parameter(ValueFromPipeline)] $row) process { if ($n++ -ge 3) { break }; $row } }");

        Assert.Equal(3, rows.Output.Count);
        Assert.Equal(["people.csv"], _shop.Files);
    }

    /// <summary>Stops a script as soon as its progress has come so far; PowerShell shows samples of progress only.</summary>
    private void StopAt(int percent, string script)
    {
        var reached = new ManualResetEventSlim();
        using var shell = _shop.Session.Prepare(script);
        var progress = shell.Streams.Progress;
        progress.DataAdded += (_, added) =>
        {
            if (progress[added.Index].PercentComplete >= percent) reached.Set();
        };

        var running = shell.BeginInvoke();
        Assert.True(reached.Wait(Patience), "The stage was never reached.");
        shell.Stop();

        Assert.True(running.IsCompleted);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }
}
