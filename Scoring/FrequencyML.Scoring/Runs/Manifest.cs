using System.Text;
using FrequencyML.Scoring.Inputs;

namespace FrequencyML.Scoring.Runs;

/// <summary>
/// The images of a run in order, each with its index. They are listed once, into a temporary file of about the size of their paths, and read from there chunk
/// by chunk: so standard input can be a manifest too, and a folder that changes later does not shift what follows.
/// </summary>
internal sealed class Manifest : IDisposable
{
    private readonly FileStream file;
    private readonly BinaryReader reader;
    private readonly List<long> chunkOffsets = [];

    private Manifest(FileStream file, int chunk)
    {
        this.file = file;
        reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
        Chunk = chunk;
    }

    /// <summary>The number of images.</summary>
    public long Count { get; private set; }

    /// <summary>The images of a chunk; the last one may have fewer.</summary>
    public int Chunk { get; }

    /// <summary>The number of chunks.</summary>
    public int Chunks => chunkOffsets.Count;

    /// <summary>SHA-256 of the paths, see <see cref="ManifestHash"/>.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Lists the images.</summary>
    /// <param name="entries">The images in order.</param>
    /// <param name="chunk">How many make a chunk.</param>
    public static Manifest Create(IEnumerable<ImageEntry> entries, int chunk)
    {
        var path = Path.Combine(Path.GetTempPath(), $"frequencyml-{Guid.NewGuid():N}.tmp");
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows()) File.Delete(path);                          // now, since a killed process closes nothing; the open file stays
        var manifest = new Manifest(file, chunk);
        try
        {
            manifest.Fill(entries);
            return manifest;
        }
        catch
        {
            manifest.Dispose();
            throw;
        }
    }

    /// <summary>The images of a chunk; one enumeration at a time.</summary>
    public IEnumerable<ImageEntry> Read(int chunk)
    {
        file.Position = chunkOffsets[chunk];
        for (var left = Math.Min(Chunk, Count - (long)chunk * Chunk); left > 0; left--)
        {
            var path = reader.ReadString();
            var (archive, error) = (reader.ReadString(), reader.ReadString());
            yield return new(path)
            {
                Archive = archive.Length > 0 ? archive : null,
                Error = error.Length > 0 ? error : null,
                Offset = reader.ReadInt64(),
                Length = reader.ReadInt64(),
            };
        }
    }

    public void Dispose()
    {
        reader.Dispose();
        file.Dispose();
    }

    private void Fill(IEnumerable<ImageEntry> entries)
    {
        using var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);
        using var hash = new ManifestHash();
        foreach (var entry in entries)
        {
            if (Count++ % Chunk == 0) chunkOffsets.Add(file.Position);
            hash.Add(entry.Path);
            writer.Write(entry.Path);
            writer.Write(entry.Archive ?? "");
            writer.Write(entry.Error ?? "");
            writer.Write(entry.Offset);
            writer.Write(entry.Length);
        }
        writer.Flush();
        Sha256 = hash.Finish();
    }
}
