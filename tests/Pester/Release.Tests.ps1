#Requires -Version 7.6
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5' }

# Run after 'dotnet build': Invoke-Pester tests/Pester

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../SafeSynth.psd1') -Force

    function New-People([int] $Count) {
        foreach ($i in 1..$Count) {
            [pscustomobject] @{
                email = "p$i@example.org"
                age   = 20 + $i % 50
                city  = @('Bern', 'Basel', 'Chur')[$i % 3]
                born  = [datetime]::new(1960, 1, 1).AddDays($i * 37 % 15000)
                paid  = ($i % 80) * 1.25
            }
        }
    }

    $columns = 'email', 'age', 'city', 'born', 'paid'
    $csv = Join-Path $TestDrive 'people.csv'
    New-People 600 | Export-Csv $csv
}

Describe 'Objects in, objects out' {
    It 'keeps names, order and .NET types' {
        $rows = New-People 600 | New-DpSyntheticData -Epsilon 10 -Count 50
        $rows | Should -HaveCount 50
        $rows[0].PSObject.Properties.Name | Should -Be $columns
        $rows.age | ForEach-Object { $_ | Should -BeOfType [int] }
        $rows.born | Where-Object { $null -ne $_ } | ForEach-Object { $_ | Should -BeOfType [datetime] }
    }

    It 'goes from Import-Csv to Export-Csv with text as text' {
        $out = Join-Path $TestDrive 'synthetic.csv'
        Import-Csv $csv | New-DpSyntheticData -Epsilon 5 -Count 40 | Export-Csv $out
        $rows = Import-Csv $out
        $rows | Should -HaveCount 40
        $rows[0].PSObject.Properties.Name | Should -Be $columns
    }

    It 'makes up what names people' {
        $private = New-People 600
        $rows = $private | New-DpSyntheticData -Epsilon 5 -Count 100
        $rows.email | Where-Object { $_ -in $private.email } | Should -BeNullOrEmpty
    }

    It 'stops drawing when the reader has enough' {
        $rows = New-People 300 | New-DpModel -Epsilon 1 | New-DpSyntheticData -Count 1000000000 | Select-Object -First 3
        $rows | Should -HaveCount 3
    }
}

Describe 'Files' {
    It 'writes rows and a report and sums them up' {
        Push-Location $TestDrive
        try {
            $release = New-DpSyntheticData people.csv -Epsilon 1 -Count 30 -OutFile out.csv -Report out.html -PassThru
            $release.Name | Should -Be 'people'
            $release.Rows | Should -Be 30
            $release.Regenerated | Should -Contain 'email'
            Import-Csv out.csv | Should -HaveCount 30
            Get-Content out.html -Raw | Should -Match '<html'
        }
        finally {
            Pop-Location
        }
    }

    It 'takes each file of Get-ChildItem as a data set' {
        Copy-Item $csv (Join-Path $TestDrive 'others.csv')
        $models = Get-ChildItem $TestDrive -Filter *.csv | Where-Object Name -In 'people.csv', 'others.csv' | New-DpModel -Epsilon 1
        $models.Name | Sort-Object | Should -Be 'others', 'people'
    }

    It 'does nothing but tell the price with -WhatIf' {
        $out = Join-Path $TestDrive 'whatif.csv'
        New-DpSyntheticData $csv -Epsilon 1 -OutFile $out -WhatIf
        $out | Should -Not -Exist
    }
}

Describe 'Models' {
    BeforeAll {
        $model = Join-Path $TestDrive 'people.dpmodel'
        New-DpModel $csv -Epsilon 1 -OutFile $model
    }

    It 'are sampled repeatably, whichever way they come' {
        $first = New-DpSyntheticData -Model $model -Count 20 -Seed 7 | ConvertTo-Json
        Import-DpModel $model | New-DpSyntheticData -Count 20 -Seed 7 | ConvertTo-Json | Should -BeExactly $first
        Get-Item $model | Import-DpModel | New-DpSyntheticData -Count 20 -Seed 7 | ConvertTo-Json | Should -BeExactly $first
    }

    It 'survive a round trip' {
        $copy = Join-Path $TestDrive 'copy.dpmodel'
        Import-DpModel $model | Export-DpModel $copy
        (Get-FileHash $copy).Hash | Should -Be (Get-FileHash $model).Hash
    }

    It 'tell what they keep' {
        $read = Import-DpModel $model
        $read.Epsilon | Should -Be 1
        $read.Unit | Should -Be 'row'
        $read.Columns | Should -Be $columns
    }
}

Describe 'Errors' {
    It '<Id> for: <Command>' -ForEach @(
        @{ Id = 'SS0117'; Command = 'New-DpSyntheticData $csv' }
        @{ Id = 'SS0100'; Command = 'New-DpSyntheticData $csv -Epsilon 0' }
        @{ Id = 'SS0101'; Command = 'New-DpSyntheticData $csv -Epsilon 1 -Delta 1' }
        @{ Id = 'SS0113'; Command = 'New-DpSyntheticData $csv -Epsilon 1 -Generator Magic' }
        @{ Id = 'SS0114'; Command = 'New-DpSyntheticData $csv -Epsilon 1 -Count -1' }
        @{ Id = 'SS1001'; Command = 'New-DpSyntheticData (Join-Path $TestDrive nowhere.csv) -Epsilon 1' }
        @{ Id = 'SS1010'; Command = 'New-DpSyntheticData $csv -Epsilon 1 -OutFile (Join-Path $TestDrive nowhere/out.csv)' }
        @{ Id = 'SS4007'; Command = 'New-DpSyntheticData -Model (Join-Path $TestDrive nowhere.dpmodel)' }
    ) {
        { & ([scriptblock]::Create($Command)) } | Should -Throw -ErrorId "$Id,SafeSynth.Commands.NewDpSyntheticDataCommand"
    }
}
