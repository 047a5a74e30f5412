using System.Runtime.InteropServices;

namespace FrequencyML.Training;

/// <summary>What must be set before libtorch is loaded.</summary>
internal static partial class LibTorch
{
    // glibc's malloc.h
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;
    private const int Gibibyte = 1 << 30;

    /// <summary>
    /// Lets waiting OpenMP threads sleep: beside any other busy process, spinning makes a training step many times slower. A value that
    /// the user has set stays. And lets glibc keep the memory of tensors that were freed: the next step asks for it again, and at
    /// small crops a quarter to a third of its time went into giving it back and mapping it anew.
    /// </summary>
    public static void Prepare()
    {
        if (!OperatingSystem.IsLinux()) return;
        // .NET's own Environment.SetEnvironmentVariable does not reach native code on Unix.
        _ = SetEnvironmentVariable("GOMP_SPINCOUNT", "0", overwrite: 0);
        try
        {
            _ = SetAllocation(TrimThreshold, Gibibyte);
            // older versions of glibc refuse more than 32 MiB, and would keep the threshold at 128 KiB from then on
            if (SetAllocation(MapThreshold, Gibibyte) == 0) _ = SetAllocation(MapThreshold, 32 << 20);
        }
        catch (EntryPointNotFoundException)
        {
            // another C library than glibc, with another malloc
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetAllocation(int parameter, int value);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}
