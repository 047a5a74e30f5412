using System.Collections.Frozen;
using FrequencyML.Shared;
using Microsoft.Win32.SafeHandles;

namespace FrequencyML.Dct;

/// <summary>Which files of a folder are taken for images, and how one is read.</summary>
public static class ImageFiles
{
    private static readonly FrozenSet<string> Known =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".gif");

    /// <summary>The file name extensions of images, lower case with the dot.</summary>
    public static IReadOnlyCollection<string> Extensions => Known;

    /// <summary>What an image file is by its first bytes, whatever its name says.</summary>
    /// <param name="file">The bytes of a file, or at least its first 18.</param>
    /// <returns>The media type, such as <c>image/jpeg</c>; null for what is none of JPEG, PNG, WebP, BMP and GIF, and is not read.</returns>
    public static string? MediaTypeOf(ReadOnlySpan<byte> file) => file switch
    {
        [0xFF, 0xD8, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "image/gif",
        // 12 bytes of sizes, then the length of the second header: two letters alone would make images of texts.
        [(byte)'B', (byte)'M', _, _, _, _, _, _, _, _, _, _, _, _, 12 or 40 or 52 or 56 or 64 or 108 or 124, 0, 0, 0, ..] => "image/bmp",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };

    /// <summary>
    /// Reads a file as <see cref="DctChannelExtractor.Extract(string, Span{float})"/> does, for a caller that needs its bytes.
    /// </summary>
    /// <param name="path">A regular file.</param>
    /// <param name="limits">What it may cost; null for <see cref="InputLimits.Default"/>.</param>
    /// <exception cref="ArgumentException">The path is empty, or has a NUL in it.</exception>
    /// <exception cref="IOException">The file is missing, is a folder or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">The file is empty, or a pipe or device.</exception>
    /// <exception cref="NotSupportedException">The file is larger than <see cref="InputLimits.MaxFileLength"/>.</exception>
    public static byte[] ReadAllBytes(string path, InputLimits? limits = null)
    {
        using var file = Open(path, limits ?? InputLimits.Default, out var length);
        var bytes = new byte[length];
        var read = Read(file, bytes);
        return read == length ? bytes : bytes[..read];                               // the range would copy
    }

    /// <summary>Opens a file whose length is within the limits.</summary>
    internal static SafeFileHandle Open(string path, InputLimits limits, out int length)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path)) throw new FileNotFoundException($"'{path}' is a folder; expected an image file.", path);
        // Opening a pipe would wait for its other end; like the files of /proc, it has no length.
        if (RegularFile.HasNoLength(path)) throw new InvalidDataException("The file is empty, or no regular file.");
        var file = File.OpenHandle(path);
        try
        {
            var found = RandomAccess.GetLength(file);
            if (found > limits.MaxFileLength) throw new NotSupportedException($"The file has {found} bytes; the limit is {limits.MaxFileLength} (MaxFileLength).");
            length = (int)found;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a file from its start.</summary>
    /// <returns>The bytes that were read: fewer than the target has if the file has become shorter.</returns>
    internal static int Read(SafeFileHandle file, Span<byte> target)
    {
        int read, filled = 0;
        while (filled < target.Length && (read = RandomAccess.Read(file, target[filled..], filled)) > 0) filled += read;
        return filled;
    }

    /// <summary>Lists the images of a folder and its subfolders as they are asked for, in ordinal order, files before subfolders;
    /// subfolders that are links are left out.</summary>
    /// <param name="folder">An existing folder; the listed paths begin with it as given.</param>
    /// <returns>The files whose extension is one of <see cref="Extensions"/>.</returns>
    /// <exception cref="IOException">A folder is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static IEnumerable<string> Enumerate(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Sorted(Directory.EnumerateFiles(folder).Where(file => Known.Contains(Path.GetExtension(file))))
            .Concat(Sorted(Directory.EnumerateDirectories(folder).Where(IsOwnFolder)).SelectMany(Enumerate));

        // A link to a folder above would list every image again, without end.
        static bool IsOwnFolder(string path) => !File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint);

        static IEnumerable<string> Sorted(IEnumerable<string> paths) => paths.Order(StringComparer.Ordinal);
    }
}
