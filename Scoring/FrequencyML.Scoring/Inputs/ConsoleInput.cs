using System.Runtime.InteropServices;

namespace FrequencyML.Scoring.Inputs;

/// <summary>Standard input as a stream.</summary>
internal static class ConsoleInput
{
    private const int GetDescriptorFlags = 1;                                         // F_GETFD of fcntl.h, on Linux and macOS
    private const int CloseOnExec = 1;                                                // FD_CLOEXEC

    /// <summary>Opens it.</summary>
    /// <exception cref="IOException">It was closed when the process began.</exception>
    public static Stream Open() => IsClosed
        ? throw new IOException("Standard input is closed, so that there is no list to read from it; give it a pipe, a file or /dev/null.")
        : Console.OpenStandardInput();

    /// <summary>
    /// Whether nobody has given this process a standard input. Its number then belongs to what the runtime opened first: a pipe of its own, which never ends.
    /// What is inherited was not closed by the start of the program; the runtime's own files are marked to be.
    /// </summary>
    private static bool IsClosed => !OperatingSystem.IsWindows() && FileControl(0, GetDescriptorFlags) is var flags && (flags < 0 || (flags & CloseOnExec) != 0);

    [DllImport("libc", EntryPoint = "fcntl")]
    private static extern int FileControl(int descriptor, int command);
}
