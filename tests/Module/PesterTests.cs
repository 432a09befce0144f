namespace SafeSynth.Tests;

/// <summary>
/// The assertions for Pester, with stand-ins for the two commands of Pester that they call, which behave as its documentation says.
/// </summary>
public sealed class PesterTests : IDisposable
{
    private readonly Workshop _shop = new();

    public PesterTests()
    {
        _shop.WritePeople("people.csv", 200);
        _shop.Run("""
            function global:Add-ShouldOperator($Name, $Test, [switch] $SupportsArrayInput) { $global:operator = @{ Name = $Name; Test = $Test } }
            function global:New-ShouldAssertion($Caller, $Actual, $Buffer, [ValidateSet('Scalar', 'ExactType', 'Collection', 'CollectionItems', 'None')] $As) {
                [pscustomobject] @{ Value = if ($Buffer) { @($Buffer) } else { $Actual }; Hint = if ($As -eq 'Collection' -and @($Buffer).Count -eq 1) { ' Hint: You piped one.' } } |
                    ForEach-Object {
                        $_.PSObject.Methods.Add([psscriptmethod]::new('Actual', { , $this.Value }))
                        $_.PSObject.Methods.Add([psscriptmethod]::new('Fail', { throw $args[0] }))
                        $_
                    }
            }
            function global:Call($Actual, $With = @{}, [switch] $Not) { & $operator.Test -ActualValue $Actual -Negate:$Not -CallerSessionState $null @With }
            Import-Module $args[0]
            New-DpModel people.csv -Epsilon 1 -OutFile people.dpmodel
            $certificate = Test-DpCertificate people.certificate.json
            $copies = Test-MembershipInference people.csv people.csv people.csv -Attack Dcr
            """, Path.Combine(Place.Root, "module", "SafeSynth.Pester.psm1")).Succeeds();
    }

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void It_registers_an_operator_and_an_alias_without_a_warning()
    {
        Assert.Equal(["BePrivate", "Assert-BePrivate"], _shop.Run("$operator.Name; (Get-Command Should-BePrivate).Definition").Succeeds().Lines);
        Assert.Empty(_shop.Run("Import-Module $args[0] -Force", Path.Combine(Place.Root, "module", "SafeSynth.Pester.psm1")).Warnings);
    }

    [Theory]
    [InlineData("Call $certificate", "True")]
    [InlineData("Call $certificate @{ MaxEpsilon = 1 }", "True")]
    [InlineData("Call $certificate @{ MaxEpsilon = .5 }", "False")]
    [InlineData("Call $certificate @{ MaxEpsilon = .5 } -Not", "True")]
    [InlineData("Call @($certificate, $copies)", "False")]
    [InlineData("Call $copies -Not", "False")]      // what could not be decided is not leaky either
    public void The_operator_succeeds_if_every_gate_passes(string call, string expected)
    {
        Assert.Equal([expected], _shop.Run($"({call}).Succeeded").Succeeds().Lines);
    }

    [Fact]
    public void A_message_holds_the_verdict_and_figures_of_private_rows_only_on_demand()
    {
        var message = Assert.Single(_shop.Run("(Call $copies @{ Because = 'it is public' }).FailureMessage").Succeeds().Lines);
        var published = Assert.Single(_shop.Run("(Call $copies @{ PublishOwnerResults = $true }).FailureMessage").Succeeds().Lines);

        Assert.StartsWith("Expected it to be private, because it is public, but got:\npeople: Inconclusive, tested: ", message.ReplaceLineEndings("\n"));
        Assert.DoesNotContain("p =", message, StringComparison.Ordinal);
        Assert.Contains("p =", published, StringComparison.Ordinal);
    }

    [Fact]
    public void The_assertion_of_Pester_6_throws_what_Pester_reports()
    {
        Assert.Empty(_shop.Run("$certificate | Should-BePrivate -MaxEpsilon 1").Errors);
        var message = Assert.Single(_shop.Run("$certificate | Should-BePrivate -MaxEpsilon .5").Errors).ToString();
        Assert.Contains("Expected it to be private", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Hint", message, StringComparison.Ordinal);      // one result is as good as several
    }

    [Fact]
    public void A_largest_epsilon_for_what_has_none_is_an_error_and_no_pass()
    {
        Assert.StartsWith("SS3009", Assert.Single(_shop.Run("Call $copies @{ MaxEpsilon = 1 }").Errors).FullyQualifiedErrorId);
    }
}
