using FrequencyML.Shared;

namespace FrequencyML.Cli;

/// <summary>The exit codes of all commands.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The work was done, but some images failed; the output says which and why.</summary>
    public const int SomeFailed = 1;

    /// <summary>Wrong options, or a model or an output that cannot be used; nothing was scored.</summary>
    public const int Usage = CommandLine.UsageError;

    /// <summary>Ctrl-C or SIGTERM (EX_TEMPFAIL of sysexits.h): what was finished is kept.</summary>
    public const int Interrupted = 75;
}
