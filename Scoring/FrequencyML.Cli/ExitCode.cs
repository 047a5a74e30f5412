using FrequencyML.Scoring;
using FrequencyML.Shared;

namespace FrequencyML.Cli;

/// <summary>The exit codes of all commands.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The work was done, but some images failed; the output says which and why.</summary>
    public const int SomeFailed = 1;

    /// <summary>Wrong options, or an input, a model or an output that cannot be used; run again, it fails again until that is mended.</summary>
    public const int Usage = CommandLine.UsageError;

    /// <summary>More images failed than <c>--max-errors</c> allows: the work was ended, and what was finished before is kept.</summary>
    public const int TooManyErrors = 3;

    /// <summary>Ctrl-C or SIGTERM (EX_TEMPFAIL of sysexits.h): what was finished is kept; run again to go on.</summary>
    public const int Interrupted = 75;

    /// <summary>What says how scoring ended.</summary>
    public static int Of(ScoreEnding ending) => ending switch
    {
        ScoreEnding.Done => Done,
        ScoreEnding.SomeFailed => SomeFailed,
        ScoreEnding.TooManyErrors => TooManyErrors,
        _ => Interrupted,
    };
}
