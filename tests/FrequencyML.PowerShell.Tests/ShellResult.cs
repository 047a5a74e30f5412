namespace FrequencyML.PowerShell.Tests;

/// <summary>What a run of a shell left behind.</summary>
/// <param name="ExitCode">The exit code; of a script that an error ended, 1.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error, which is where PowerShell writes its error stream.</param>
public sealed record ShellResult(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard output, without that which an end of line makes of nothing.</summary>
    public string[] Lines => Output.Length == 0 ? [] : Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
