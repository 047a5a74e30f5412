using FrequencyML.Dct;
using FrequencyML.Models;

namespace FrequencyML.Scoring.Inputs;

/// <summary>One image of the inputs: a file, a member of a tar archive, or what could not be listed.</summary>
/// <param name="Path">The file, or <c>archive/member</c>.</param>
internal readonly record struct ImageEntry(string Path)
{
    /// <summary>The archive that holds the image; null for a file.</summary>
    public string? Archive { get; init; }

    /// <summary>Where in the archive its bytes begin.</summary>
    public long Offset { get; init; }

    /// <summary>How many bytes it has in the archive.</summary>
    public long Length { get; init; }

    /// <summary>Why there is nothing to read here; null if there may be.</summary>
    public string? Error { get; init; }

    /// <summary>What a scorer takes.</summary>
    /// <param name="limits">What it may cost.</param>
    public ImageSource ToSource(InputLimits limits)
    {
        if (Archive is null && Error is null) return new(Path);
        var entry = this;
        return new(Path, () => entry.Error is null ? entry.ReadMember(limits.MaxFileLength) : throw new InvalidDataException(entry.Error));
    }

    private ReadOnlyMemory<byte> ReadMember(int limit)
    {
        if (Length > limit) throw new NotSupportedException($"The member has {Length} bytes; the limit is {limit} ({nameof(InputLimits.MaxFileLength)}).");
        using var archive = File.OpenHandle(Archive!);
        // A header may promise more than there is; what is missing is an error of the image.
        var bytes = new byte[Math.Clamp(RandomAccess.GetLength(archive) - Offset, 0, Length)];
        int read, filled = 0;
        while (filled < bytes.Length && (read = RandomAccess.Read(archive, bytes.AsSpan(filled), Offset + filled)) > 0) filled += read;
        return bytes.AsMemory(0, filled);
    }
}
