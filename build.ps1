#!/usr/bin/env pwsh
# Restores, builds or tests the solution; each task is one dotnet command.
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Restore', 'Build', 'Test')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Restore' { dotnet restore FrequencyML.sln }
        'Build' { dotnet build FrequencyML.sln --configuration $Configuration }
        'Test' { dotnet test FrequencyML.sln --configuration $Configuration }
    }
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}
finally {
    Pop-Location
}
