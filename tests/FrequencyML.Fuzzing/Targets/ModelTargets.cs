using System.Text;
using FrequencyML.Fuzzing.Mutation;
using FrequencyML.Models;
using FrequencyML.Models.Tests;
using Google.Protobuf;
using OnnxRuntime = Microsoft.ML.OnnxRuntime;

namespace FrequencyML.Fuzzing.Targets;

/// <summary>What an ONNX file says of itself, and whole files, which native code reads.</summary>
internal static class ModelTargets
{
    private const char Separator = '\x1F';

    public static IEnumerable<Target> All()
    {
        yield return new("metadata", 60, () => ReadMetadata)
        {
            Seeds = [Properties(TestModel.Metadata), Properties(TestModel.Metadata with { Selection = Dct.ChannelSelection.All, GateRate = null, Accuracy = 0.75, Labels = ["ü", "\"", "\ud83d\ude00"] })],
            Tokens = [.. Tokens.Of("frequencyml.", "labels", "selection", "triangle", "bilinear", "dctnet", "none", "low:1,1,1", "16384", "8", "\x1F", "="), .. Tokens.Json],
            Split = Parts.Words,
            IsText = true,
            Documented = [typeof(InvalidOperationException)],
        };
        // OnnxRuntime makes a session of each that is sound, which is far slower than the others.
        yield return new("onnx-file", 8, OpenModels)
        {
            Seeds = [TestModel.Create().ToByteArray(), TestModel.Create(embedding: true).ToByteArray()],
            Tokens = [.. Tokens.Of("dct", "logits", "gate", "embedding", "frequencyml.", "GlobalAveragePool", "Flatten", "Cast", "axis", "external", "location", "../x")],
            Documented = [typeof(InvalidOperationException)],
        };
    }

    private static bool ReadMetadata(byte[] text)
    {
        var properties = new Dictionary<string, string>();
        foreach (var line in Encoding.UTF8.GetString(text).Split(Separator))
            if (line.IndexOf('=', StringComparison.Ordinal) is var equals and >= 0) properties[line[..equals]] = line[(equals + 1)..];
        var metadata = ModelMetadata.FromProperties(properties, "x.onnx");
        var again = ModelMetadata.FromProperties(metadata.ToProperties(), "again.onnx");
        if (!again.Selection.Equals(metadata.Selection) || again.Geometry != metadata.Geometry || !again.Labels.SequenceEqual(metadata.Labels))
            throw new DisagreementException("Metadata are read as others.");
        return true;
    }

    private static Func<byte[], bool> OpenModels()
    {
        InferenceRuntime.Load();
        OnnxRuntime.OrtEnv.Instance().EnvLogLevel = OnnxRuntime.OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;      // it has a word to say on most inputs
        return ReadModel;
    }

    private static bool ReadModel(byte[] onnx)
    {
        using var model = FrequencyModel.Load(onnx, "x.onnx", new FrequencyModelOptions { Device = InferenceDevice.Cpu, Threads = 1 });
        return model.Metadata.Labels.Count > 0;
    }

    private static byte[] Properties(ModelMetadata metadata) =>
        Encoding.UTF8.GetBytes(string.Join(Separator, metadata.ToProperties().Select(property => $"{property.Key}={property.Value}")));
}
