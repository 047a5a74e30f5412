using System.Collections.Concurrent;
using FrequencyML.Dct;
using FrequencyML.Scoring.Inputs;

namespace FrequencyML.View.Images;

/// <summary>The files behind the paths of rows: image files, and members of tar archives, whose paths are <c>archive.tar/member</c>.</summary>
internal sealed class RowImages
{
    private const string ArchiveEnd = ".tar/";
    private const int MaxMembersHeld = 1_000_000;                                     // some 100 bytes each
    private static readonly ImageNames AnyName = new(["*"]);
    private readonly ConcurrentDictionary<string, Listing> archives = new();

    /// <summary>Reads the bytes of an image file.</summary>
    /// <param name="path">As the row has it; relative to the working folder.</param>
    /// <exception cref="IOException">There is no such file or member, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">It is empty, no regular file, or there several times in its archive.</exception>
    /// <exception cref="NotSupportedException">It is too large.</exception>
    public ReadOnlyMemory<byte> Read(string path)
    {
        if (path.Length == 0 || path.Contains('\0')) throw new FileNotFoundException("The row has no path of a file.");
        return ArchiveOf(path) is { } archive ? ReadMember(archive, path) : ImageFiles.ReadAllBytes(path);
    }

    private static string? ArchiveOf(string path)
    {
        for (var at = -1; (at = path.IndexOf(ArchiveEnd, at + 1, StringComparison.OrdinalIgnoreCase)) >= 0;)
            if (path[..(at + ArchiveEnd.Length - 1)] is var archive && File.Exists(archive)) return archive;
        return null;
    }

    private ReadOnlyMemory<byte> ReadMember(string archive, string path)
    {
        // An archive is listed once for as long as it stays as it is and not too many others are; a member's bytes are read where they lie.
        var file = new FileInfo(archive);
        var found = new Listing(file.Length, file.LastWriteTimeUtc, new(() => TarImages.List(archive, AnyName, InputLimits.Default).ToLookup(entry => entry.Path)));
        if (!archives.TryGetValue(archive, out var held) || (held.Length, held.Written) != (found.Length, found.Written)) held = Hold(archive, found);
        var entries = held.Entries.Value;
        var members = entries[path].ToList();
        return members switch
        {
            [{ Error: { } error }] => throw new InvalidDataException(error),
            [var member] => member.ToSource(InputLimits.Default).Read!(),
            [] when entries[archive].FirstOrDefault() is { Error: { } error } => throw new InvalidDataException(error),   // it may lie behind that
            [] => throw new FileNotFoundException($"The archive '{archive}' has no such member.", path),
            _ => throw new InvalidDataException($"The archive '{archive}' has {members.Count} members of this name."),
        };
    }

    /// <summary>Keeps a listing, in place of all others where they have become too many; one that was kept meanwhile is found.</summary>
    private Listing Hold(string archive, Listing found)
    {
        if (archives.Values.Sum(listing => listing.Entries is { IsValueCreated: true, Value.Count: var members } ? (long)members : 0) > MaxMembersHeld) archives.Clear();
        return archives.AddOrUpdate(archive, found, (_, held) => (held.Length, held.Written) == (found.Length, found.Written) ? held : found);
    }

    /// <summary>What an archive held when it had a length and a date.</summary>
    private sealed record Listing(long Length, DateTime Written, Lazy<ILookup<string, ImageEntry>> Entries);
}
