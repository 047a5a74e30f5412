using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

/// <summary>What build.ps1 tells <c>dotnet</c> to do: a copy of it, since tasks leave files beside it. Calls share a shell.</summary>
[TestFixtureSource(typeof(Shell), nameof(Shell.Fixtures))]
public sealed class BuildScriptTests(Shell shell)
{
    private static readonly string[] Tasks = ["Restore", "Build", "Format", "Test", "Bench", "Pack", "Publish", "Docs", "Demo", "Clean"];

    private TemporaryFolder folder = null!;
    private RecordingDotnet dotnet = null!;

    [SetUp]
    public void Copy()
    {
        (folder, dotnet) = (new(), new());
        File.Copy(Repository.PathOf("build.ps1"), folder["build.ps1"]);
    }

    [TearDown]
    public void Remove()
    {
        dotnet.Dispose();
        folder.Dispose();
    }

    [Test]
    public void Task_Always_RunsExactlyItsCommands() => AssertCalls("none",
        ("", ["dotnet build FrequencyML.sln --configuration Release", "exit code 0"]),
        ("Restore", ["dotnet restore FrequencyML.sln", "exit code 0"]),
        ("Build", ["dotnet build FrequencyML.sln --configuration Release", "exit code 0"]),
        ("-Task Build -Configuration Debug", ["dotnet build FrequencyML.sln --configuration Debug", "exit code 0"]),
        ("Format", ["dotnet format FrequencyML.sln", "exit code 0"]),
        ("Test", ["dotnet test FrequencyML.sln --configuration Release", "exit code 0"]),
        ("Test -UpdateSnapshots",
            ["dotnet test FrequencyML.sln --configuration Release --environment FREQUENCYML_UPDATE_SNAPSHOTS=1", "exit code 0"]),
        ("Bench", ["dotnet run --configuration Release --project tests/FrequencyML.Benchmarks -- jpeg", "exit code 0"]),
        ("Bench -Benchmark threads", ["dotnet run --configuration Release --project tests/FrequencyML.Benchmarks -- threads", "exit code 0"]),
        ("Pack", ["dotnet pack deploy/Packages.slnf --configuration Release --output artifacts/packages", "exit code 0"]),
        ("Publish", [.. Published("Release", ModuleFolder.Runtime), "exit code 0"]),
        ("Publish -Configuration Debug -Runtime osx-arm64", [.. Published("Debug", "osx-arm64"), "exit code 0"]),
        ("Docs",
        [
            "dotnet test tests/FrequencyML.Documentation.Tests --configuration Release --filter ApiPages --environment FREQUENCYML_UPDATE_SNAPSHOTS=1",
            "exit code 0",
        ]),
        ("Demo",
        [
            "dotnet run --configuration Release --project Scoring/FrequencyML.Cli -- score data/samples",
            "dotnet run --configuration Release --project Scoring/FrequencyML.Cli -- channels data/samples/foliage/7-0003.jpg " +
                "--resize 256 --crop 224 --picture artifacts/channels.png",
            "exit code 0",
        ]),
        ("Clean", ["dotnet clean FrequencyML.sln --configuration Release", "exit code 0"]));

    [Test]
    public void Task_FirstCommandFails_StopsThereWithItsExitCode() => AssertCalls("FrequencyML",
        ("Build", ["dotnet build FrequencyML.sln --configuration Release", "exit code 7"]),
        ("Publish -Runtime win-x64", [Published("Release", "win-x64")[0], "exit code 7"]),
        ("Demo", ["dotnet run --configuration Release --project Scoring/FrequencyML.Cli -- score data/samples", "exit code 7"]));

    [Test]
    public void Task_SecondCommandFails_EndsWithItsExitCode() => AssertCalls("Scoring/FrequencyML.Cli",
        ("Publish -Runtime win-x64", [.. Published("Release", "win-x64"), "exit code 7"]));

    [Test]
    public void Call_Wrong_IsRefusedWithWhatIsAllowed() => AssertCalls("none",
        ("Compile", [NotInSet("Task", "Compile", string.Join(',', Tasks))]),
        ("Publish -Runtime linux-x86", [NotInSet("Runtime", "linux-x86", "linux-x64,linux-arm64,win-x64,win-arm64,osx-arm64")]),
        ("Build -Configuration Fast", [NotInSet("Configuration", "Fast", "Debug,Release")]),
        ("Bench -Benchmark speed", [NotInSet(
            "Benchmark", "speed",
            "report,photographs,jpeg,pipeline,agreement,endtoend,accuracy,int8,threads,complexity,geometry,allocations,score,powershell,view,duplicates")]),
        ("-UpdateSnapshots", ["refused: -UpdateSnapshots does not belong to task Build; it belongs to Test."]),
        ("Bench -UpdateSnapshots", ["refused: -UpdateSnapshots does not belong to task Bench; it belongs to Test."]),
        ("Test -Runtime linux-x64", ["refused: -Runtime does not belong to task Test; it belongs to Publish."]),
        ("Demo -Benchmark jpeg", ["refused: -Benchmark does not belong to task Demo; it belongs to Bench."]),
        ("Format -Configuration Debug",
            ["refused: -Configuration does not belong to task Format; it belongs to Build, Test, Pack, Publish, Demo, Clean."]),
        ("Build Release", ["refused: A positional parameter cannot be found that accepts argument 'Release'."]));

