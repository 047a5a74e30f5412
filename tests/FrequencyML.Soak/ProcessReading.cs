using System.Diagnostics;
using System.Globalization;

namespace FrequencyML.Soak;

/// <summary>What a process holds.</summary>
/// <param name="WorkingSet">Bytes of resident memory.</param>
/// <param name="PrivateMemory">Bytes that belong to no file, resident or swapped.</param>
/// <param name="Handles">Files, pipes and the like that are open for more than a moment.</param>
/// <param name="Threads">Threads of the system.</param>
internal readonly record struct ProcessReading(long WorkingSet, long PrivateMemory, int Handles, int Threads)
{
    private const int HandleReadings = 5;
    private static readonly TimeSpan HandleInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>Reads it: on Linux from <c>/proc</c> (proc(5)), where .NET's private memory is the address space and its handle count 0.</summary>
    public static ProcessReading Of(Process process)
    {
        process.Refresh();
        var folder = $"/proc/{process.Id}";
        if (!Directory.Exists(folder)) return new(process.WorkingSet64, process.PrivateMemorySize64, process.HandleCount, process.Threads.Count);
        var status = File.ReadLines($"{folder}/status").Select(line => line.Split(':', 2)).ToDictionary(parts => parts[0], parts => parts[1].Replace("kB", "", StringComparison.Ordinal).Trim());
        return new(Kilobytes("VmRSS"), Kilobytes("RssAnon") + Kilobytes("VmSwap"), CountHandles($"{folder}/fd"), (int)Number("Threads"));

        long Kilobytes(string name) => Number(name) << 10;

        long Number(string name) => long.Parse(status[name], CultureInfo.InvariantCulture);
    }

    /// <summary>The least of some readings: what the runtime opens and closes of its own accord at that moment is not held.</summary>
    private static int CountHandles(string folder)
    {
        var least = int.MaxValue;
        for (var i = 0; i < HandleReadings; i++)
        {
            if (i > 0) Thread.Sleep(HandleInterval);
            least = Math.Min(least, Directory.GetFileSystemEntries(folder).Length);
        }
        return least;
    }
}
