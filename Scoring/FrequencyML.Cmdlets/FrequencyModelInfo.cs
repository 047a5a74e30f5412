using System.Management.Automation;
using FrequencyML.Dct;
using FrequencyML.Models;

namespace FrequencyML.Cmdlets;

/// <summary>What an ONNX file says of itself.</summary>
public sealed class FrequencyModelInfo
{
    internal FrequencyModelInfo(FrequencyModel model, string? path)
    {
        (Name, FullName) = (model.Name, path);
        (HasGate, EmbeddingLength, FixedBatchSize) = (model.HasGate, model.EmbeddingLength, model.FixedBatchSize);
        var metadata = model.Metadata;
        (Selection, Geometry, Labels) = (metadata.Selection, metadata.Geometry, metadata.Labels);
        (Architecture, GateRate, TrainingData, Accuracy) = (metadata.Architecture, metadata.GateRate, metadata.TrainingData, metadata.Accuracy);
    }

    /// <summary>The name of the file.</summary>
    public string Name { get; }

    /// <summary>The full path of the file; null for the model that comes with the module.</summary>
    public string? FullName { get; }

    /// <summary>The path as other cmdlets take it, for any name; null for the model that comes with the module.</summary>
    [Hidden]
    public string? PSPath => FullName is null ? null : FileSystemItem.ProviderPath(FullName);

    /// <summary>The network, in words.</summary>
    public string Architecture { get; }

    /// <summary>The channels of the input, in its order.</summary>
    public ChannelSelection Selection { get; }

    /// <summary>Resize, crop, kernel and chroma filter of the input.</summary>
    public ImageGeometry Geometry { get; }

    /// <summary>The class names, in the order of the logits.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Whether it has a gate, and tells which channels that opened.</summary>
    public bool HasGate { get; }

    /// <summary>The mean share of open channels on the validation set, 0..1; null for a model without a gate.</summary>
    public double? GateRate { get; }

    /// <summary>The number of features in an embedding; null where the file has no such output.</summary>
    public int? EmbeddingLength { get; }

    /// <summary>The only batch size that the file accepts; null where any is.</summary>
    public int? FixedBatchSize { get; }

    /// <summary>Top-1 accuracy on the validation set, 0..1; null where none was measured.</summary>
    public double? Accuracy { get; }

    /// <summary>What it was trained on, in words.</summary>
    public string TrainingData { get; }

    /// <summary>What a parameter -Model takes.</summary>
    public override string ToString() => FullName ?? Name;
}
