using System.Buffers.Binary;
using System.Numerics;

namespace FrequencyML.Training.Import;

/// <summary>
/// The format of <c>torch.save</c> before PyTorch 1.6: pickles of a magic number, of the format's version, of the writer's byte order, of
/// the object and of the keys of its storages, then each storage: its number of elements as 64 bits, and the elements.
/// </summary>
/// <remarks>Source: the legacy half of PyTorch's <c>torch/serialization.py</c>, by its constants and the order in which it writes.</remarks>
internal sealed class LegacyStorages : IStorageSource
{
    /// <summary>The longest head of a file that is read as pickles; those of a training checkpoint have some 100 kB.</summary>
    public const int MaxPickleBytes = 16 << 20;

    private const long FormatVersion = 1001;
    private static readonly BigInteger Magic = BigInteger.Parse("1950a86a20f9469cfc6c", System.Globalization.NumberStyles.HexNumber);

    private readonly FileStream file;
    private readonly Dictionary<string, long> firstBytes = [];

    /// <param name="file">Closed with this, unless this constructor throws.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or none of torch's.</exception>
    /// <exception cref="NotSupportedException">It holds something other than tensors and plain containers.</exception>
    public LegacyStorages(FileStream file)
    {
        this.file = file;
        var head = new byte[Math.Min(file.Length, MaxPickleBytes)];
        file.Position = 0;
        file.ReadExactly(head);
        var input = new PickleInput(head, isWhole: head.Length == file.Length);
        CheckMagic(input);
        if (new PickleReader(input).Read() is not FormatVersion)
            throw new InvalidDataException($"The second pickle is not the format's version, {FormatVersion}.");
        if (new PickleReader(input).Read() is not PickleDictionary system)
            throw new InvalidDataException("The third pickle does not describe the writer's system.");
        if (system.Find("little_endian") is false) throw new NotSupportedException("The checkpoint was written on a big-endian machine.");
        var table = new StorageTable();
        Root = new PickleReader(input, table.Load).Read();
        Locate(table, new PickleReader(input).Read() as List<object?>
            ?? throw new InvalidDataException("The fifth pickle is no list of storages."), input.Position);
    }

    public object? Root { get; }

    public void Read(StorageReference storage, long first, Span<byte> bytes)
    {
        file.Position = firstBytes[storage.Key] + first;
        file.ReadExactly(bytes);                                                      // Locate has compared with the file's length
    }

    public void Dispose() => file.Dispose();

    private static void CheckMagic(PickleInput input)
    {
        object? magic = null;
        try
        {
            magic = new PickleReader(input).Read();
        }
        catch (Exception error) when (error is InvalidDataException or NotSupportedException)
        {
            // It is something else altogether: what its first bytes would mean as a pickle is of no interest.
        }
        if (magic is not BigInteger number || number != Magic)
            throw new InvalidDataException("It is neither a zip archive nor begins with the magic number of torch.save; expected a checkpoint that torch.save wrote.");
    }

    private void Locate(StorageTable table, List<object?> keys, long position)
    {
        Span<byte> header = stackalloc byte[sizeof(long)];
        foreach (var item in keys)
        {
            if (item is not string key || table.Find(key) is not { } storage)
                throw new InvalidDataException("The list of storages has one that no tensor refers to.");
            if (file.Length - position < sizeof(long)) throw new InvalidDataException($"The file ends at byte {file.Length}, before storage '{key}'.");
            file.Position = position;
            file.ReadExactly(header);
            var count = BinaryPrimitives.ReadInt64LittleEndian(header);
            if (count != storage.Count)
                throw new InvalidDataException($"Storage '{key}' at byte {position} has {count} elements; its tensors expect {storage.Count}.");
            position += sizeof(long);
            if (storage.ByteCount > file.Length - position)
                throw new InvalidDataException($"Storage '{key}' at byte {position} has {storage.ByteCount} bytes; the file ends after {file.Length - position}.");
            if (!firstBytes.TryAdd(key, position)) throw new InvalidDataException($"Storage '{key}' is listed twice.");
            position += storage.ByteCount;
        }
        if (table.All.FirstOrDefault(storage => !firstBytes.ContainsKey(storage.Key)) is { } missing)
            throw new InvalidDataException($"Storage '{missing.Key}' is not in the file.");
    }
}
