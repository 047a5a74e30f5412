#!/usr/bin/env pwsh
#requires -Version 7.4

<#
.SYNOPSIS
Restores, builds, tests, packs and publishes FrequencyML; each task is one or two dotnet commands.
.DESCRIPTION
Runs in PowerShell 7.4 or later, the first where a failing command can be an error, on Linux, macOS and Windows, from any folder. What
Pack, Publish and Demo make goes to artifacts/. Where a dotnet command fails, the task ends with that command's exit code.
.PARAMETER Task
Restore, Build, Format or Test the solution; Bench runs a benchmark; Pack makes the packages; Publish writes the PowerShell module and the
command for one kind of machine; Docs writes the pages of docs/api from the docstrings; Demo scores the sample images and draws the
channels of one; Clean removes artifacts/ and what was built of the configuration.
.PARAMETER Configuration
Debug or Release, for Build, Test, Pack, Publish, Demo and Clean.
.PARAMETER Runtime
The machine that Publish is for; this one, where it is not given.
.PARAMETER Benchmark
The question that Bench answers; report answers all of them and rewrites the page of this processor in docs/benchmarks, which takes some forty minutes on two processors.
.PARAMETER UpdateSnapshots
Test rewrites the committed snapshots of the public API in place of comparing with them.
.EXAMPLE
./build.ps1 Restore
.EXAMPLE
./build.ps1 Build -Configuration Debug
.EXAMPLE
./build.ps1 Format
.EXAMPLE
./build.ps1 Test -UpdateSnapshots
.EXAMPLE
./build.ps1 Bench -Benchmark threads
.EXAMPLE
./build.ps1 Pack
.EXAMPLE
./build.ps1 Publish -Runtime win-x64
.EXAMPLE
./build.ps1 Docs
.EXAMPLE
./build.ps1 Demo
.EXAMPLE
./build.ps1 Clean
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Restore', 'Build', 'Format', 'Test', 'Bench', 'Pack', 'Publish', 'Docs', 'Demo', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    [ValidateSet('linux-x64', 'linux-arm64', 'win-x64', 'win-arm64', 'osx-arm64')]
    [string] $Runtime,

    [ValidateSet(
        'report', 'photographs', 'jpeg', 'pipeline', 'agreement', 'endtoend', 'accuracy', 'int8', 'threads', 'complexity', 'geometry', 'allocations', 'score', 'powershell',
        'view', 'duplicates')]
    [string] $Benchmark = 'jpeg',

    [switch] $UpdateSnapshots
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true   # a failing dotnet is an error: the catch below

$tasksOfParameter = @{
    Configuration = 'Build', 'Test', 'Pack', 'Publish', 'Demo', 'Clean'; Runtime = 'Publish'; Benchmark = 'Bench'; UpdateSnapshots = 'Test'
}
foreach ($name in $PSBoundParameters.Keys) {
    if ($tasksOfParameter.ContainsKey($name) -and $Task -notin $tasksOfParameter[$name]) {
        throw "-$name does not belong to task $Task; it belongs to $($tasksOfParameter[$name] -join ', ')."
    }
}
if ($Task -eq 'Publish' -and -not $Runtime) {
    $system = $IsWindows ? 'win' : $IsMacOS ? 'osx' : 'linux'
    $Runtime = "$system-$([Runtime.InteropServices.RuntimeInformation]::OSArchitecture)".ToLowerInvariant()
}

Push-Location -LiteralPath $PSScriptRoot
try {
    switch ($Task) {
        'Restore' { dotnet restore FrequencyML.sln }
        'Build' { dotnet build FrequencyML.sln --configuration $Configuration }
        'Format' { dotnet format FrequencyML.sln }
        'Test' {
            $snapshots = $UpdateSnapshots ? @('--environment', 'FREQUENCYML_UPDATE_SNAPSHOTS=1') : @()
            dotnet test FrequencyML.sln --configuration $Configuration @snapshots
        }
        'Bench' { dotnet run --configuration Release --project tests/FrequencyML.Benchmarks -- $Benchmark }
        'Pack' { dotnet pack deploy/Packages.slnf --configuration $Configuration --output artifacts/packages }
        'Publish' {
            foreach ($folder in 'artifacts/module', 'artifacts/frequencyml') { if (Test-Path $folder) { Remove-Item $folder -Recurse -Force } }   # of another machine
            dotnet publish Scoring/FrequencyML.PowerShell --configuration $Configuration --runtime $Runtime --output artifacts/module/FrequencyML
            dotnet publish Scoring/FrequencyML.Cli --configuration $Configuration --runtime $Runtime --no-self-contained --output artifacts/frequencyml
        }
        'Docs' {
            dotnet test tests/FrequencyML.Documentation.Tests --configuration Release --filter ApiPages --environment FREQUENCYML_UPDATE_SNAPSHOTS=1
        }
        'Demo' {
            $null = New-Item artifacts -ItemType Directory -Force
            dotnet run --configuration $Configuration --project Scoring/FrequencyML.Cli -- score data/samples
            dotnet run --configuration $Configuration --project Scoring/FrequencyML.Cli -- channels data/samples/foliage/7-0003.jpg --resize 256 --crop 224 --picture artifacts/channels.png
        }
        'Clean' {
            dotnet clean FrequencyML.sln --configuration $Configuration
            if (Test-Path artifacts) { Remove-Item artifacts -Recurse -Force }
        }
    }
}
catch [System.Management.Automation.NativeCommandExitException] {
    exit $_.Exception.ExitCode
}
finally {
    Pop-Location
}
