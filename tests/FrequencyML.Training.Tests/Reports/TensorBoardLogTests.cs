using System.Buffers.Binary;
using System.CommandLine;
using FrequencyML.Shared;
using FrequencyML.Tests.Shared;
using FrequencyML.Training.Commands;
using FrequencyML.Training.Reports;
using Google.Protobuf;
using NUnit.Framework;
using Tensorboard;

namespace FrequencyML.Training.Tests.Reports;

public sealed class TensorBoardLogTests
{
    [Test]
    public void Write_Epochs_AreRecordsWithChecksums()
    {
        using var folder = new TemporaryFolder();
        var log = TensorBoardLog.Start(folder.Path);
        log.Write(SampleRun.Epoch(1, open: 20));
        log.Write(SampleRun.Epoch(2) with { Validation = null });
        var path = TensorBoardEvents.Files(folder.Path).Single();
        var events = ReadChecked(path);
        Assert.That(events[0].FileVersion, Is.EqualTo("brain.Event:2"));
        var values = events.Skip(1).Select(message => (message.Summary.Value.Single().Tag, message.Step, message.Summary.Value.Single().SimpleValue)).ToArray();
        Assert.That(values, Is.EqualTo(new[]
        {
            ("loss/training", 1L, 2f), ("accuracy/training", 1L, 0.5f), ("accuracy/validation", 1L, 0.75f), ("learning_rate", 1L, 0.1f),
            ("gate/open_channels", 1L, 20f), ("gate/lambda", 1L, 0.001f),
            ("loss/training", 2L, 1f), ("accuracy/training", 2L, 0.75f), ("learning_rate", 2L, 0.05f),
        }));
        Assert.That(events[1].WallTime, Is.EqualTo(DateTimeOffset.UtcNow.ToUnixTimeSeconds()).Within(600), "seconds since 1970");
        Assert.That(TensorBoardEvents.Read(path).Select(value => (value.Tag, value.Step, value.Value)), Is.EqualTo(values));
    }

    [Test]
    public void Continue_AfterEpochs_WritesNoneTwice()
    {
        using var folder = new TemporaryFolder();
        var log = TensorBoardLog.Start(folder.Path);
        log.Write(SampleRun.Epoch(1));
        log.Write(SampleRun.Epoch(2));
        var resumed = TensorBoardLog.Continue(folder.Path);
        resumed.Write(SampleRun.Epoch(2));                                            // was killed between the log and the checkpoint
        resumed.Write(SampleRun.Epoch(3));
        var losses = TensorBoardEvents.Files(folder.Path).SelectMany(TensorBoardEvents.Read).Where(value => value.Tag == "loss/training").Select(value => value.Step);
        Assert.That(losses.Order(), Is.EqualTo(new long[] { 1, 2, 3 }));
    }

    [Test]
    public void Read_CutAtAnyByte_GivesWholeRecords()
    {
        using var folder = new TemporaryFolder();
        TensorBoardLog.Start(folder.Path).Write(SampleRun.Epoch(1));
        var path = TensorBoardEvents.Files(folder.Path).Single();
        var (bytes, all) = (File.ReadAllBytes(path), TensorBoardEvents.Read(path));
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(path, bytes[..length]);
            var read = TensorBoardEvents.Read(path);
            Assert.That(read, Has.Count.LessThan(all.Count));
            Assert.That(read, Is.EqualTo(all.Take(read.Count)));
        }
        File.WriteAllBytes(path, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, .. bytes]);
        Assert.That(TensorBoardEvents.Read(path), Is.Empty);
    }

    [Test]
    public void Start_InFolderOfAnEarlierRun_BeginsAnew()
    {
        using var folder = new TemporaryFolder();
        TensorBoardLog.Start(folder.Path).Write(SampleRun.Epoch(1));
        TensorBoardLog.Start(folder.Path);
        Assert.That(TensorBoardEvents.Files(folder.Path).SelectMany(TensorBoardEvents.Read), Is.Empty);
    }

    [Test]
    public void Train_Epochs_AreInTheRunFolderOnce()
    {
        using var folder = new TemporaryFolder();
        LibTorch.Prepare();
        var root = new RootCommand { GenerateCommand.Create(), TrainCommand.Create() };
        Assert.That(CommandLine.Run("frequencyml-train", root, ["generate", "--output", folder["data"], "--per-class", "10"]), Is.Zero);
        Assert.That(CommandLine.Run("frequencyml-train", root, ["train", "--data", folder["data"], "--output", folder["run"], "--channels", "6", "--resize", "64",
            "--crop", "48", "--width", "8", "--depths", "1", "--epochs", "2", "--batch", "32"]), Is.Zero);
        var values = TensorBoardEvents.Read(TensorBoardEvents.Files(folder["run"]).Single());
        foreach (var epoch in TrainingRun.Load(folder["run"]).Epochs)
            Assert.That(values, Has.Exactly(1).EqualTo(new LoggedValue("loss/training", epoch.Epoch, (float)epoch.Loss)));
    }

    /// <summary>The records of a file, by an independent reading of the format: length, masked CRC-32C, message, masked CRC-32C.</summary>
    private static List<Event> ReadChecked(string path)
    {
        var events = new List<Event>();
        ReadOnlySpan<byte> rest = File.ReadAllBytes(path);
        while (rest.Length > 0)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(rest);
            Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]), Is.EqualTo(MaskedCrc(rest[..8])));
            var message = rest.Slice(12, length);
            Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(rest[(12 + length)..]), Is.EqualTo(MaskedCrc(message)));
            events.Add(Event.Parser.ParseFrom(new CodedInputStream(message.ToArray())));
            rest = rest[(16 + length)..];
        }
        return events;
    }

    /// <summary>CRC-32C (Castagnoli), bit by bit, rotated and offset as TFRecord does.</summary>
    private static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78u);
        }
        return uint.RotateRight(~crc, 15) + 0xA282EAD8u;
    }
}
