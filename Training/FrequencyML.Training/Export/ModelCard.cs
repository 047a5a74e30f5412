using System.Globalization;
using System.Text;
using FrequencyML.Dct;
using FrequencyML.Models;
using FrequencyML.Training.Onnx;
using FrequencyML.Training.Onnx.Wire;

namespace FrequencyML.Training.Export;

/// <summary>The Markdown page that goes with an exported model: what it takes and gives, what it costs, how it was made, how good it is.</summary>
internal sealed record ModelCard
{
    /// <summary>The name of the model's file.</summary>
    public required string FileName { get; init; }

    public required TrainingRun Run { get; init; }

    /// <summary>The model's file.</summary>
    public required byte[] Onnx { get; init; }

    public required ExportFormat Format { get; init; }

    /// <summary>The images of which int8 was calibrated; null for the other formats.</summary>
    public int? CalibrationImages { get; init; }

    /// <summary>What was measured on images; null where it was random input.</summary>
    public ExportCheck? Check { get; init; }

    /// <summary>Whether those were the run's validation images.</summary>
    public bool IsCheckedOnValidation { get; init; }

    /// <summary>Writes the page.</summary>
    public string ToMarkdown()
    {
        var (metadata, settings) = (Run.Metadata, Run.Settings);
        var cost = OnnxCost.Measure(Onnx);
        var page = new StringBuilder();
        Line($"# {FileName}");
        Line("");
        Line(Invariant($"{Run.Labels.Count} classes of images, told from their DCT coefficients."));
        Line("");
        Line("| | |");
        Line("|---|---|");
        Row("classes", string.Join(", ", Run.Labels));
        Row("input", Input(metadata));
        Row("outputs", string.Join(", ", ModelProto.Parser.ParseFrom(Onnx).Graph.Output.Select(Output)));
        Row("network", metadata.Architecture);
        Row("parameters", Invariant($"{cost.Parameters:N0}"));
        Row("multiply-accumulates of an image", Invariant($"{cost.MultiplyAccumulates / 1e6:N1} million"));
        Row("size", Invariant($"{Onnx.Length:N0} bytes"));
        Row("format", FormatText());
        Row("training data", metadata.TrainingData);
        Row("seed", Invariant($"{settings.Seed}"));
        Line("");
        Line("## Figures");
        Line("");
        Line("| | |");
        Line("|---|---|");
        Row("top-1 on the validation images, this file", IsCheckedOnValidation
            ? Invariant($"{Percent(Check!.Accuracy)} of {Run.Result.Images:N0}")
            : "not measured");
        Row("top-1 on the validation images, the float32 network", Invariant($"{Percent(Run.Result.Accuracy)} of {Run.Result.Images:N0}"));
        if (Run.Result.GateRate is { } rate) Row("open gate channels, mean over the validation images", Percent(rate));
        if (Run.Result.GatePatterns is { } patterns)
            Row("different gates among the validation images", Invariant($"{patterns:N0}; {Run.Result.VaryingChannels} channels open for some and closed for others"));
        if (Check is not null)
        {
            var images = Invariant($"{Check.Images:N0} {(IsCheckedOnValidation ? "validation" : "other")} images");
            if (!IsCheckedOnValidation) Row($"top-1 on {images}, this file", Percent(Check.Accuracy));
            Row($"the same class as the float32 network, {images}", Percent(Check.Agreement));
            if (Format != ExportFormat.Int8)
            {
                Row("largest difference of a logit from the network, relative to their range", Invariant($"{Check.LogitsDifference:0.0E+0}"));
                Row("largest difference of a feature of the embedding, relative to their range", Invariant($"{Check.EmbeddingDifference:0.0E+0}"));
            }
            if (settings.Gate == GateKind.Hard)
                Row("gates that differ from the network's", Invariant($"{Check.GateDifferences}, beside {Check.GateTies:N0} ties: two logits within {ExportCheck.TieMargin:0.0E+0}"));
        }
        Line("");
        Line("## Use and limits");
        Line("");
        Line("For images like those it was trained on. Every image is given one of the classes, also one that shows none of them or several; scores rank");
        Line("the classes and are no probabilities to rely on. Accuracy on other cameras, sizes and subjects has to be measured there. It was not tested");
        Line("for decisions about people or safety.");
        Line("");
        Line("The weights were computed from images that may carry terms of their own, which can reach what is made of them: ImageNet's and its subsets',");
        Line("for instance, allow non-commercial research only. Look at the terms of the training data before passing the file on.");
        Line("");
        Line("## Made by");
        Line("");
        var changes = SettingsListing.Of(settings).Where(setting => setting.IsChanged).ToArray();
        if (changes.Length > 0)
        {
            Line("| setting | value | default |");
            Line("|---|---|---|");
            foreach (var change in changes) Line($"| `{change.Option}` | {change.Value} | {change.Default} |");
        }
        else Line("All settings are at their defaults.");
        Line("");
        Line("```");
        Line(SettingsListing.Command(Run));
        if (Run.ScoringResize is { } resize) Line(Invariant($"frequencyml-train evaluate --run RUN --data VALIDATION --resize {resize} --output SCORED"));
        Line($"frequencyml-train export --run {(Run.ScoringResize is null ? "RUN" : "SCORED")} --output {FileName} --format {Format.ToString().ToLowerInvariant()}"
            + (CalibrationImages is { } count ? Invariant($" --data DATA --calibration-images {count}") : "")
            + (IsCheckedOnValidation && Run.HasValidationFolder ? " --check VALIDATION" : ""));
        Line("```");
        return page.ToString();

        void Line(string text) => page.Append(text).Append('\n');
        void Row(string name, string value) => Line($"| {name} | {value.Replace("|", "\\|", StringComparison.Ordinal)} |");
    }

    private string FormatText() => Format switch
    {
        ExportFormat.Float16 => "weights in float16, arithmetic in float32",
        ExportFormat.Int8 => Invariant($"int8 weights in 7 bits and uint8 activations, calibrated on {CalibrationImages:N0} training images; what comes before the trunk in float32"),
        _ => "float32",
    };

    private static string Input(ModelMetadata metadata)
    {
        var (selection, geometry) = (metadata.Selection, metadata.Geometry);
        var channels = selection.SequenceEqual(ChannelSelection.All) ? "all channels" : $"channels {selection}";
        return Invariant($"`{FrequencyModel.InputName}` `[N, {selection.Count}, {geometry.CropInBlocks}, {geometry.CropInBlocks}]` float32: {channels} of a ")
            + Invariant($"{geometry.Crop}x{geometry.Crop} centre crop, short side {geometry.Resize}, {geometry.Kernel.ToString().ToLowerInvariant()} kernel")
            + (geometry.ChromaFilter == ChromaFilter.None ? "" : $", chroma filter {geometry.ChromaFilter.ToString().ToLowerInvariant()}");
    }

    private static string Output(ValueInfoProto value) =>
        Invariant($"`{value.Name}` `[N, {string.Join(", ", value.Type.TensorType.Shape.Dim.Skip(1).Select(dimension => dimension.DimValue))}]`") + value.Name switch
        {
            FrequencyModel.GateName => ", 1 where a channel is open",
            FrequencyModel.EmbeddingName => ", the features that the linear layer reads",
            _ => "",
        };

    private static string Percent(double share) => Invariant($"{100 * share:F2} %");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
