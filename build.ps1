<#
.SYNOPSIS
    Names the entry points of the build; MSBuild does the work.
.EXAMPLE
    ./build.ps1 Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pack', 'Publish', 'Benchmark')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$options = '--configuration', $Configuration, '-nologo'

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        Build { dotnet build SafeSynth.slnx @options }
        Test { dotnet test --solution SafeSynth.slnx --configuration $Configuration }
        Pack { dotnet pack SafeSynth.slnx @options --output artifacts/packages }
        Publish { dotnet publish module/SafeSynth.Host @options --use-current-runtime --no-self-contained --output artifacts/publish/safesynth }
        Benchmark { dotnet run --project benchmarks --configuration Release }
    }
    if ($LASTEXITCODE -ne 0) { throw "$Task failed with exit code $LASTEXITCODE." }
}
finally {
    Pop-Location
}
