using System.Runtime.InteropServices;

namespace FrequencyML.Shared;

/// <summary>
/// A file that is either complete or not there: written under a hidden temporary name in the same folder, flushed to the disk and renamed by
/// <see cref="Commit"/>. Without that, disposing of it removes what was written, and the file that was there before is untouched.
/// </summary>
internal sealed class WholeFile : IDisposable
{
    private readonly string path;

    /// <param name="path">The file; an existing one is replaced and its permissions are kept.</param>
    /// <exception cref="IOException">The folder is missing, or the path is a folder or a device.</exception>
    public WholeFile(string path)
    {
        path = Path.GetFullPath(path);                                                // the target of a link is relative to where the link is
        RefuseDevice(path);                                                           // /dev/stdout leads to whatever it was redirected to
        if (File.Exists(path)) path = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;   // a link stays a link
        RefuseDevice(path);
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"'{path}' cannot be written: there is no folder '{folder}'.");
        if (Directory.Exists(path)) throw new IOException($"'{path}' cannot be written: it is a folder.");
        this.path = path;
        Temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
    }

    /// <summary>Where to write; the caller creates it, and closes it before <see cref="Commit"/>.</summary>
    public string Temporary { get; }

    /// <summary>Writes a file; if <paramref name="write"/> throws, the file that was there before is untouched.</summary>
    /// <param name="path">The file; an existing one is replaced and its permissions are kept.</param>
    /// <param name="write">Creates the file at the temporary path it is given.</param>
    /// <param name="replaces">Whether a file that is there is replaced; if not, one of several that write it at once succeeds.</param>
    /// <exception cref="IOException">The folder is missing or cannot be written, the path is a folder or a device, or the file is there and is not to be replaced.</exception>
    public static void Write(string path, Action<string> write, bool replaces = true)
    {
        using var file = new WholeFile(path);
        write(file.Temporary);
        file.Commit(replaces);
    }

    private static void RefuseDevice(string path)
    {
        if (OperatingSystem.IsWindows() || !path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/proc/", StringComparison.Ordinal)) return;
        throw new IOException($"'{path}' cannot be replaced: it is a device. Write to standard output and redirect that.");
    }

    /// <summary>Finds out whether a file could be written, as far as its path tells.</summary>
    /// <exception cref="IOException">The folder is missing, or the path is a folder or a device.</exception>
    public static void Check(string path) => new WholeFile(path).Dispose();

    /// <summary>Removes what killed processes left of a file that they were writing; nobody else may be writing it.</summary>
    public static void RemoveLeftovers(string path)
    {
        foreach (var leftover in Directory.GetFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.*.tmp")) File.Delete(leftover);
    }

    /// <summary>Puts what was written in its place.</summary>
    /// <param name="replaces">Whether a file that is there is replaced; if not, one of several that commit it at once succeeds.</param>
    /// <exception cref="IOException">It cannot be flushed or renamed, or the file is there and is not to be replaced.</exception>
    public void Commit(bool replaces = true)
    {
        using (var written = File.OpenHandle(Temporary, FileMode.Open, FileAccess.ReadWrite)) RandomAccess.FlushToDisk(written);   // a power cut must not leave a name without content
        if (!OperatingSystem.IsWindows() && File.Exists(path)) File.SetUnixFileMode(Temporary, File.GetUnixFileMode(path));
        // File.Move renames where it has just seen no file, so that of two at once both succeed: a link has one winner.
        if (!replaces && !OperatingSystem.IsWindows() && Link(Temporary, path) == 0) return;   // Dispose removes the other name
        File.Move(Temporary, path, replaces);                                         // also where there are no links, as on FAT
    }

    public void Dispose() => File.Delete(Temporary);

    [DllImport("libc", EntryPoint = "link")]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
