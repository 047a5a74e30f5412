using System.Globalization;
using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

/// <summary>Stopping midway, by Ctrl-C and otherwise, and the module's life: imported, removed, imported again.</summary>
[TestFixtureSource(typeof(Shell), nameof(Shell.Fixtures))]
public sealed class InterruptionTests(Shell shell) : ModuleFixture(shell)
{
    [Test]
    public void Pipeline_StoppedMidway_LetsGoOfFilesAndThreads()
    {
        for (var i = 0; i < 40; i++) Copy(i, $"{i}.jpg");
        var lines = LinesOfNewShell($$"""
            function Stop-Midway {
                $shell = [powershell]::Create()
                [void] $shell.AddScript("Import-Module '{{ModuleFolder.Path}}'; & { while (`$true) { Get-ChildItem '$PWD/*.jpg' } } | Invoke-FrequencyScore")
                $output = [Management.Automation.PSDataCollection[psobject]]::new()
                $handle = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]::new(), $output)
                while ($output.Count -lt 5 -and -not $handle.IsCompleted) { [Threading.Thread]::Sleep(5) }
                $shell.Stop()
                $state = $shell.InvocationStateInfo.State
                $shell.Runspace.Dispose()
                $shell.Dispose()
                foreach ($file in Get-ChildItem *.jpg) { [IO.File]::Open($file, 'Open', 'ReadWrite', 'None').Dispose() }
                $state
            }
            function Count-Handles { [GC]::Collect(); [GC]::WaitForPendingFinalizers(); (Get-Process -Id $PID).HandleCount }
            function Count-Threads { (Get-Process -Id $PID).Threads.Count }
            1..4 | ForEach-Object { Stop-Midway }
            $handles = $IsLinux ? @(Get-ChildItem /proc/self/fd).Count : (Count-Handles)
            $threads = Count-Threads
            1..8 | ForEach-Object { Stop-Midway }
            [GC]::Collect(); [GC]::WaitForPendingFinalizers()
            ($IsLinux ? @(Get-ChildItem /proc/self/fd).Count : (Count-Handles)) - $handles
            (Count-Threads) - $threads
            (Get-ChildItem *.jpg | Invoke-FrequencyScore).Count
            """);
        Assert.That(lines[..12], Is.All.EqualTo("Stopped"));
        // What leaks would be eight files, and eight times the threads of a session; the thread pool grows and shrinks as it likes.
        Assert.That(int.Parse(lines[12], CultureInfo.InvariantCulture), Is.LessThan(8), "open files");
        Assert.That(int.Parse(lines[13], CultureInfo.InvariantCulture), Is.LessThan(8 + Environment.ProcessorCount), "threads");
        Assert.That(lines[14], Is.EqualTo("40"));
    }

    [Test]
    public void InvokeFrequencyScore_CtrlC_EndsTheShellsScript()
    {
        Copy(0, "a.jpg");
        using var run = Shell.Start($$"""
            Import-Module '{{ModuleFolder.Path}}'
            & { while ($true) { Get-Item a.jpg } } | Invoke-FrequencyScore | ForEach-Object { $count = 0 } { if (++$count -eq 50) { 'interrupt now' } }
            'not reached'
            """, Folder.Path);
        run.WaitForLine("interrupt now");
        run.Interrupt();
        Assert.That(run.Wait().Lines, Is.EqualTo(["interrupt now"]));
    }

    [Test]
    public void Module_RemovedAndImportedAgain_Works()
    {
        for (var i = 0; i < 40; i++) Copy(i, $"{i}.jpg");
        Assert.That(LinesOfNewShell($$"""
            (Get-ChildItem *.jpg | Invoke-FrequencyScore).Count
            (Get-ChildItem *.jpg | Invoke-FrequencyScore -BatchSize 2 | Select-Object -First 7).Count
            Remove-Module FrequencyML
            "commands: $(Get-Command -Module FrequencyML)"
            Import-Module '{{ModuleFolder.Path}}'
            (Get-ChildItem *.jpg | Invoke-FrequencyScore).Count
            Import-Module '{{ModuleFolder.Path}}' -Force
            (Get-ChildItem *.jpg | Invoke-FrequencyScore).Count
            Remove-Module FrequencyML
            Remove-Item *.jpg
            "files: $(Get-ChildItem)"
            """), Is.EqualTo(["40", "7", "commands: ", "40", "40", "files: "]));
    }
}
