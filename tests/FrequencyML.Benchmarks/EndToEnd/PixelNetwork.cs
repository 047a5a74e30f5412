using FrequencyML.Models;
using FrequencyML.Training.Onnx.Wire;
using Google.Protobuf;

namespace FrequencyML.Benchmarks.EndToEnd;

/// <summary>A network on pixels as other libraries take it, made from one that <c>frequencyml-train</c> exported.</summary>
/// <param name="File">An ONNX file: input <see cref="InputName"/> <c>[N, red-green-blue, row, column]</c> float32, 0..255, normalized
/// inside; output <c>logits</c>.</param>
/// <param name="Side">Rows and columns of its input.</param>
/// <param name="Labels">Its classes.</param>
internal sealed record PixelNetwork(string File, int Side, IReadOnlyList<string> Labels)
{
    /// <summary>The name of the input.</summary>
    public const string InputName = "Pixels";

    private const string FirstLayer = "pixels.ConvTranspose";

    /// <summary>Takes off the first layer, which turns channels into pixels.</summary>
    /// <param name="exported">A file that <c>export</c> wrote of a run with <c>--input rgb</c>, in any format.</param>
    /// <param name="target">The file to create.</param>
    /// <exception cref="InvalidDataException">The file has no such layer.</exception>
    public static PixelNetwork Cut(string exported, string target)
    {
        var model = ModelProto.Parser.ParseFrom(System.IO.File.ReadAllBytes(exported));
        var graph = model.Graph;
        var layer = graph.Node.SingleOrDefault(node => node.Name == FirstLayer)
            ?? throw new InvalidDataException($"{exported} has no layer {FirstLayer}; expected an export of a run with --input rgb.");
        var metadata = ModelMetadata.FromProperties(model.MetadataProps.ToDictionary(property => property.Key, property => property.Value), exported);
        graph.Node.Remove(layer);
        foreach (var weight in graph.Initializer.Where(weight => layer.Input.Skip(1).Contains(weight.Name)).ToArray()) graph.Initializer.Remove(weight);
        foreach (var node in graph.Node)
            for (var i = 0; i < node.Input.Count; i++)
                if (node.Input[i] == layer.Output[0]) node.Input[i] = InputName;
        var side = metadata.Geometry.Crop;
        var input = graph.Input.Single();
        input.Name = InputName;
        var shape = input.Type.TensorType.Shape.Dim;
        (shape[1].DimValue, shape[2].DimValue, shape[3].DimValue) = (3, side, side);
        using (var file = System.IO.File.Create(target)) model.WriteTo(file);
        return new(target, side, metadata.Labels);
    }

    /// <summary>Makes the whole network see what <see cref="PixelPipeline"/> shows to the cut one: its crop reaches from side to side.</summary>
    /// <param name="exported">As for <see cref="Cut"/>.</param>
    /// <param name="target">The file to create.</param>
    public static void WidenCrop(string exported, string target)
    {
        var model = ModelProto.Parser.ParseFrom(System.IO.File.ReadAllBytes(exported));
        var properties = model.MetadataProps.ToDictionary(property => property.Key);
        properties["frequencyml.resize"].Value = properties["frequencyml.crop"].Value;
        using var file = System.IO.File.Create(target);
        model.WriteTo(file);
    }
}
