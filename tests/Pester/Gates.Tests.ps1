#Requires -Version 7.6
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5' }

# Run after 'dotnet build': Invoke-Pester tests/Pester

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../SafeSynth.psd1') -Force
    Import-Module (Join-Path $PSScriptRoot '../../module/SafeSynth.Pester.psm1') -Force

    $random = [Random]::new(1)
    function New-Person { [pscustomobject] @{ age = $random.Next(100000); city = 'abc'[$random.Next(3)] } }
    $members, $others, $fresh = foreach ($group in 1..3) { , @(1..500 | ForEach-Object { New-Person }) }
    $csv = Join-Path $TestDrive 'people.csv'
    $members | Export-Csv $csv
    New-DpSyntheticData $csv -Epsilon 1 -OutFile (Join-Path $TestDrive 'out.csv')
    $certificate = Test-DpCertificate (Join-Path $TestDrive 'out.certificate.json')
}

Describe 'Should -BePrivate' {
    It 'takes a certificate up to the epsilon that it keeps' {
        $certificate | Should -BePrivate -MaxEpsilon 1
        { $certificate | Should -BePrivate -MaxEpsilon 0.5 } | Should -Throw '*Expected it to be private*'
    }

    It 'finds copies' {
        $test = Test-MembershipInference -Synthetic $members -Member $members -NonMember $others -Reference $fresh
        $test | Should -Not -BePrivate
        { $test | Should -BePrivate } | Should -Throw '*Fail*'
    }

    It 'takes fresh rows' {
        Test-MembershipInference -Synthetic $fresh -Member $members -NonMember $others -DetectionFloor 0.2 | Should -BePrivate
    }
}
