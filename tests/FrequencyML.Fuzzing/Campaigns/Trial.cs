using System.Diagnostics;
using FrequencyML.Fuzzing.Targets;

namespace FrequencyML.Fuzzing.Campaigns;

/// <summary>What became of one input.</summary>
/// <param name="IsAccepted">Whether the target took it for sound.</param>
/// <param name="Error">An exception that the target does not document; null for none.</param>
/// <param name="Elapsed">The time it took.</param>
/// <param name="Allocated">The bytes that the thread allocated.</param>
internal readonly record struct Trial(bool IsAccepted, Exception? Error, TimeSpan Elapsed, long Allocated)
{
    /// <summary>Tries an input.</summary>
    public static Trial Of(Target target, Func<byte[], bool> read, byte[] input)
    {
        var (started, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        var isAccepted = false;
        Exception? undocumented = null;
        try
        {
            isAccepted = read(input);
        }
#pragma warning disable CA1031 // Any other exception is what is looked for.
        catch (Exception error)
        {
            if (!target.Documents(error)) undocumented = error;
        }
#pragma warning restore CA1031
        return new(isAccepted, undocumented, Stopwatch.GetElapsedTime(started), GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    /// <summary>What is wrong, as <see cref="Finding.Kind"/>; null if nothing is.</summary>
    public string? Kind(CampaignOptions options) =>
        Error is not null ? $"{Error.GetType().Name} in {Place(Error)}"
        : Elapsed > options.TimeLimit ? "hang"
        : Allocated > options.AllocationLimit ? "allocation"
        : null;

    public string Detail => Error?.ToString() ?? FormattableString.Invariant($"{Elapsed.TotalSeconds:F2} s, {Allocated} bytes allocated");

    /// <summary>The innermost method of ours.</summary>
    private static string Place(Exception error)
    {
        var methods = new StackTrace(error).GetFrames().Select(frame => frame.GetMethod()).Where(method => method?.DeclaringType is not null).ToArray();
        var place = methods.FirstOrDefault(method => method!.DeclaringType!.FullName!.StartsWith("FrequencyML.", StringComparison.Ordinal)) ?? methods.FirstOrDefault();
        return place is null ? "native code" : $"{place.DeclaringType!.Name}.{place.Name}";
    }
}
