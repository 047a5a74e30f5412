using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

/// <summary>The shells themselves: that scripts find what they would find at a prompt, and fail visibly.</summary>
[TestFixtureSource(typeof(Shell), nameof(Shell.Fixtures))]
public sealed class ShellTests(Shell shell)
{
    [Test]
    public void Run_ScriptOfManyModules_HasTheirCmdlets()
    {
        var result = shell.Run("""
            $PSVersionTable.PSVersion -ge [version] '7.6'
            Get-ChildItem -Name -Filter *.ps1
            Join-Path a b | Split-Path -Leaf
            'äö→日本'
            Add-Type -TypeDefinition 'public static class Twice { public static int Of(int value) => 2 * value; }'
            [Twice]::Of(21)
            @{ a = 1 } | ConvertTo-Json -Compress
            """);
        Assert.That(result, Is.EqualTo(new ShellResult(0, result.Output, "")));
        Assert.That(result.Lines, Is.EqualTo(["True", "script.ps1", "b", "äö→日本", "42", "{\"a\":1}"]));
    }

    [Test]
    public void Run_ErrorInScript_StopsWithOneAndItsMessageInOneLine()
    {
        var message = string.Concat(Enumerable.Repeat("A long message. ", 20)).TrimEnd();
        var result = shell.Run($"'before'\nWrite-Error '{message}'\n'after'");
        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Lines, Is.EqualTo(["before"]));
        Assert.That(result.Error, Does.Contain(message).And.Not.Contain('\e'));
    }

    [Test]
    public void Run_Environment_IsSetAndRemoved()
    {
        var environment = new Dictionary<string, string?> { ["FREQUENCYML_TEST"] = "a value", ["NO_COLOR"] = null };
        var result = shell.Run("$env:FREQUENCYML_TEST; Test-Path env:NO_COLOR; exit 3", environment: environment);
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Lines, Is.EqualTo(["a value", "False"]));
    }

    [Test]
    public void Interrupt_RunningScript_EndsItAfterItsFinally()
    {
        using var run = shell.Start("try { 'ready'; Start-Sleep 120; 'slept' } finally { [Console]::WriteLine('finally') }");
        run.WaitForLine("ready");
        run.Interrupt();
        Assert.That(run.Wait().Lines, Is.EqualTo(["ready", "finally"]));
    }
}
