# Lets Pester judge privacy: `Should -BePrivate` (Pester 5 and later) and `Should-BePrivate` (Pester 6).
# Import it in a BeforeAll block. A message of a failed test ends up in result files, so it holds verdicts only, unless -PublishOwnerResults asks for more.

if (-not (Get-Module SafeSynth)) {
    Import-Module "$PSScriptRoot/../SafeSynth.psd1" -Global
}

function Test-Private($Actual, $MaxEpsilon, $Negate, $Because, $PublishOwnerResults) {
    $demands = if ($null -ne $MaxEpsilon) { @{ MaxEpsilon = $MaxEpsilon } } else { @{} }
    $gates = @($Actual | Test-PrivacyGate @demands -ErrorAction Stop)
    # What could not be decided is neither private nor not private.
    $succeeded = if ($Negate) { $gates.Verdict -contains 'Fail' } else { $gates.Passed -notcontains $false }
    $reason = if ($Because) { ", because $($Because -replace '^because\s+')," } else { '' }
    $lines = foreach ($gate in $gates) { "$($gate.Subject): $(if ($PublishOwnerResults) { $gate.Detail } else { $gate.Public })" }
    [pscustomobject] @{
        Succeeded      = $succeeded
        FailureMessage = "Expected it$(if ($Negate) { ' not' }) to be private$reason but got:`n$($lines -join "`n")"
    }
}

# The parameters are those that Pester passes to an operator, and the user's own.
function BePrivate($ActualValue, [switch] $Negate, $CallerSessionState, [Nullable[double]] $MaxEpsilon, [string] $Because, [switch] $PublishOwnerResults) {
    Test-Private $ActualValue $MaxEpsilon $Negate $Because $PublishOwnerResults
}

function Assert-BePrivate {
    <#
    .SYNOPSIS
    Fails a test unless every gate passes: attacks found nobody and could have, audits no bug, and certificates keep their promise.
    .DESCRIPTION
    Takes what Test-MembershipInference, Test-AttributeInference, Test-DpGuarantee and Test-DpCertificate return. Inconclusive is no Pass. Called as Should-BePrivate, with Pester 6.
    .PARAMETER Actual
    What was returned.
    .PARAMETER MaxEpsilon
    The largest epsilon that a certificate may promise.
    .PARAMETER Because
    Why it should be private.
    .PARAMETER PublishOwnerResults
    Puts figures that were computed from private rows into the message of a failed test, and so into result files.
    .EXAMPLE
    Test-DpCertificate ./hr.synthetic.certificate.json | Should-BePrivate -MaxEpsilon 1
    #>
    [CmdletBinding()]
    [Alias('Should-BePrivate')]
    param (
        [Parameter(Position = 0, ValueFromPipeline)] $Actual,
        [Nullable[double]] $MaxEpsilon,
        [string] $Because,
        [switch] $PublishOwnerResults
    )

    $assert = New-ShouldAssertion -Caller $PSCmdlet -Actual $Actual -Buffer $Input -As CollectionItems
    $answer = Test-Private $assert.Actual() $MaxEpsilon $false $Because $PublishOwnerResults
    if (-not $answer.Succeeded) { $assert.Fail($answer.FailureMessage) }
}

if (Get-Command Add-ShouldOperator -ErrorAction Ignore) {
    Add-ShouldOperator -Name BePrivate -Test ${function:BePrivate} -SupportsArrayInput
}

Export-ModuleMember -Function Assert-BePrivate -Alias Should-BePrivate
