using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using FrequencyML.Tests.Shared;
using FrequencyML.Training.Import;
using NUnit.Framework;

namespace FrequencyML.Training.Tests.Import;

public sealed class CheckpointTests
{
    private static readonly float[] Ramp = [.. Enumerable.Range(0, 24).Select(value => value - 0.5f)];

    [TestCase(true)]
    [TestCase(false)]
    public void Open_TrainingCheckpoint_HasItsTensors(bool isZip)
    {
        using var folder = new TemporaryFolder();
        using var checkpoint = Open(folder, isZip, CheckpointFile.Training(
            [("module.a.weight", SavedTensor.Of([2, 3, 4], Ramp)), ("module.a.num_batches_tracked", SavedTensor.Counter(7)), ("b", SavedTensor.Of([0, 5], []))]));
        Assert.That(checkpoint.Tensors.Keys, Is.EquivalentTo(new[] { "a.weight", "a.num_batches_tracked", "b" }));
        Assert.That(checkpoint.Tensors["a.weight"].Shape, Is.EqualTo(new[] { 2, 3, 4 }));
        Assert.That(checkpoint.Tensors["a.num_batches_tracked"].Shape, Is.Empty);
        Assert.That(checkpoint.Read("a.weight"), Is.EqualTo(Ramp));
        Assert.That(checkpoint.Read("b"), Is.Empty);
        Assert.That(() => checkpoint.Read("a.num_batches_tracked"), Throws.TypeOf<NotSupportedException>().With.Message.Contains("LongStorage"));
    }

    [Test]
    public void Open_BareStateDict_HasItsTensors([Values] bool isZip)
    {
        using var folder = new TemporaryFolder();
        var state = CheckpointFile.StateDict([("features.module.0.x", SavedTensor.Of([24], Ramp))]);
        using var checkpoint = Open(folder, isZip, state);
        Assert.That(checkpoint.Read("features.0.x"), Is.EqualTo(Ramp));
    }

    [Test]
    public void Open_Parameter_IsItsTensor([Values] bool isZip)
    {
        using var folder = new TemporaryFolder();
        var parameter = new SavedCall(new("torch._utils", "_rebuild_parameter"), [SavedTensor.Of([24], Ramp), true, new OrderedDict()]);
        using var checkpoint = Open(folder, isZip, new Dictionary<object, object?> { ["x"] = parameter });
        Assert.That(checkpoint.Read("x"), Is.EqualTo(Ramp));
    }

    [Test]
    public void Read_LegacyView_StartsWhereTheViewDoes()
    {
        using var folder = new TemporaryFolder();
        using var checkpoint = Open(folder, isZip: false, CheckpointFile.StateDict([("x", SavedTensor.Of([3], Ramp) with { Offset = 2, View = (4, 5) })]));
        Assert.That(checkpoint.Read("x"), Is.EqualTo(new[] { Ramp[6], Ramp[7], Ramp[8] }));
        Assert.That(() => ReadAll(folder, isZip: false, CheckpointFile.StateDict([("x", SavedTensor.Of([3], Ramp) with { Offset = 3, View = (4, 5) })])),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("beyond the 5 elements"));
    }

    [Test]
    public void Read_FarIntoAStorage_HasThoseElements([Values] bool isZip)
    {
        using var folder = new TemporaryFolder();
        float[] many = [.. Enumerable.Range(0, 100000).Select(value => (float)value)];
        using var checkpoint = Open(folder, isZip, CheckpointFile.StateDict([("x", SavedTensor.Of([2], many) with { Offset = 77777 })]));
        Assert.That(checkpoint.Read("x"), Is.EqualTo(new[] { 77777, 77778 }));
    }

    [Test]
    public void Load_ViewOfAStorage_IsPartOfIt()
    {
        var storage = (StorageReference)Load(["storage", new SavedGlobal("torch", "FloatStorage"), "0", "cpu", 10, new object?[] { "1", 2, 5 }])!;
        Assert.That((storage.Key, storage.Count, storage.First, storage.Length), Is.EqualTo(("0", 10, 2, 5)));
        foreach (var (first, length) in new[] { (-1, 2), (6, 5), (2, -1) })
            Assert.That(() => Load(["storage", new SavedGlobal("torch", "FloatStorage"), "0", "cpu", 10, new object?[] { "1", first, length }]),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains("outside its 10"));
        Assert.That(() => Load(["storage", new SavedGlobal("torch", "DoubleStorage"), "0", "cpu", long.MaxValue]),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("elements"));

        static object? Load(object?[] id) => new PickleReader(new PickleInput(PickleWriter.Write(new SavedId(id))), new StorageTable().Load).Read();
    }

