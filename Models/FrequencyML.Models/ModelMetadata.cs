using System.Globalization;
using System.Text.Json;
using FrequencyML.Dct;

namespace FrequencyML.Models;

/// <summary>What an ONNX file says of itself: all that a caller needs to prepare its input and to read its output.</summary>
/// <remarks>
/// Stored as the model's metadata properties, one string each: <c>frequencyml.format_version</c>, <c>selection</c>, <c>resize</c>,
/// <c>crop</c>, <c>kernel</c>, <c>chroma_filter</c>, <c>labels</c> (a JSON array), <c>architecture</c>, <c>gate_rate</c>,
/// <c>training_data</c> and <c>accuracy</c>, all with the same prefix. The gate rate is empty for a model without a gate, the accuracy
/// where none was measured; every property is required.
/// </remarks>
public sealed record ModelMetadata
{
    /// <summary>The version of the contract that this library reads and writes.</summary>
    public const int CurrentFormatVersion = 1;

    private const string Prefix = "frequencyml.";

    /// <summary>The channels of the input, in its order.</summary>
    public required ChannelSelection Selection { get; init; }

    /// <summary>Resize, crop, kernel and chroma filter of the input.</summary>
    public required ImageGeometry Geometry { get; init; }

    /// <summary>The class names, in the order of the logits.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The network, in words.</summary>
    public required string Architecture { get; init; }

    /// <summary>The mean share of open channels on the validation set, 0..1; null for a model without a gate.</summary>
    public double? GateRate { get; init; }

    /// <summary>What it was trained on, in words.</summary>
    public required string TrainingData { get; init; }

    /// <summary>Top-1 accuracy on the validation set, 0..1; null where none was measured.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Writes the metadata as the properties of an ONNX file.</summary>
    /// <returns>Property names and values; <see cref="FromProperties"/> reads them back.</returns>
    public IReadOnlyDictionary<string, string> ToProperties() => new Dictionary<string, string>
    {
        [Prefix + "format_version"] = Text(CurrentFormatVersion),
        [Prefix + "selection"] = Selection.ToString(),
        [Prefix + "resize"] = Text(Geometry.Resize),
        [Prefix + "crop"] = Text(Geometry.Crop),
        [Prefix + "kernel"] = Name(Geometry.Kernel),
        [Prefix + "chroma_filter"] = Name(Geometry.ChromaFilter),
        [Prefix + "labels"] = JsonSerializer.Serialize(Labels),
        [Prefix + "architecture"] = Architecture,
        [Prefix + "gate_rate"] = Text(GateRate),
        [Prefix + "training_data"] = TrainingData,
        [Prefix + "accuracy"] = Text(Accuracy),
    };

    /// <summary>Reads the metadata from the properties of an ONNX file.</summary>
    /// <param name="properties">The file's metadata properties.</param>
    /// <param name="modelName">The file's name, for messages.</param>
    /// <exception cref="InvalidOperationException">A property is missing or unreadable; the message names it.</exception>
    public static ModelMetadata FromProperties(IReadOnlyDictionary<string, string> properties, string modelName)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var version = Read("format_version", Number);
        if (version != CurrentFormatVersion)
            throw new InvalidOperationException(
                $"{modelName} has format version {version}; this library reads version {CurrentFormatVersion}. Export the model again.");
        var resize = Read("resize", Number);
        var crop = Read("crop", Number);
        var kernel = Read("kernel", Enumeration<ResizeKernel>);
        var chromaFilter = Read("chroma_filter", Enumeration<ChromaFilter>);
        return new ModelMetadata
        {
            Selection = Read("selection", ChannelSelection.Parse),
            Geometry = Checked("resize, crop", () => new ImageGeometry(resize, crop, kernel, chromaFilter)),
            Labels = Read("labels", ReadLabels),
            Architecture = Read("architecture", text => text),
            GateRate = Read("gate_rate", Share),
            TrainingData = Read("training_data", text => text),
            Accuracy = Read("accuracy", Share),
        };

        T Read<T>(string name, Func<string, T> parse) => properties.TryGetValue(Prefix + name, out var text)
            ? Checked(name, () => parse(text))
            : throw new InvalidOperationException(
                $"{modelName} lacks the metadata property '{Prefix}{name}'; export it with frequencyml-train, or add the property.");

        T Checked<T>(string name, Func<T> parse)
        {
            try
            {
                return parse();
            }
            catch (Exception error) when (error is FormatException or OverflowException or JsonException or ArgumentException)
            {
                throw new InvalidOperationException(
                    $"{modelName}: the metadata property '{Prefix}{name}' is wrong: {error.Message.Split(Environment.NewLine)[0]}", error);
            }
        }
    }

    private static string[] ReadLabels(string json)
    {
        var labels = JsonSerializer.Deserialize<string[]>(json);
        return labels is { Length: > 0 } && labels.All(label => !string.IsNullOrEmpty(label)) && labels.Distinct().Count() == labels.Length
            ? labels
            : throw new FormatException("Expected a JSON array of at least one class name, none empty and none twice.");
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static double? Share(string text)
    {
        if (text.Length == 0) return null;
        var share = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return share is >= 0 and <= 1 ? share : throw new FormatException($"{text} is not a share from 0 to 1.");
    }

    private static T Enumeration<T>(string text)
        where T : struct, Enum =>
        Enum.GetValues<T>().FirstOrDefault(value => Name(value) == text, (T)(object)-1) is var found && Enum.IsDefined(found)
            ? found
            : throw new FormatException($"'{text}' is none of {string.Join(", ", Enum.GetValues<T>().Select(Name))}.");

    // Stored names are lower case, as the command line spells them.
    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
