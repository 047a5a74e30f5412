using System.Runtime.InteropServices;

namespace FrequencyML.Training;

/// <summary>What must be set before libtorch is loaded.</summary>
internal static partial class LibTorch
{
    /// <summary>
    /// Lets waiting OpenMP threads sleep: beside any other busy process, spinning makes a training step many times slower. A value that
    /// the user has set stays.
    /// </summary>
    public static void Prepare()
    {
        // .NET's own Environment.SetEnvironmentVariable does not reach native code on Unix.
        if (OperatingSystem.IsLinux()) _ = SetEnvironmentVariable("GOMP_SPINCOUNT", "0", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}
