#Requires -Version 7.6
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5' }

# Run after 'dotnet build': Invoke-Pester tests/Pester

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../SafeSynth.psd1') -Force
    Import-Module (Join-Path $PSScriptRoot '../../module/SafeSynth.Pester.psm1') -Force

    function New-People([int] $Count) {
        foreach ($i in 1..$Count) {
            [pscustomobject] @{ age = Get-Random -Maximum 100000; height = Get-Random -Maximum 100000; city = 'Bern', 'Basel', 'Chur' | Get-Random }
        }
    }

    # Divided at random before the fit: members go in, the others stay out.
    $members = New-People 600
    $others = New-People 1200
    $release = Join-Path $TestDrive 'people.synthetic.csv'
    $members | New-DpSyntheticData -Epsilon 1 -OutFile $release
    $certificate = Test-DpCertificate (Join-Path $TestDrive 'people.synthetic.certificate.json')
}

Describe 'A release' {
    It 'keeps its promise' {
        $certificate | Should -BePrivate -MaxEpsilon 1
    }

    It 'does not give members away' {
        # One honest release in a hundred fails.
        Test-MembershipInference -Synthetic $release -Member $members -NonMember $others -Alpha .01 -DetectionFloor .1 | Should -BePrivate
    }

    It 'is not private if it is a copy' {
        Test-MembershipInference -Synthetic $members -Member $members -NonMember $others | Should -Not -BePrivate
    }

    It 'fails the test of who demands too much' {
        { $certificate | Should -BePrivate -MaxEpsilon .5 -Because 'the contract says so' } | Should -Throw '*because the contract says so*'
    }
}

Describe 'A generator' {
    It 'keeps its claim' {
        Test-DpGuarantee Independent -Epsilon 8 -Delta 1e-5 -Fits 2000 -Seed 1 | Should -BePrivate
    }

    It 'is judged over all runs that a history knows' {
        $history = Join-Path $TestDrive 'canaries.jsonl'
        1..2 | ForEach-Object { $null = Test-DpGuarantee Independent -Epsilon 8 -Delta 1e-5 -Fits 500 -History $history }
        @(Get-Content $history) | Should -HaveCount 2
        # A generator that keeps its claim fails in one of ten thousand such histories.
        Test-PrivacyGate -History $history -Alpha .0001 | Should -BePrivate
    }

    It 'is caught with half the noise' {
        Test-DpGuarantee Independent -Epsilon 8 -Delta 1e-5 -Fits 2000 -Seed 1 -HalfTheNoise | Should -Not -BePrivate
    }
}

Describe 'Files for build servers' {
    BeforeAll {
        $junit, $sarif = 'gates.xml', 'gates.sarif' | ForEach-Object { Join-Path $TestDrive $_ }
        $verdict = $certificate | Test-PrivacyGate -MaxEpsilon .5 -JUnit $junit -Sarif $sarif -Quiet
    }

    It 'tell a failure' {
        $verdict | Should -BeFalse
        ([xml] (Get-Content $junit -Raw)).testsuites.testsuite.failures | Should -Be 1
        (Get-Content $sarif -Raw | ConvertFrom-Json).runs[0].results[0].kind | Should -Be 'fail'
    }

    It 'do not end the session that made them' {
        # An exit code is for the safesynth host alone; a script in pwsh ends itself: if (-not (Test-PrivacyGate ... -Quiet)) { exit 2 }
        $LASTEXITCODE | Should -Not -Be 2
    }
}

Describe 'The assertion of Pester 6' -Skip:(-not (Get-Command New-ShouldAssertion -ErrorAction Ignore)) {
    It 'judges the same' {
        $certificate | Should-BePrivate -MaxEpsilon 1
        { $certificate | Should-BePrivate -MaxEpsilon .5 } | Should -Throw -ErrorId 'PesterAssertionFailed'
    }
}
