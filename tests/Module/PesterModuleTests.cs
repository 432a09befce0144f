namespace SafeSynth.Tests;

/// <summary>The Pester module in a session where functions of the same names stand for Pester's.</summary>
public sealed class PesterModuleTests : IDisposable
{
    private readonly Workshop _shop = new();

    public PesterModuleTests()
    {
        _shop.WritePeople("people.csv", 300);
        _shop.Write("canaries.jsonl", MadePeople.AllCanariesTold);
        _shop.Run("""
            function global:Add-ShouldOperator($Name, $Test, [switch] $SupportsArrayInput) { $global:operator = $Test }
            function global:New-ShouldAssertion($Caller, $Actual, $Buffer, $As) {
                [pscustomobject] @{ Value = @($Buffer) } |
                    Add-Member ScriptMethod Actual { $this.Value } -PassThru |
                    Add-Member ScriptMethod Fail { throw $args[0] } -PassThru
            }
            Import-Module $args[0] -ErrorAction Stop
            New-DpSyntheticData people.csv -Epsilon 1 -Count 20 -OutFile out.csv
            $certificate = Test-DpCertificate out.certificate.json
            """, Path.Combine(Place.Root, "module", "SafeSynth.Pester.psm1")).Succeeds();
    }

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Should_BePrivate_tells_what_passes_from_what_does_not()
    {
        var run = _shop.Run("""
            (& $operator $certificate -MaxEpsilon 1).Succeeded
            (& $operator $certificate -MaxEpsilon .5).Succeeded
            (& $operator $certificate -MaxEpsilon .5 -Negate).Succeeded
            (& $operator $certificate -MaxEpsilon .5 -Because 'we said so').FailureMessage
            """).Succeeds();

        Assert.Equal(["True", "False", "True"], run.Lines.Take(3));
        Assert.StartsWith("Expected it to be private, because we said so, but got:\nout.certificate.json: Fail: At delta", run.Lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void The_assertion_of_Pester_6_throws_what_fails()
    {
        _shop.Run("$certificate | Should-BePrivate -MaxEpsilon 1").Succeeds();

        var fault = Assert.Single(_shop.Run("$certificate | Should-BePrivate -MaxEpsilon .5").Errors);
        Assert.Contains("Expected it to be private but got:", fault.ToString(), StringComparison.Ordinal);
    }
}
