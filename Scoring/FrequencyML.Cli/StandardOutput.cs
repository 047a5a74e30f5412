using Microsoft.Win32.SafeHandles;

namespace FrequencyML.Cli;

/// <summary>Standard output as a stream.</summary>
internal static class StandardOutput
{
    /// <summary>
    /// .NET's console stream ignores that a pipe was closed; a file stream throws. On files only the former shares its place with
    /// stderr.
    /// </summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows()) return Console.OpenStandardOutput();
        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}