    [Test]
    public void Load_OneKeyOfTwoSizes_Throws()
    {
        var ids = new[] { 4, 5 }.Select(count => (object?)new SavedId(["storage", new SavedGlobal("torch", "FloatStorage"), "0", "cpu", count])).ToList();
        Assert.That(() => new PickleReader(new PickleInput(PickleWriter.Write(ids)), new StorageTable().Load).Read(),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("of 5 elements, and before"));
    }

    [Test]
    public void Read_OtherTypes_AreConverted([Values] bool isZip)
    {
        using var folder = new TemporaryFolder();
        double[] doubles = [1.0 / 3, -2, 1e-300];
        Half[] halves = [(Half)0.1, (Half)(-65504), Half.Epsilon];
        ushort[] bfloats = [0x3F80, 0xC040, 0x0001];
        using var checkpoint = Open(folder, isZip, CheckpointFile.StateDict(
        [
            ("double", new([3], Bytes(doubles), 8, "DoubleStorage")), ("half", new([3], Bytes(halves), 2, "HalfStorage")), ("bfloat16", new([3], Bytes(bfloats), 2, "BFloat16Storage")),
        ]));
        Assert.That(checkpoint.Read("double"), Is.EqualTo(new[] { (float)(1.0 / 3), -2, 0 }));
        Assert.That(checkpoint.Read("half"), Is.EqualTo(new[] { (float)(Half)0.1, -65504, MathF.Pow(2, -24) }));
        Assert.That(checkpoint.Read("bfloat16"), Is.EqualTo(new[] { 1, -3, BitConverter.UInt32BitsToSingle(0x10000) }));

        static byte[] Bytes<T>(T[] values) where T : struct => MemoryMarshal.AsBytes<T>(values).ToArray();
    }

    [Test]
    public void Read_StridedTensor_IsRowMajor([Values] bool isZip)
    {
        // [2, 3, 4] in the order of a channels-last layout, one element into the storage.
        using var folder = new TemporaryFolder();
        using var checkpoint = Open(folder, isZip, CheckpointFile.StateDict(
        [
            ("t", new([2, 3, 2], MemoryMarshal.AsBytes<float>(Ramp).ToArray(), Offset: 1, Strides: [6, 1, 3])),
            ("every second", new([3], MemoryMarshal.AsBytes<float>(Ramp).ToArray(), Offset: 2, Strides: [2])),
        ]));
        var expected = from i in Enumerable.Range(0, 2) from j in Enumerable.Range(0, 3) from k in Enumerable.Range(0, 2) select Ramp[1 + 6 * i + j + 3 * k];
        Assert.That(checkpoint.Read("t"), Is.EqualTo(expected));
        Assert.That(checkpoint.Read("every second"), Is.EqualTo(new[] { Ramp[2], Ramp[4], Ramp[6] }));
    }

    private static IEnumerable<TestCaseData> WrongTensors()
    {
        yield return new TestCaseData(new SavedTensor([7], new byte[24]), "beyond the 6 elements").SetArgDisplayNames("one too many");
        yield return new TestCaseData(new SavedTensor([6], new byte[24], Offset: 1), "beyond the 6 elements").SetArgDisplayNames("offset");
        yield return new TestCaseData(new SavedTensor([2], new byte[24], Strides: [6]), "beyond the 6 elements").SetArgDisplayNames("stride");
        yield return new TestCaseData(new SavedTensor([6], new byte[24], Offset: -1), "beyond").SetArgDisplayNames("negative offset");
        yield return new TestCaseData(new SavedTensor([-6], new byte[24]), "natural number").SetArgDisplayNames("negative length");
        yield return new TestCaseData(new SavedTensor([6], new byte[24], Strides: [-1]), "natural number").SetArgDisplayNames("negative stride");
        yield return new TestCaseData(new SavedTensor([6], new byte[24], Strides: [1, 1]), "1 dimensions and 2 strides").SetArgDisplayNames("strides");
        yield return new TestCaseData(new SavedTensor([1L << 40, 1L << 40], new byte[24], Strides: [0, 0]), "too large").SetArgDisplayNames("overflow");
        yield return new TestCaseData(new SavedTensor([2, 2], new byte[24], Strides: [1L << 62, 1L << 62]), "too large").SetArgDisplayNames("stride overflow");
        yield return new TestCaseData(new SavedTensor([1], [0, 0, 0xC0, 0x7F]), "element 0 of tensor 'x' is NaN").SetArgDisplayNames("NaN");
        yield return new TestCaseData(new SavedTensor([1], [0, 0, 0x80, 0xFF]), "element 0 of tensor 'x' is -Infinity").SetArgDisplayNames("infinity");
    }

