using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SafeSynth.Generators;
using SafeSynth.Plans;

namespace SafeSynth.Tests;

/// <summary>What every cmdlet inherits, shown on cmdlets that do nothing else.</summary>
public sealed class DpCmdletTests
{
    [Theory]
    [InlineData("SS0101", ErrorCategory.InvalidArgument)]
    [InlineData("SS1004", ErrorCategory.InvalidData)]
    [InlineData("SS2001", ErrorCategory.QuotaExceeded)]
    [InlineData("SS2003", ErrorCategory.QuotaExceeded)]
    [InlineData("SS2004", ErrorCategory.InvalidOperation)]
    [InlineData("SS2006", ErrorCategory.InvalidData)]
    [InlineData("SS2020", ErrorCategory.OpenError)]
    [InlineData("SS3001", ErrorCategory.InvalidResult)]
    [InlineData("SS4001", ErrorCategory.ResourceUnavailable)]
    public void A_fault_of_the_core_ends_the_pipeline_with_its_code_as_id(string code, ErrorCategory category)
    {
        using var shell = Shell();

        var fault = Assert.ThrowsAny<RuntimeException>(() => shell.AddCommand("Test-Fault").AddParameter("Code", code).Invoke()).ErrorRecord;

        Assert.Equal($"{code},{typeof(TestFaultCommand).FullName}", fault.FullyQualifiedErrorId);
        Assert.Equal(category, fault.CategoryInfo.Category);
        Assert.Equal("people.csv", fault.TargetObject);
        Assert.Equal("Say what to do next.", fault.Exception.Message);
        Assert.Equal($"{code}: Say what to do next.", fault.ToString());
    }

    [Fact]
    public void A_fault_of_one_file_leaves_the_others_to_be_worked_on()
    {
        using var shell = Shell();

        var output = shell.AddCommand("Test-File").AddParameter("Path", new[] { "a", "missing", "b" }).Invoke();

        Assert.Equal(["a", "b"], output.Select(item => item.BaseObject));
        var fault = Assert.Single(shell.Streams.Error);
        Assert.Equal(("missing", ErrorCategory.ObjectNotFound), (fault.TargetObject, fault.CategoryInfo.Category));
    }

    [Fact]
    public void Stopping_the_pipeline_cancels_the_work()
    {
        TestWorkCommand.Started.Reset();
        using var shell = Shell();
        var running = shell.AddCommand("Test-Work").AddParameter("Forever").BeginInvoke();
        Assert.True(TestWorkCommand.Started.Wait(TimeSpan.FromMinutes(1)));

        shell.Stop();

        Assert.True(running.IsCompleted);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.True(TestWorkCommand.Cancelled.Wait(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Messages_of_worker_threads_arrive_in_order_and_progress_ends()
    {
        using var shell = Shell();

        var output = shell.AddCommand("Test-Work").AddParameter("Verbose").Invoke();

        Assert.Equal(["done"], output.Select(item => item.BaseObject));
        Assert.Equal(["step 0", "step 1", "step 2"], shell.Streams.Verbose.Select(record => record.Message));
        Assert.Equal(ProgressRecordType.Completed, shell.Streams.Progress[^1].RecordType);
        Assert.All(shell.Streams.Progress, record => Assert.Equal(("Working", true), (record.Activity, record.ActivityId >= 0)));
    }

    [Fact]
    public void A_warning_that_the_user_made_an_error_cancels_the_work()
    {
        TestWorkCommand.Cancelled.Reset();
        using var shell = Shell();

        Assert.ThrowsAny<RuntimeException>(() =>
            shell.AddCommand("Test-Work").AddParameter("Forever").AddParameter("WarningAction", ActionPreference.Stop).Invoke());

        Assert.True(TestWorkCommand.Cancelled.IsSet);
    }

    [Fact]
    public void A_path_is_relative_to_the_location_of_the_session_and_need_not_exist()
    {
        using var shell = Shell();
        var folder = Path.TrimEndingDirectorySeparator(Path.GetTempPath());
        shell.Runspace.SessionStateProxy.Path.SetLocation(folder);

        var output = shell.AddCommand("Test-Path").AddParameter("Path", "no[thing].csv").Invoke();

        Assert.Equal([Path.Combine(folder, "no[thing].csv")], output.Select(item => item.BaseObject));
    }

    private static PowerShell Shell()
    {
        var state = InitialSessionState.CreateDefault2();
        foreach (var (name, type) in new[]
        {
            ("Test-Fault", typeof(TestFaultCommand)), ("Test-File", typeof(TestFileCommand)),
            ("Test-Work", typeof(TestWorkCommand)), ("Test-Path", typeof(TestPathCommand)),
        })
        {
            state.Commands.Add(new SessionStateCmdletEntry(name, type, null));
        }

        return PowerShell.Create(state);
    }
}

[Cmdlet(VerbsDiagnostic.Test, "Fault")]
public sealed class TestFaultCommand : DpCmdlet
{
    [Parameter]
    public string Code { get; set; } = "";

    protected override void End()
    {
        Subject = "people.csv";
        throw new SafeSynthException(Code, "Say what to do next.");
    }
}

[Cmdlet(VerbsDiagnostic.Test, "File")]
public sealed class TestFileCommand : DpCmdlet
{
    [Parameter]
    public string[] Path { get; set; } = [];

    protected override void Process()
    {
        foreach (var path in Path)
        {
            if (path == "missing") WriteFault(new FileNotFoundException("There is no such file."), path);
            else WriteObject(path);
        }
    }
}

[Cmdlet(VerbsDiagnostic.Test, "Path")]
public sealed class TestPathCommand : DpCmdlet
{
    [Parameter]
    public string Path { get; set; } = "";

    protected override void End() => WriteObject(Resolve(Path));
}

[Cmdlet(VerbsDiagnostic.Test, "Work")]
public sealed class TestWorkCommand : DpCmdlet
{
    internal static readonly ManualResetEventSlim Started = new(), Cancelled = new();

    [Parameter]
    public SwitchParameter Forever { get; set; }

    protected override void End() => WriteObject(RunWithProgress("Working", pump =>
    {
        for (var step = 0; step < 3; step++)
        {
            pump.Verbose($"step {step}");
            pump.Report(new StageProgress($"Step {step}", step / 3.0));
        }

        if (Forever)
        {
            pump.Warning("This takes for ever.");
            Started.Set();
            StopToken.WaitHandle.WaitOne();
            Cancelled.Set();
            StopToken.ThrowIfCancellationRequested();
        }

        return "done";
    }));
}
