using System.Globalization;

namespace FrequencyML.Soak.Evaluation;

/// <summary>What one subject did since its last sample, and what its process holds now.</summary>
/// <param name="Minutes">Since the start.</param>
/// <param name="Subject">Who worked.</param>
/// <param name="Process">Whose memory and handles these are; several subjects may share one.</param>
/// <param name="Rows">Images that were scored or failed.</param>
/// <param name="Seconds">How long that took.</param>
/// <param name="CpuSeconds">Processor time of all its threads meanwhile.</param>
/// <param name="WorkingSet">Resident memory in MiB, with what is mapped of files.</param>
/// <param name="PrivateMemory">Memory in MiB that belongs to no file.</param>
/// <param name="ManagedHeap">MiB of the garbage collector's heap, of this process alone; null for another.</param>
/// <param name="Handles">Open files, pipes and the like.</param>
/// <param name="Threads">Threads of the system.</param>
internal sealed record Sample(
    double Minutes, string Subject, string Process, long Rows, double Seconds, double CpuSeconds,
    double WorkingSet, double PrivateMemory, double? ManagedHeap, int Handles, int Threads)
{
    public const string CsvHeader = "minutes,subject,process,rows,seconds,cpu_seconds,working_set_mib,private_mib,managed_heap_mib,handles,threads";

    public string ToCsv() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Minutes:F3},{Subject},{Process},{Rows},{Seconds:F4},{CpuSeconds:F2},{WorkingSet:F2},{PrivateMemory:F2},{ManagedHeap:F2},{Handles},{Threads}");
}
