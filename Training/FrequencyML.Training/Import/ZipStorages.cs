using System.IO.Compression;

namespace FrequencyML.Training.Import;

/// <summary>
/// The format of <c>torch.save</c> since PyTorch 1.6: a zip archive of stored entries, below one folder: <c>data.pkl</c>, one
/// <c>data/KEY</c> per storage with its elements, and maybe <c>byteorder</c>.
/// </summary>
/// <remarks>Source: PyTorch's <c>torch/serialization.py</c> and <c>caffe2/serialize</c>, by the names of the entries that they write.</remarks>
internal sealed class ZipStorages : IStorageSource
{
    private const string PickleName = "data.pkl";
    private const int MaxEntries = 1 << 16;

    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> entries = [];
    private readonly string folder;

    /// <param name="file">Closed with this, unless this constructor throws.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or none of torch's.</exception>
    /// <exception cref="NotSupportedException">It holds something other than tensors and plain containers.</exception>
    public ZipStorages(FileStream file)
    {
        archive = Guard("The zip archive", () => new ZipArchive(file, ZipArchiveMode.Read));
        var all = Guard("The zip archive's directory", () => archive.Entries);
        if (all.Count > MaxEntries) throw new NotSupportedException($"The zip archive has {all.Count} entries; at most {MaxEntries} are read.");
        foreach (var entry in all)
            if (!entries.TryAdd(entry.FullName, entry)) throw new InvalidDataException($"The zip archive has two entries '{entry.FullName}'.");
        var pickles = entries.Keys.Where(name => name.IndexOf('/') is var slash and > 0 && name.AsSpan(slash + 1).SequenceEqual(PickleName)).ToArray();
        if (pickles is not [var pickle])
            throw new InvalidDataException($"The zip archive has {pickles.Length} entries '*/{PickleName}'; torch.save writes one.");
        folder = pickle[..^PickleName.Length];
        if (entries.ContainsKey(folder + "byteorder") && !ReadWhole(folder + "byteorder", 16).AsSpan().SequenceEqual("little"u8))
            throw new NotSupportedException("The checkpoint was written on a big-endian machine.");
        var table = new StorageTable();
        Root = new PickleReader(new PickleInput(ReadWhole(pickle, LegacyStorages.MaxPickleBytes)), table.Load).Read();
        foreach (var storage in table.All)
        {
            var entry = Entry(EntryName(storage));
            if (entry.Length != storage.ByteCount)
                throw new InvalidDataException($"Entry '{entry.FullName}' has {entry.Length} bytes; {storage.Count} elements of a {storage.Type.Name} have {storage.ByteCount}.");
        }
    }

    public object? Root { get; }

    public void Read(StorageReference storage, long first, Span<byte> bytes)
    {
        var entry = Entry(EntryName(storage));
        using var stream = Guard($"Entry '{entry.FullName}'", entry.Open);
        var skipped = new byte[(int)Math.Min(first, 1 << 16)];
        while (first > 0)
        {
            var count = (int)Math.Min(first, skipped.Length);
            Fill(entry, stream, skipped.AsSpan(0, count));
            first -= count;
        }
        Fill(entry, stream, bytes);
        if (bytes.Length == entry.Length) Check(entry, bytes);
    }

    public void Dispose() => archive.Dispose();

    private string EntryName(StorageReference storage) => $"{folder}data/{storage.Key}";

    /// <summary>An entry that is stored as it is; one that is packed could be far larger than the file.</summary>
    private ZipArchiveEntry Entry(string name)
    {
        if (!entries.TryGetValue(name, out var entry)) throw new InvalidDataException($"The zip archive has no entry '{name}'.");
        if (entry.CompressedLength != entry.Length)
            throw new NotSupportedException($"Entry '{name}' is compressed; torch.save stores entries as they are.");
        return entry;
    }

    private byte[] ReadWhole(string name, int maxBytes)
    {
        var entry = Entry(name);
        if (entry.Length > maxBytes) throw new NotSupportedException($"Entry '{name}' has {entry.Length} bytes; at most {maxBytes} are read.");
        var bytes = new byte[entry.Length];
        using var stream = Guard($"Entry '{name}'", entry.Open);
        Fill(entry, stream, bytes);
        Check(entry, bytes);
        return bytes;
    }

    private static void Fill(ZipArchiveEntry entry, Stream stream, Span<byte> bytes)
    {
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException($"Entry '{entry.FullName}' ends before its {entry.Length} bytes.", error);
        }
    }

    private static void Check(ZipArchiveEntry entry, ReadOnlySpan<byte> bytes)
    {
        if (Crc32.Of(bytes) != entry.Crc32) throw new InvalidDataException($"The checksum of entry '{entry.FullName}' is wrong: the file is damaged.");
    }

    /// <summary>What .NET's archive throws on damaged files, as the one documented exception.</summary>
    private static T Guard<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or InvalidDataException or ArgumentException or OverflowException or NotSupportedException or FormatException)
        {
            throw new InvalidDataException($"{what} is damaged: {error.Message}", error);
        }
    }
}
