@{
    RootModule           = 'FrequencyML.PowerShell.dll'
    # First, so that what the root module references is found; see FrequencyML.PowerShell.Loader.
    NestedModules        = @('FrequencyML.PowerShell.Loader.dll')
    ModuleVersion        = '0.1.0'
    GUID                 = '3f6f0a57-5f5e-4d0a-9d26-7c1b8f2c9e14'
    Author               = 'FrequencyML contributors'
    Copyright            = 'FrequencyML contributors. MIT licence.'
    Description          = 'Classifies images from their DCT coefficients, in batches, from the pipeline; finds near-duplicates; shows the frequency channels of images.'
    # The first on .NET 10.
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    CmdletsToExport      = @(
        'Get-DctChannel', 'Get-FrequencyModel', 'Invoke-FrequencyScore', 'Measure-FrequencyDistance',
        'Start-FrequencyBatch', 'Test-FrequencyDevice'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    FormatsToProcess     = @('FrequencyML.Format.ps1xml')
    PrivateData          = @{
        PSData = @{
            Tags = @('dct', 'frequency-domain', 'jpeg', 'image-classification', 'onnx', 'machine-learning')
        }
    }
}
