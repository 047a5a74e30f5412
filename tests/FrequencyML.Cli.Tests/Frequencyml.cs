using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using FrequencyML.Tests.Shared;

namespace FrequencyML.Cli.Tests;

/// <summary>What a run of the command left behind.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error);

/// <summary>Runs the built command as a user does, in a process of its own.</summary>
internal static partial class Frequencyml
{
    public static CommandResult Run(params string[] arguments) => RunIn(Environment.CurrentDirectory, null, arguments);

    /// <summary>Runs the command with a variable of its environment set.</summary>
    public static CommandResult RunWith(string variable, string value, params string[] arguments)
    {
        var start = Describe(Environment.CurrentDirectory, arguments);
        start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        return Wait(process);
    }

    /// <param name="folder">The working directory.</param>
    /// <param name="input">Standard input; null for none.</param>
    /// <param name="arguments">The command line.</param>
    public static CommandResult RunIn(string folder, string? input, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        if (input is not null) process.StandardInput.Write(input);
        process.StandardInput.Close();
        return Wait(process);
    }

    public static Process Start(string folder, params string[] arguments) => Process.Start(Describe(folder, arguments))!;

    /// <summary>Starts the command with variables of its environment set.</summary>
    public static Process StartWith(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = Describe(folder, arguments);
        foreach (var (variable, value) in variables) start.Environment[variable] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end; after five minutes it kills, so that a command which hangs is a failed test and no endless run.</summary>
    public static CommandResult Wait(Process process)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var kill = limit.Token.Register(() => process.Kill(entireProcessTree: true));
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }

    /// <summary>Sends SIGTERM or SIGINT.</summary>
    public static void Signal(Process process, PosixSignal signal) => _ = Kill(process.Id, Number(signal));

    /// <summary>Reports the test as skipped where the command would ignore a signal.</summary>
    public static void SkipIfIgnored(PosixSignal signal) => IgnoredSignals.Skip(Number(signal));

    private static int Number(PosixSignal signal) => signal == PosixSignal.SIGTERM ? 15 : 2;

    private static ProcessStartInfo Describe(string folder, string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "frequencyml.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
