using System.Diagnostics;
using System.Runtime.InteropServices;
using SafeSynth.Attacks;

namespace SafeSynth.Tests;

/// <summary>The built host as a process, as a user starts it.</summary>
public sealed class HostTests
{
    [Fact]
    public async Task The_module_is_there_without_being_imported()
    {
        var run = await Start("-Command", "(Get-Module SafeSynth).Version.ToString()");

        Assert.Equal((0, typeof(DpCmdlet).Assembly.GetName().Version!.ToString(3)), (run.ExitCode, run.Output.Trim()));
    }

    [Fact]
    public async Task A_cmdlet_gets_its_arguments_as_PowerShell_would_bind_them()
    {
        var run = await Start("Get-Command", "-Name", "Get-Module,Where-Object", "-CommandType:Cmdlet", "-All:$false");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Get-Module", run.Output);
        Assert.Contains("Where-Object", run.Output);
    }

    [Fact]
    public async Task An_argument_is_never_run_as_code()
    {
        using var file = new ScriptFile("param($A, $B) \"$A|$B\"");

        var run = await Start("-File", file.Path, "$(throw 'no'); exit 9", "-B", "-1");

        Assert.Equal((0, "$(throw 'no'); exit 9|-1"), (run.ExitCode, run.Output.Trim()));
    }

    [Fact]
    public async Task A_comma_makes_a_list_and_a_backtick_keeps_it()
    {
        using var file = new ScriptFile("param([string[]] $Path, [double[]] $Quantile, [switch] $Force) \"$($Path.Count) $($Path[1]) $($Quantile[1]) $Force\"");

        var run = await Start("-File", file.Path, "a,b`,c", "-Quantile", ".5,.95", "-Fo");

        Assert.Equal((0, "2 b,c 0.95 True"), (run.ExitCode, run.Output.Trim()));
    }

    [Theory]
    [InlineData(0, "Get-Module")]
    [InlineData(1, "-Command", "throw 'stop here'")]
    [InlineData(1, "-Command", "Get-Command No-Such; 'after'")]
    [InlineData(1, "-Command", "if (")]
    [InlineData(7, "-Command", "exit 7")]
    [InlineData(0, "-Command", "try { throw 'caught' } catch { }")]
    [InlineData(2)]
    [InlineData(2, "No-Such")]
    [InlineData(2, "-Command")]
    [InlineData(2, "-File", "no-such.ps1")]
    [InlineData(2, "-Nonsense")]
    [InlineData(2, "Get-Module", "-NoSuchParameter")]
    [InlineData(2, "Get-Module", "-Name")]
    [InlineData(0, "-Help")]
    [InlineData(0, "--help")]
    [InlineData(0, "-Version")]
    public async Task The_exit_code_says_how_it_went(int expected, params string[] arguments)
    {
        var run = await Start(arguments);

        Assert.Equal(expected, run.ExitCode);
        if (expected is 1 or 2) Assert.NotEmpty(run.Error.Trim());
        else Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData(5, "exit 5")]
    [InlineData(1, "throw 'stop here'")]
    [InlineData(0, "'fine'")]
    public async Task The_exit_code_of_a_script_file_is_kept(int expected, string script)
    {
        using var file = new ScriptFile(script);

        Assert.Equal(expected, (await Start("-File", file.Path)).ExitCode);
    }

    [Fact]
    public async Task Results_and_errors_go_to_streams_of_their_own_without_colour_codes()
    {
        var run = await Start("-Command", "'result'; Get-Command No-Such; Get-Module SafeSynth");

        Assert.Contains("result", run.Output);
        Assert.Contains("SafeSynth", run.Output);
        Assert.DoesNotContain("No-Such", run.Output);
        Assert.Contains("No-Such", run.Error);
        Assert.DoesNotContain('\e', run.Output + run.Error);
    }

