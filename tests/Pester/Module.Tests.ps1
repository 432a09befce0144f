#Requires -Version 7.6
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5' }

# Run after 'dotnet build': Invoke-Pester tests/Pester

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '../../SafeSynth.psd1') -Force
    $commands = @((Get-Module SafeSynth).ExportedCommands.Values)
}

BeforeAll {
    $manifest = Join-Path $PSScriptRoot '../../SafeSynth.psd1'
    Import-Module $manifest -Force
}

Describe 'The module' {
    It 'has a valid manifest' {
        (Test-ModuleManifest $manifest).Name | Should -Be 'SafeSynth'
    }

    It 'exports what its manifest lists' {
        $listed = @((Import-PowerShellDataFile $manifest).CmdletsToExport) | Sort-Object
        $exported = @((Get-Module SafeSynth).ExportedCmdlets.Keys) | Sort-Object
        $exported -join ', ' | Should -BeExactly ($listed -join ', ')
    }

    It 'has its commands again after it was removed' {
        $before = (Get-Module SafeSynth).ExportedCommands.Count
        Remove-Module SafeSynth
        Import-Module $manifest
        (Get-Module SafeSynth).ExportedCommands.Count | Should -Be $before
    }

    It 'can be imported in parallel runspaces' {
        $counts = 1..4 | ForEach-Object -Parallel {
            (Import-Module $using:manifest -PassThru).ExportedCommands.Count
        }
        $counts | Select-Object -Unique | Should -HaveCount 1
    }

    It 'explains itself' {
        Get-Help about_SafeSynth | Should -Match 'differential-privacy'
    }

    It 'passes the rules for cmdlet names' {
        $unapproved = (Get-Module SafeSynth).ExportedCommands.Values | Where-Object Verb -NotIn (Get-Verb).Verb
        $unapproved | Should -BeNullOrEmpty
    }
}

Describe '<_.Name>' -ForEach $commands {
    It 'has help' {
        $help = Get-Help $_.Name -Full
        $help.description.Text | Should -Not -BeNullOrEmpty
        $help.examples.example.code | Should -Not -BeNullOrEmpty
    }

    It 'says what it returns' {
        $_.OutputType | Should -Not -BeNullOrEmpty
    }
}
