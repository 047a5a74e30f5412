using FrequencyML.Tests.Shared;

namespace FrequencyML.PowerShell.Tests;

/// <summary>
/// A <c>dotnet</c> that is first on PATH, writes its command line and, where that has a certain text in it, fails with exit code 7: a shell
/// script, or on Windows a batch file.
/// </summary>
internal sealed class RecordingDotnet : IDisposable
{
    private const string Script = """
        #!/bin/sh
        echo "dotnet $*"
        case "$*" in *"$FAILING"*) exit 7 ;; esac

        """;

    private const string Batch = """
        @echo dotnet %*
        @echo %* | findstr /c:"%FAILING%" >nul && exit /b 7
        @exit /b 0

        """;

    private readonly TemporaryFolder folder = new();

    public RecordingDotnet()
    {
        if (OperatingSystem.IsWindows())
        {
            File.WriteAllText(folder["dotnet.cmd"], Batch.ReplaceLineEndings("\r\n"));
            return;
        }
        File.WriteAllText(folder["dotnet"], Script);
        File.SetUnixFileMode(folder["dotnet"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The variables of a shell that is to find it.</summary>
    /// <param name="failing">A part of the command line that fails; by default none does.</param>
    public IReadOnlyDictionary<string, string?> Environment(string failing = "none") => new Dictionary<string, string?>
    {
        ["PATH"] = $"{folder.Path}{Path.PathSeparator}{System.Environment.GetEnvironmentVariable("PATH")}",
        ["FAILING"] = failing,
    };

    public void Dispose() => folder.Dispose();
}