    [TestCaseSource(nameof(WrongTensors))]
    public void Open_WrongTensor_Throws(object tensor, string mentions)
    {
        using var folder = new TemporaryFolder();
        foreach (var isZip in new[] { true, false })
            Assert.That(() => ReadAll(folder, isZip, CheckpointFile.StateDict([("x", (SavedTensor)tensor)])),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains(mentions).And.Message.Contains("x.pth"));
    }

    [Test]
    public void Open_ExpandedTensor_IsRefused([Values] bool isZip)
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => ReadAll(folder, isZip, CheckpointFile.StateDict([("x", new([1 << 30], new byte[4], Strides: [0]))])),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("more than once"));
    }

    private static IEnumerable<TestCaseData> WrongRoots()
    {
        yield return new TestCaseData(new List<object?> { 1 }, "holds a list").SetArgDisplayNames("list");
        yield return new TestCaseData(new Dictionary<object, object?> { ["epoch"] = 1 }, "'epoch' is an integer").SetArgDisplayNames("no state dict");
        yield return new TestCaseData(new Dictionary<object, object?> { ["state_dict"] = new OrderedDict() }, "is empty").SetArgDisplayNames("empty");
        yield return new TestCaseData(new Dictionary<object, object?> { ["a\u001B[2J"] = 1 }, "control characters").SetArgDisplayNames("escape sequence");
        yield return new TestCaseData(CheckpointFile.StateDict([("a", SavedTensor.Counter(1)), ("module.a", SavedTensor.Counter(1))]), "two tensors 'a'").SetArgDisplayNames("twice");
    }

    [TestCaseSource(nameof(WrongRoots))]
    public void Open_NoStateDict_Throws(object root, string mentions)
    {
        using var folder = new TemporaryFolder();
        foreach (var isZip in new[] { true, false })
            Assert.That(() => ReadAll(folder, isZip, root), Throws.TypeOf<InvalidDataException>().With.Message.Contains(mentions));
    }

    [Test]
    public void Open_WholeModule_IsRefusedByName([Values] bool isZip)
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => ReadAll(folder, isZip, new SavedCall(new("posix", "system"), ["touch here"])),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("'posix.system'").And.Message.Contains("at byte"));
        Assert.That(() => ReadAll(folder, isZip, new SavedId(["module", 1, 2, 3])), Throws.TypeOf<NotSupportedException>().With.Message.Contains("'module'"));
        Assert.That(File.Exists(folder["here"]), Is.False);
    }

    [Test]
    public void Open_NoCheckpoint_Throws()
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => Checkpoint.Open(folder["none"]), Throws.TypeOf<FileNotFoundException>());
        foreach (var content in new[] { "", "P", "PK\u0003\u0004", "PK\u0003\u0004 and no more", "no checkpoint" })
            Assert.That(() => Checkpoint.Open(folder.Write("x.pth", Encoding.Latin1.GetBytes(content))), Throws.TypeOf<InvalidDataException>().With.Message.Contains("x.pth"));
        Assert.That(() => Checkpoint.Open(folder.Write("x.pth", CheckpointFile.Legacy(new OrderedDict(), isLittleEndian: false))),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("big-endian"));
    }

    [Test]
    public void Open_WrongZip_Throws()
    {
        using var folder = new TemporaryFolder();
        var pickle = PickleWriter.Write(new OrderedDict());
        Assert.That(() => OpenZip(("data.pkl", pickle)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("0 entries"));
        Assert.That(() => OpenZip(("a/data.pkl", pickle), ("b/data.pkl", pickle)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("2 entries"));
        Assert.That(() => OpenZip(("a/data.pkl", pickle), ("a/data.pkl", pickle)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("two entries"));
        Assert.That(() => OpenZip(("a/data.pkl", pickle), ("a/byteorder", "big"u8.ToArray())), Throws.TypeOf<NotSupportedException>().With.Message.Contains("big-endian"));
        Assert.That(() => Checkpoint.Open(folder.Write("x.pth", CheckpointFile.Zip([("a/data.pkl", new byte[1 << 20])], CompressionLevel.Fastest))),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("compressed"));

        Checkpoint OpenZip(params (string, byte[])[] entries) => Checkpoint.Open(folder.Write("x.pth", CheckpointFile.Zip(entries)));
    }

    [Test]
    public void Open_StorageOfAnotherSize_Throws()
    {
        using var folder = new TemporaryFolder();
        // The storage says 4 elements, and the entry has 3.
        var pickle = PickleWriter.Write(new Dictionary<object, object?>
        {
            ["x"] = new SavedCall(new("torch._utils", "_rebuild_tensor_v2"),
                [new SavedId(["storage", new SavedGlobal("torch", "FloatStorage"), "0", "cpu", 4]), 0, new object?[] { 4 }, new object?[] { 1 }, false, new OrderedDict()]),
        });
        Assert.That(() => Checkpoint.Open(folder.Write("x.pth", CheckpointFile.Zip([("a/data.pkl", pickle), ("a/data/0", new byte[12])]))),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("12 bytes"));
        Assert.That(() => Checkpoint.Open(folder.Write("x.pth", CheckpointFile.Zip([("a/data.pkl", pickle)]))),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("no entry 'a/data/0'"));
    }

    [Test]
    public void Open_TruncatedAnywhere_Throws([Values] bool isZip)
    {
        using var folder = new TemporaryFolder();
        var file = Small(isZip);
        for (var length = 0; length < file.Length; length++)
        {
            var path = folder.Write("x.pth", file[..length]);
            Assert.That(() => ReadAll(path), Throws.TypeOf<InvalidDataException>(), $"{length} of {file.Length} bytes");
        }
        ReadAll(folder.Write("x.pth", file));
    }

    [Test]
    public void Open_FlippedBits_ThrowOnlyWhatIsDocumented([Values] bool isZip)
    {
        using var folder = new TemporaryFolder();
        var file = Small(isZip);
        var random = new Random(3);
        var refused = 0;
        for (var round = 0; round < 2000; round++)
        {
            var damaged = (byte[])file.Clone();
            for (var flips = random.Next(3); flips >= 0; flips--) damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                ReadAll(folder.Write("x.pth", damaged));
            }
            catch (Exception error) when (error is InvalidDataException or NotSupportedException)
            {
                refused++;
            }
        }
        Assert.That(refused, Is.GreaterThan(500));
    }

    [Test]
    public void Read_DamagedElementInZip_ChecksumIsWrong()
    {
        using var folder = new TemporaryFolder();
        var file = CheckpointFile.Zip(CheckpointFile.StateDict([("x", SavedTensor.Of([24], Ramp))]));
        file[file.AsSpan().IndexOf(MemoryMarshal.AsBytes<float>(Ramp)) + 40] ^= 1;
        Assert.That(() => ReadAll(folder.Write("x.pth", file)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("checksum"));
    }

    private static byte[] Small(bool isZip)
    {
        var root = CheckpointFile.Training([("module.a.weight", SavedTensor.Of([2, 3, 4], Ramp)), ("module.a.num_batches_tracked", SavedTensor.Counter(7))]);
        return isZip ? CheckpointFile.Zip(root) : CheckpointFile.Legacy(root);
    }

    private static Checkpoint Open(TemporaryFolder folder, bool isZip, object root) =>
        Checkpoint.Open(folder.Write("x.pth", isZip ? CheckpointFile.Zip(root) : CheckpointFile.Legacy(root)));

    private static void ReadAll(TemporaryFolder folder, bool isZip, object root) =>
        ReadAll(folder.Write("x.pth", isZip ? CheckpointFile.Zip(root) : CheckpointFile.Legacy(root)));

    private static void ReadAll(string path)
    {
        using var checkpoint = Checkpoint.Open(path);
        foreach (var (name, tensor) in checkpoint.Tensors)
            if (tensor.Storage.Type.ToSingle is not null) _ = checkpoint.Read(name);
    }
}
