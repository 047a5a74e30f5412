using System.IO.Compression;
using System.Numerics;

namespace FrequencyML.Training.Tests.Import;

/// <summary>Writes files as <c>torch.save</c> does, in the zip format of PyTorch 1.6 and later or the legacy one before.</summary>
internal static class CheckpointFile
{
    /// <summary>A checkpoint of the kind that a training script saves: epoch, state dict, best accuracy and optimizer.</summary>
    public static Dictionary<object, object?> Training(IEnumerable<(string Name, SavedTensor Tensor)> tensors) => new()
    {
        ["epoch"] = 90,
        ["arch"] = "resnet50",
        ["state_dict"] = StateDict(tensors),
        ["best_prec1"] = new SavedCall(
            new("numpy.core.multiarray", "scalar"),
            [
                new SavedCall(new("numpy", "dtype"), ["f8", 0, 1], new object?[] { 3, "<", null, null, null, -1, -1, 0 }),
                new SavedCall(new("_codecs", "encode"), ["\u0000\u0000\u0000\u0000\u0000 S@", "latin1"]),
            ]),
        ["optimizer"] = new Dictionary<object, object?>
        {
            ["state"] = new Dictionary<object, object?> { [140210L] = new Dictionary<object, object?> { ["momentum_buffer"] = SavedTensor.Of([2], [1, 2]) } },
            ["param_groups"] = new List<object?> { new Dictionary<object, object?> { ["lr"] = 0.05, ["nesterov"] = false, ["params"] = new List<object?> { 140210L, 1L << 40 } } },
        },
    };

    public static OrderedDict StateDict(IEnumerable<(string Name, SavedTensor Tensor)> tensors)
    {
        var state = new OrderedDict(new() { ["_metadata"] = new OrderedDict { { "", new Dictionary<object, object?> { ["version"] = 1 } } } });
        foreach (var (name, tensor) in tensors) state.Add(name, tensor);
        return state;
    }

    public static byte[] Zip(object? root)
    {
        var storages = new List<SavedTensor>();
        var pickle = PickleWriter.Write(Replace(root, storages, isLegacy: false));
        return Zip([("archive/data.pkl", pickle), .. storages.Select((storage, key) => ($"archive/data/{key}", storage.Elements)), ("archive/version", "3\n"u8.ToArray())]);
    }

    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> entries, CompressionLevel level = CompressionLevel.NoCompression)
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        return bytes.ToArray();
    }

    public static byte[] Legacy(object? root, bool isLittleEndian = true)
    {
        var storages = new List<SavedTensor>();
        var bytes = new MemoryStream();
        bytes.Write(PickleWriter.Write(BigInteger.Parse("119547037146038801333356")));   // torch.serialization.MAGIC_NUMBER
        bytes.Write(PickleWriter.Write(1001));
        bytes.Write(PickleWriter.Write(new Dictionary<object, object?>
        {
            ["protocol_version"] = 1001,
            ["little_endian"] = isLittleEndian,
            ["type_sizes"] = new Dictionary<object, object?> { ["short"] = 2, ["int"] = 4, ["long"] = 4 },
        }));
        bytes.Write(PickleWriter.Write(Replace(root, storages, isLegacy: true)));
        bytes.Write(PickleWriter.Write(storages.Select((_, key) => (object?)$"9400{key}").ToList()));
        foreach (var storage in storages)
        {
            bytes.Write(BitConverter.GetBytes((long)storage.Elements.Length / storage.ElementBytes));
            bytes.Write(storage.Elements);
        }
        return bytes.ToArray();
    }

    /// <summary>The value with calls and persistent ids in place of tensors.</summary>
    private static object? Replace(object? value, List<SavedTensor> storages, bool isLegacy)
    {
        switch (value)
        {
            case Dictionary<object, object?> items: return items.ToDictionary(pair => pair.Key, pair => Replace(pair.Value, storages, isLegacy));
            case List<object?> items: return items.ConvertAll(item => Replace(item, storages, isLegacy));
            case OrderedDict items:
                var copy = new OrderedDict(items.State);
                foreach (var (key, item) in items) copy.Add(key, Replace(item, storages, isLegacy));
                return copy;
            case SavedCall call: return call with { Arguments = [.. call.Arguments.Select(argument => Replace(argument, storages, isLegacy))] };
            case SavedTensor tensor:
                var name = isLegacy ? $"9400{storages.Count}" : $"{storages.Count}";
                storages.Add(tensor);
                object?[] id = ["storage", new SavedGlobal("torch", tensor.Type), name, "cuda:0", tensor.Elements.Length / tensor.ElementBytes];
                return new SavedCall(
                    new("torch._utils", "_rebuild_tensor_v2"),
                    [
                        new SavedId(isLegacy ? [.. id, tensor.View is { } view ? new object?[] { "view", view.First, view.Length } : null] : id), tensor.Offset, tensor.Shape.Select(length => (object?)length).ToArray(),
                        tensor.StridesOrContiguous.Select(stride => (object?)stride).ToArray(), false, new OrderedDict(),
                    ]);
            default: return value;
        }
    }
}
