using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Text;
using System.Text.Json;
using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.PowerShell.Tests;

/// <summary>
/// A shell that stays and runs one script after another, for tests that are not about a shell's start and end: to start one and to load the
/// module into it costs more than most scripts do.
/// </summary>
/// <remarks>
/// Each script has a scope, a location and variables of the environment of its own; what it loads stays, and so does the module. Requests come
/// by a pipe, because PowerShell takes standard input for the input of the script that it was started with.
/// </remarks>
internal sealed class ShellSession : IDisposable
{
    /// <summary>Ends what a script wrote, and on standard output its exit code; no test writes this character.</summary>
    private const char End = '\u0004';

    // What a script forgot is collected, so that its files can be removed on Windows too.
    private const string Server = """
        param($PipeName)
        $pipe = [IO.Pipes.NamedPipeClientStream]::new('.', $PipeName, [IO.Pipes.PipeDirection]::In)
        $pipe.Connect()
        $requests = [IO.StreamReader]::new($pipe)
        while ($null -ne ($line = $requests.ReadLine())) {
            $request = ConvertFrom-Json $line -AsHashtable
            $before = @{}
            foreach ($name in $request.Environment.Keys) {
                $before[$name] = [Environment]::GetEnvironmentVariable($name)
                [Environment]::SetEnvironmentVariable($name, $request.Environment[$name])
            }
            Set-Location -LiteralPath $request.Folder
            $exitCode = 0
            try { & $request.Script | Out-Default } catch { $exitCode = 1; [Console]::Error.WriteLine("$_ $($_.ScriptStackTrace)") }
            Set-Location -LiteralPath $PSHOME
            foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
            [GC]::Collect()
            [GC]::WaitForPendingFinalizers()
            [Console]::Error.Write([char] 4)
            [Console]::Out.Write("$([char] 4)$exitCode$([char] 4)")
        }
        """;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder folder = new();
    private readonly NamedPipeServerStream pipe;
    private readonly Process process;

    /// <summary>Starts the shell.</summary>
    /// <param name="describe">What starts a shell, with arguments of one's own at the end.</param>
    public ShellSession(Func<string[], ProcessStartInfo> describe)
    {
        var name = $"frequencyml-{Guid.NewGuid():N}";
        pipe = new(name, PipeDirection.Out, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        process = Process.Start(describe(["-ExecutionPolicy", "Bypass", "-File", folder.Write("session.ps1", Encoding.UTF8.GetBytes(Server)), name]))!;
        process.StandardInput.Close();
    }

    /// <summary>Whether it can run a script.</summary>
    public bool IsAlive => !process.HasExited;

    /// <summary>Runs a script to its end; one over the time limit ends the session and fails the test.</summary>
    /// <param name="script">The file of the script.</param>
    /// <param name="location">Its location.</param>
    /// <param name="environment">Variables to set for it, or to remove where the value is null.</param>
    public ShellResult Run(string script, string location, IReadOnlyDictionary<string, string?> environment)
    {
        using var limit = new CancellationTokenSource(TimeLimit);
        using var kill = limit.Token.Register(() => process.Kill(entireProcessTree: true));
        var error = Task.Run(() => ReadToEnd(process.StandardError));
        var output = Task.Run(() => (Output: ReadToEnd(process.StandardOutput), ExitCode: ReadToEnd(process.StandardOutput)));
        if (!pipe.IsConnected) pipe.WaitForConnectionAsync(limit.Token).GetAwaiter().GetResult();
        pipe.Write([.. JsonSerializer.SerializeToUtf8Bytes(new { Script = script, Folder = location, Environment = environment }), (byte)'\n']);
        if (int.TryParse(output.Result.ExitCode, CultureInfo.InvariantCulture, out var exitCode)) return new(exitCode, output.Result.Output, error.Result);
        process.WaitForExit();
        Assert.Fail($"The shell ended with {process.ExitCode}, or was killed after {TimeLimit.TotalMinutes} minutes: {output.Result.Output}\n{error.Result}");
        return null!;
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        pipe.Dispose();
        folder.Dispose();
    }

    private static string ReadToEnd(StreamReader reader)
    {
        var text = new StringBuilder();
        while (reader.Read() is >= 0 and not End and var character) text.Append((char)character);
        return text.ToString();
    }
}
