using FrequencyML.Dct;
using FrequencyML.Models;
using FrequencyML.Transforms;
using Microsoft.ML;

namespace FrequencyML.Samples;

/// <summary>A model on channels that a pipeline has anyway; FrequencyClassifier is shorter, and faster, where it has not.</summary>
public static class ScoreFrequencyModel
{
    public static void Example()
    {
        var mlContext = new MLContext();
        var files = ImageFiles.Enumerate("data/samples").Select(path => new Photo { Path = path, Label = Path.GetFileName(Path.GetDirectoryName(path))! }).ToArray();
        var data = mlContext.Data.LoadFromEnumerable(files);
        using var model = FrequencyModel.Load("Models/weights/textures.onnx");

        // Labels become keys in the model's order, so that they can be compared with what it predicts.
        var labels = mlContext.Data.LoadFromEnumerable(model.Metadata.Labels.Select(label => new { Label = label }));
        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label", keyData: labels)
            .Append(mlContext.Transforms.DctChannels("Dct", "Path", new DctChannelsOptions { Selection = model.Metadata.Selection, Geometry = model.Metadata.Geometry }))
            .Append(mlContext.Transforms.ScoreFrequencyModel("Models/weights/textures.onnx", "Dct", new ScoreFrequencyModelOptions { BatchSize = 16 }));
        var metrics = mlContext.MulticlassClassification.Evaluate(pipeline.Fit(data).Transform(data));

        Console.WriteLine($"{files.Length} images, accuracy {metrics.MicroAccuracy:F3}");

        // Expected output:
        // 40 images, accuracy 1.000
    }

    private sealed class Photo
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
