using FrequencyML.Tests.Shared;
using FrequencyML.Training.Onnx.Wire;
using Google.Protobuf;
using Microsoft.ML;
using NUnit.Framework;

namespace FrequencyML.Models.Tests;

/// <summary>ONNX files whose weights are in files of their own.</summary>
public sealed partial class FrequencyModelTests
{
    [Test]
    public void Load_WeightsBesideTheFile_AreRead()
    {
        using var folder = new TemporaryFolder();
        folder.Write("zero.bin", new byte[4]);
        using var model = FrequencyModel.Load(folder.Write("m.onnx", WithWeightsIn("zero.bin")));
        using var scorer = new BatchScorer(model, 1);
        scorer.Input(0).Fill(1);
        scorer.Run(1);
        Assert.That(scorer.Gate(0).ToArray(), Is.All.EqualTo(1), "channels above the 0 of that file are open");
    }

    [TestCase("../zero.bin"), TestCase("sub/../../zero.bin"), TestCase("link.bin"), TestCase("/absolute")]
    public void Load_WeightsOutsideTheFolder_AreRefused(string location)
    {
        using var folder = new TemporaryFolder();
        var outside = folder.Write("zero.bin", new byte[4]);
        folder.Write("sub/sub/other.bin", []);
        if (location == "link.bin")
        {
            if (OperatingSystem.IsWindows()) Assert.Ignore("Links need a privilege on Windows.");
            File.CreateSymbolicLink(folder["sub/link.bin"], outside);
        }
        var path = folder.Write("sub/m.onnx", WithWeightsIn(location == "/absolute" ? outside : location));
        Assert.That(() => FrequencyModel.Load(path), Throws.InvalidOperationException.With.Message.StartsWith("m.onnx is not a model that OnnxRuntime can load: ").And.Message.Contains("xternal data"));
    }

    [Test]
    public void Load_BytesWithWeightsElsewhere_AreRefusedWhateverTheWorkingFolderHolds()
    {
        var name = $"zero-{Guid.NewGuid():N}.bin";
        File.WriteAllBytes(name, new byte[4]);
        try
        {
            Assert.That(() => FrequencyModel.Load(WithWeightsIn(name), "m.onnx"), Throws.InvalidOperationException.With.Message.Contains("a model in memory has no files beside it"));
        }
        finally
        {
            File.Delete(name);
        }
    }

    [Test]
    public void FrequencyClassifier_WeightsBesideTheFile_AreRefusedAtOnce()
    {
        // A saved pipeline holds the ONNX file, and would lack its weights wherever it is loaded.
        using var folder = new TemporaryFolder();
        folder.Write("zero.bin", new byte[4]);
        var path = folder.Write("m.onnx", WithWeightsIn("zero.bin"));
        Assert.That(() => new MLContext().Transforms.FrequencyClassifier(path, "Path"), Throws.InvalidOperationException.With.Message.Contains("a model in memory has no files beside it"));
    }

    /// <summary>The test model with its one weight, of 4 bytes, in another file. Source: onnx.proto, TensorProto, fields 13 and 14.</summary>
    private static byte[] WithWeightsIn(string location)
    {
        const int externalData = 13, dataLocation = 14, external = 1;
        var model = TestModel.Create();
        var weight = model.Graph.Initializer.Single();
        weight.ClearRawData();
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            weight.WriteTo(output);
            foreach (var (key, value) in new[] { ("location", location), ("offset", "0"), ("length", "4") })
            {
                output.WriteTag(externalData, WireFormat.WireType.LengthDelimited);
                output.WriteMessage(new StringStringEntryProto { Key = key, Value = value });
            }
            output.WriteTag(dataLocation, WireFormat.WireType.Varint);
            output.WriteInt32(external);
        }
        model.Graph.Initializer[0] = TensorProto.Parser.ParseFrom(bytes.ToArray());
        return model.ToByteArray();
    }
}