    /// <summary>The culture of containers and build servers.</summary>
    [Fact]
    public async Task Without_a_language_lines_break_between_words_and_numbers_stay_as_they_are()
    {
        var run = await Start("-Command", "Get-DpAttack NearestJaccard; '{0:N1}' -f 1234.5; \"$([datetime] '2026-01-02')\"");

        var shown = string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(AttackInfo.Find("NearestJaccard").Summary, shown, StringComparison.Ordinal);
        Assert.EndsWith("1,234.5 01/02/2026 00:00:00", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_text_of_WhatIf_is_a_result()
    {
        var run = await Start("Remove-Module", "SafeSynth", "-WhatIf");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("What if: ", run.Output);
    }

    [Fact]
    public async Task A_question_that_nobody_can_answer_is_an_error_that_says_what_to_pass()
    {
        var run = await Start("Remove-Module", "SafeSynth", "-Confirm");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("-Confirm:$false", run.Error);
    }

    [Fact]
    public async Task An_interrupt_stops_the_pipeline_and_says_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill(2).");
        Assert.SkipWhen(
            IgnoresInterrupts, "Interrupts are ignored here, as by what a script starts in the background; so they are by every process that is begun.");
        using var process = Begin("-Command", "'ready'; while ($true) { }");
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, Kill(process.Id, 2));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
    }

    [Fact]
    public async Task An_interrupt_in_the_middle_of_a_release_leaves_no_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill(2).");
        Assert.SkipWhen(
            IgnoresInterrupts, "Interrupts are ignored here, as by what a script starts in the background; so they are by every process that is begun.");
        using var shop = new Workshop();
        shop.WritePeople("people.csv", 500);
        shop.Run("New-DpModel people.csv -Epsilon 1 -OutFile people.dpmodel").Succeeds();
        using var process = Begin("New-DpSyntheticData", "-Model", shop.PathOf("people.dpmodel"), "-Count", "1000000000", "-OutFile", shop.PathOf("out.csv"));
        while (shop.Files.Count < 5) await Task.Delay(20, TestContext.Current.CancellationToken);      // the output is open, under another name

        Assert.Equal(0, Kill(process.Id, 2));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Assert.Equal(["people.certificate.json", "people.csv", "people.dpmodel"], shop.Files);
    }

    [Fact]
    public async Task A_gate_that_fails_ends_with_two_and_one_that_cannot_decide_with_three()
    {
        using var shop = new Workshop();
        shop.WritePeople("people.csv", 200);
        shop.Run("New-DpModel people.csv -Epsilon 1 -OutFile people.dpmodel").Succeeds();
        var certificate = shop.PathOf("people.certificate.json");

        Assert.Equal(0, (await Start("Test-PrivacyGate", "-Certificate", certificate, "-MaxEpsilon", "1")).ExitCode);
        Assert.Equal(2, (await Start("Test-PrivacyGate", "-Certificate", certificate, "-MaxEpsilon", "0.5", "-Quiet")).ExitCode);
        Assert.Equal(3, (await Start("Test-PrivacyGate", "-History", shop.PathOf("canaries.jsonl"))).ExitCode);
    }

    [Fact]
    public async Task An_error_that_ends_a_cmdlet_is_told_in_its_name()
    {
        var run = await Start("New-DpModel", "nowhere.csv", "-Epsilon", "1");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("New-DpModel: SS1001: ", run.Error);
    }

    [Fact]
    public async Task A_parameter_that_nobody_can_be_asked_for_is_an_error()
    {
        var run = await Start("New-DpSyntheticData", "-Epsilon", "1");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("InputObject", run.Error);
        Assert.DoesNotContain("   at ", run.Error);
    }

    private static async Task<(int ExitCode, string Output, string Error)> Start(params string[] arguments)
    {
        using var process = Begin(arguments);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await error);
    }

    // The mask has a bit for each signal, from 1 on; SIGINT is 2.
    private static bool IgnoresInterrupts => File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } mask
        && (Convert.ToUInt64(mask[7..].Trim(), 16) & 2) != 0;

    private static Process Begin(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Place.Host, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C" },
        };
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    private sealed class ScriptFile : IDisposable
    {
        public ScriptFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.ps1");

        public void Dispose() => File.Delete(Path);
    }
}
