using System.Formats.Tar;
using FrequencyML.Dct;
using FrequencyML.Shared;

namespace FrequencyML.Scoring.Inputs;

/// <summary>The images of a tar archive, such as a WebDataset shard, in its order. Nothing is extracted: each image is read where it lies.</summary>
internal static class TarImages
{
    private const int BlockLength = 512;

    /// <summary>Lists the regular files that are images; a link to one, and an archive that cannot be read further, is one entry that says so.</summary>
    /// <param name="archive">An uncompressed tar file.</param>
    /// <param name="names">Which are images.</param>
    /// <param name="limits">How many members it may have, and how long their extended headers may be.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static IEnumerable<ImageEntry> List(string archive, ImageNames names, InputLimits limits)
    {
        if (!File.Exists(archive)) throw new FileNotFoundException($"There is no archive '{archive}'.", archive);
        TarStream? stream = null;
        TarReader? reader = null;
        var (end, count) = (0L, 0L);
        try
        {
            while (true)
            {
                TarEntry? member = null;
                string? failure = null;
                try
                {
                    stream ??= Open(archive, limits);
                    reader ??= new TarReader(stream, leaveOpen: true);
                    member = reader.GetNextEntry();
                    if (member is null) CheckEnd(stream, end);
                    else if (++count > limits.MaxArchiveEntries)
                        throw new NotSupportedException($"It has more members than {limits.MaxArchiveEntries} ({nameof(InputLimits.MaxArchiveEntries)}).");
                }
                catch (Exception error) when (error is not OutOfMemoryException)      // whatever one archive holds, the others are scored
                {
                    failure = $"The archive cannot be read further: {error.Message}";
                }
                if (failure is not null) yield return new(archive) { Error = failure };
                if (failure is not null || member is null) yield break;
                end = member.DataOffset + member.Length;
                if (Entry(archive, member, names) is { } entry) yield return entry;
            }
        }
        finally
        {
            reader?.Dispose();
            stream?.Dispose();
        }
    }

    /// <summary>Opening a pipe would wait for its other end; it has no length.</summary>
    private static TarStream Open(string archive, InputLimits limits) =>
        RegularFile.HasNoLength(archive) ? throw new InvalidDataException("It is empty, or no regular file.") : new TarStream(archive, limits.MaxMetadataLength);

    private static ImageEntry? Entry(string archive, TarEntry member, ImageNames names)
    {
        var name = member.Name.StartsWith("./", StringComparison.Ordinal) ? member.Name[2..] : member.Name;
        if (!names.Match(Path.GetFileName(name.AsSpan()))) return null;
        var entry = new ImageEntry($"{archive}/{name}");
        if (Path.IsPathRooted(name) || name.Split('/', '\\').Contains("..")) return entry with { Error = "The member's name leads out of the archive; expected a path below it." };
        return member.EntryType switch
        {
            TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile =>
                entry with { Archive = archive, Offset = member.DataOffset, Length = member.Length },
            TarEntryType.HardLink or TarEntryType.SymbolicLink =>
                entry with { Error = $"The member is a link to '{member.LinkName}', and links in archives are not followed." },
            TarEntryType.Directory => null,
            _ => entry with { Error = $"The member is no regular file but {member.EntryType}." },
        };
    }

    /// <summary>The reader ends without a word where the file does, and where archives have been joined.</summary>
    /// <param name="stream">Behind the last member.</param>
    /// <param name="end">Where the bytes of that end.</param>
    private static void CheckEnd(FileStream stream, long end)
    {
        if (stream.Length < (end + BlockLength - 1) / BlockLength * BlockLength + BlockLength)
            throw new InvalidDataException("It ends without a block of zeros: it may have been cut off.");
        var rest = new byte[1 << 16];
        int read;
        while ((read = stream.Read(rest)) > 0)
            if (rest.AsSpan(0, read).ContainsAnyExcept((byte)0)) throw new InvalidDataException("More follows after its end: score archives that were joined one by one.");
    }
}