    [TestCase("none", 0)]
    [TestCase("Scoring", 7)]
    public void File_OfShell_EndsWithTheExitCode(string failing, int exitCode)
    {
        var result = shell.RunFile(folder["build.ps1"], ["Publish", "-Runtime", "win-x64"], environment: dotnet.Environment(failing));
        Assert.That(result.Lines, Is.EqualTo(Published("Release", "win-x64")[..(exitCode == 0 ? 2 : 1)]));
        Assert.That((result.ExitCode, result.Error), Is.EqualTo((exitCode, "")));
    }

    [Test]
    public void File_OfShellAndWrong_EndsWithOne()
    {
        var result = shell.RunFile(folder["build.ps1"], ["Build", "-UpdateSnapshots"], environment: dotnet.Environment());
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((1, "")));
        Assert.That(result.Error, Does.Contain("-UpdateSnapshots does not belong to task Build"));
    }

    [Test]
    public void Call_SucceedsFailsOrIsRefused_LeavesLocationAndVariables()
    {
        var result = shell.RunInSession($$"""
            function State { "$PWD $((Get-Location -Stack).Count) $ErrorActionPreference $PSNativeCommandUseErrorActionPreference $env:FREQUENCYML_UPDATE_SNAPSHOTS" }
            State
            $null = & '{{folder["build.ps1"]}}' Test -UpdateSnapshots
            State
            $null = & '{{folder["build.ps1"]}}' Build
            State
            try { & '{{folder["build.ps1"]}}' Clean -Runtime win-x64 } catch { 'refused' }
            State
            """, environment: dotnet.Environment("build"));
        Assert.That(result.Error, Is.Empty);
        Assert.That(result.Lines, Has.Length.EqualTo(5));
        Assert.That(result.Lines.Distinct(), Is.EquivalentTo([result.Lines[0], "refused"]));
    }

    [Test]
    public void Clean_Artifacts_AreRemoved()
    {
        folder.Write("artifacts/packages/a.nupkg", []);
        AssertCalls("none", ("Clean -Configuration Debug", ["dotnet clean FrequencyML.sln --configuration Debug", "exit code 0"]));
        Assert.That(folder["artifacts"], Does.Not.Exist);
    }

    [Test]
    public void Parser_OfShell_FindsNoErrorAndTheDocumentedParameters()
    {
        var result = shell.RunInSession($$"""
            $tokens = $errors = $null
            $script = [System.Management.Automation.Language.Parser]::ParseFile('{{folder["build.ps1"]}}', [ref] $tokens, [ref] $errors)
            $errors
            $script.ParamBlock.Parameters | ForEach-Object { "$($_.Name.VariablePath) $($_.StaticType.Name) $($_.DefaultValue)" }
            (Get-Help '{{folder["build.ps1"]}}' -Full).parameters.parameter | ForEach-Object { "$($_.name): $($_.description.Text.Length -gt 20)" }
            """);
        Assert.That(result.Lines, Is.EqualTo([
            "Task String 'Build'", "Configuration String 'Release'", "Runtime String ", "Benchmark String 'jpeg'", "UpdateSnapshots SwitchParameter ",
            "Task: True", "Configuration: True", "Runtime: True", "Benchmark: True", "UpdateSnapshots: True"]));
    }

    [Test]
    public void Help_Examples_AreOneCallATaskThatRuns()
    {
        var examples = shell.RunInSession($"(Get-Help '{folder["build.ps1"]}').examples.example | ForEach-Object code").Lines;
        Assert.That(examples.Select(example => example.Split(' ')[1]), Is.EqualTo(Tasks));
        var result = shell.RunInSession(string.Join('\n', examples), folder.Path, dotnet.Environment());
        Assert.That((result.ExitCode, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Lines, Has.Length.EqualTo(12).And.All.StartsWith("dotnet "));
    }

    /// <summary>Calls the script once for each of the arguments, and compares what it writes, its exit code or why it refuses.</summary>
    private void AssertCalls(string failing, params (string Arguments, string[] Lines)[] calls)
    {
        var script = calls.Select(call => $$"""
            '> {{call.Arguments}}'
            try { & '{{folder["build.ps1"]}}' {{call.Arguments}}; "exit code $LASTEXITCODE" } catch { "refused: $_" }
            """);
        var result = shell.RunInSession(string.Join('\n', script), environment: dotnet.Environment(failing));
        Assert.That(result.Lines, Is.EqualTo(calls.SelectMany(call => (string[])[$"> {call.Arguments}", .. call.Lines])));
        Assert.That((result.ExitCode, result.Error), Is.EqualTo((0, "")));
    }

    private static string[] Published(string configuration, string runtime) =>
    [
        $"dotnet publish Scoring/FrequencyML.PowerShell --configuration {configuration} --runtime {runtime} --output artifacts/module/FrequencyML",
        $"dotnet publish Scoring/FrequencyML.Cli --configuration {configuration} --runtime {runtime} --no-self-contained --output artifacts/frequencyml",
    ];

    private static string NotInSet(string parameter, string value, string allowed) =>
        $"refused: Cannot validate argument on parameter '{parameter}'. The argument \"{value}\" does not belong to the set \"{allowed}\" specified " +
        "by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.";
}
