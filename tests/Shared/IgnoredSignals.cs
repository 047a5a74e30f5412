using System.Globalization;
using NUnit.Framework;

namespace FrequencyML.Tests.Shared;

/// <summary>Signals that a process ignores, as do the jobs that a script starts in the background, and whatever those start.</summary>
internal static class IgnoredSignals
{
    /// <summary>Reports the test as skipped where this process ignores a signal: those that it starts would too.</summary>
    /// <param name="signal">Its number, such as 2 for SIGINT.</param>
    public static void Skip(int signal)
    {
        if (Has(Environment.ProcessId, signal)) Assert.Ignore($"Signal {signal} is ignored here, as in jobs that a script starts in the background, and processes inherit that.");
    }

    /// <summary>Whether a process ignores a signal; false where nothing can tell.</summary>
    /// <param name="process">The number of a process that runs.</param>
    /// <param name="signal">The number of the signal.</param>
    /// <remarks>Source: proc(5), SigIgn: a mask in which bit n - 1 is signal n.</remarks>
    public static bool Has(int process, int signal)
    {
        var status = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status");
        return File.Exists(status)
            && File.ReadLines(status).FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } ignored
            && (Convert.ToUInt64(ignored["SigIgn:".Length..].Trim(), 16) & 1UL << signal - 1) != 0;
    }
}
