using System.Buffers.Binary;
using FrequencyML.Fuzzing.Mutation;
using FrequencyML.Training.Import;
using FrequencyML.Training.Tests.Import;

namespace FrequencyML.Fuzzing.Targets;

/// <summary>The importer of PyTorch checkpoints, and files of labels.</summary>
internal static class CheckpointTargets
{
    private const int Classes = 3;

    private static readonly IReadOnlyList<byte[]> Opcodes =
    [
        .. Enum.GetValues<PickleOpcode>().Select(opcode => new[] { (byte)opcode }), [0x80, 2],
        .. Tokens.Of("ccollections\nOrderedDict\n)R", "ctorch._utils\n_rebuild_tensor_v2\n", "ctorch._utils\n_rebuild_parameter\n", "ctorch\nFloatStorage\n", "ctorch\nHalfStorage\n", "ctorch\nSize\n",
            "X\a\0\0\0storage", "X\n\0\0\0state_dict", "X\x01\0\0\0" + "0", "module.", "features.", "K\x01\x85", "K\x01K\x02\x86", "(K\0t", "]q\0h\0a", "}q\x01(", "cos\nsystem\n"),
    ];

    public static IEnumerable<Target> All()
    {
        yield return new("pickle", 100, () => bytes => new PickleReader(new PickleInput(bytes), new StorageTable().Load).Read() is not null)
        {
            Seeds = [.. Roots().Select(root => Entry(CheckpointFile.Zip(root))), PickleWriter.Write(new List<object?> { 1, 1L << 40, 2.5, "ü", null, true, new object?[] { 1, 2, 3, 4 } })],
            Tokens = Opcodes,
            Documented = [typeof(InvalidDataException), typeof(NotSupportedException)],
        };
        yield return new("checkpoint-legacy", 50, OpenCheckpoint)
        {
            Seeds = [.. Roots().Select(root => CheckpointFile.Legacy(root))],
            Tokens = Opcodes,
            Documented = [typeof(InvalidDataException), typeof(NotSupportedException)],
        };
        yield return new("checkpoint-zip", 50, OpenCheckpoint)
        {
            Seeds = [.. Roots().Select(root => CheckpointFile.Zip(root))],
            Tokens = [.. Opcodes, "PK\x01\x02"u8.ToArray(), "PK\x03\x04"u8.ToArray(), "PK\x05\x06"u8.ToArray(), "PK\x06\x06"u8.ToArray(), "PK\x06\x07"u8.ToArray(), .. Tokens.Of("archive/data.pkl", "archive/data/0", "archive/byteorder", "../", "/")],
            Split = Parts.ZipRecords,
            Repair = RepairZip,
            Documented = [typeof(InvalidDataException), typeof(NotSupportedException)],
        };
        yield return new("labels", 20, OpenLabels)
        {
            Seeds = Tokens.Of("a\nb\nc\n", "tench\r\n goldfish \r\nwhite shark", "ü\n日本\n😀\n"),
            Tokens = [.. Tokens.Of("a", "\n", "\r", "\t", " ", "\u0085", "\u2028"), .. Tokens.Odd],
            Split = Parts.Words,
            IsText = true,
            Documented = [typeof(InvalidDataException)],
        };
    }

    private static IEnumerable<object?> Roots()
    {
        float[] ramp = [.. Enumerable.Range(0, 24).Select(value => value - 0.5f)];
        yield return CheckpointFile.Training([("module.a.weight", SavedTensor.Of([2, 3, 4], ramp)), ("module.a.num_batches_tracked", SavedTensor.Counter(7)), ("b", SavedTensor.Of([0, 5], []))]);
        yield return CheckpointFile.StateDict([("features.module.0.x", SavedTensor.Of([24], ramp)), ("t", SavedTensor.Of([4, 6], ramp) with { Strides = [1, 4] })]);
        yield return new Dictionary<object, object?> { ["p"] = new SavedCall(new("torch._utils", "_rebuild_parameter"), [SavedTensor.Of([24], ramp), true, new OrderedDict()]) };
        yield return CheckpointFile.StateDict([("h", new([3], [0, 60, 0, 64, 0, 66], 2, "HalfStorage")), ("d", new([1], BitConverter.GetBytes(0.5), 8, "DoubleStorage", Offset: 0, View: (0, 1)))]);
    }

    private static Func<byte[], bool> OpenCheckpoint()
    {
        var file = new ScratchFile(".pth");
        return bytes =>
        {
            file.Write(bytes);
            using var checkpoint = Checkpoint.Open(file.FullName);
            NotSupportedException? refused = null;
            foreach (var (name, tensor) in checkpoint.Tensors)
            {
                try
                {
                    if (checkpoint.Read(name).Length != tensor.Count) throw new DisagreementException($"Tensor '{name}' has {tensor.Count} elements, and others were read.");
                }
                catch (NotSupportedException error)
                {
                    refused = error;                                                  // a counter; the other tensors are read all the same
                }
            }
            return refused is null || checkpoint.Tensors.Count > 1;
        };
    }

    private static Func<byte[], bool> OpenLabels()
    {
        var file = new ScratchFile(".txt");
        return text =>
        {
            file.Write(text);
            return LabelFile.Read(file.FullName, Classes).Count == Classes;
        };
    }

    /// <summary>The first entry of an archive whose entries are stored.</summary>
    private static byte[] Entry(byte[] zip)
    {
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(zip));
        using var content = new MemoryStream();
        using var entry = archive.Entries[0].Open();
        entry.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Makes the checksums right of entries that are stored, where the directory says that they are.</summary>
    private static void RepairZip(byte[] zip)
    {
        for (var i = 0; i + 46 <= zip.Length; i++)
        {
            if (!zip.AsSpan(i).StartsWith("PK\x01\x02"u8)) continue;
            var (length, local) = (BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(i + 24)), BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(i + 42)));
            if (local + 30L > zip.Length) continue;
            var start = local + 30L + BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan((int)local + 26)) + BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan((int)local + 28));
            if (start + length <= zip.Length) BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(i + 16), Crc32.Of(zip.AsSpan((int)start, (int)length)));
        }
    }
}
