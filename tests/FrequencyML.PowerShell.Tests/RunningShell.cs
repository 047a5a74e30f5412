using System.Diagnostics;
using System.Text;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

/// <summary>A shell at work. Its process tree does not outlive the object, nor a limit of three minutes.</summary>
public sealed class RunningShell : IDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder folder;
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly Task<string> error;
    private readonly CancellationTokenSource limit = new(TimeLimit);
    private readonly CancellationTokenRegistration kill;

    /// <param name="start">The shell, with all three streams redirected; standard input is empty.</param>
    /// <param name="folder">A folder to remove after the shell's end.</param>
    internal RunningShell(ProcessStartInfo start, TemporaryFolder folder)
    {
        this.folder = folder;
        process = Process.Start(start)!;
        process.StandardInput.Close();
        error = process.StandardError.ReadToEndAsync();
        kill = limit.Token.Register(Kill);
    }

    /// <summary>Waits until the shell has written a line; fails the test where it ends before.</summary>
    public void WaitForLine(string line)
    {
        while (process.StandardOutput.ReadLine() is { } read)
        {
            output.Append(read).Append('\n');
            if (read == line) return;
        }
        Assert.Fail($"The shell ended before it wrote '{line}': {Wait()}");
    }

    /// <summary>Sends SIGINT, which is Ctrl-C, to the shell alone; skips the test on Windows, and where this process and so the shell ignores it.</summary>
    public void Interrupt()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Windows has no signals.");
        if (IgnoredSignals.Has(process.Id, 2)) Assert.Ignore("This process ignores SIGINT, and so do those that it starts.");
        using var sender = Process.Start("sh", ["-c", $"kill -INT {process.Id}"]);
        sender.WaitForExit();
    }

    /// <summary>Waits for the end; a shell over the time limit is killed and fails the test.</summary>
    public ShellResult Wait()
    {
        output.Append(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        var result = new ShellResult(process.ExitCode, output.ToString(), error.Result);
        if (limit.IsCancellationRequested) Assert.Fail($"The shell was killed after {TimeLimit.TotalMinutes} minutes: {result}");
        return result;
    }

    public void Dispose()
    {
        kill.Dispose();
        Kill();
        process.WaitForExit();
        limit.Dispose();
        process.Dispose();
        folder.Dispose();
    }

    private void Kill() => process.Kill(entireProcessTree: true);
}
