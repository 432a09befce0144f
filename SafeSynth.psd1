@{
    RootModule           = 'module/SafeSynth.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '2d0fac63-f7fa-4eac-a7e4-addb5b7fe602'
    Author               = 'The SafeSynth authors'
    Copyright            = '(c) The SafeSynth authors. MIT licence.'
    Description          = 'Turns private data into synthetic data with a proved differential-privacy guarantee, attacks the result, and says with a confidence level whether the release holds.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = 'Core'
    FormatsToProcess     = 'module/SafeSynth.Format.ps1xml'
    TypesToProcess       = 'module/SafeSynth.Types.ps1xml'
    CmdletsToExport      = @(
        'Add-DpNoise', 'Export-DpModel', 'Export-PrivacyReport', 'Get-DpAttack', 'Get-DpGenerator', 'Get-DpLedger', 'Import-DpModel'
        'Measure-DpData', 'Measure-PrivacyLoss', 'Measure-SyntheticUtility', 'Merge-DpLedger', 'New-DpKeyFile', 'New-DpLedger'
        'New-DpModel', 'New-DpPlan', 'New-DpSyntheticData', 'New-DpSyntheticText', 'Test-AttributeInference', 'Test-DpCertificate', 'Test-DpGuarantee'
        'Test-DpPlan', 'Test-MembershipInference', 'Test-PrivacyGate'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags = 'DifferentialPrivacy', 'SyntheticData', 'Privacy', 'Anonymization', 'TestData', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS'
        }
    }
}
