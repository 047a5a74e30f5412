using FrequencyML.Models;
using FrequencyML.Transforms;
using Microsoft.ML;

namespace FrequencyML.Samples;

/// <summary>From paths to labels in one line; a bad file is a row that says why.</summary>
public static class FrequencyClassifier
{
    public static void Example()
    {
        var mlContext = new MLContext();
        string[] paths = ["data/samples/brick/7-0000.jpg", "data/samples/wood/7-0002.jpg", "data/README.md"];
        var data = mlContext.Data.LoadFromEnumerable(paths.Select(path => new Photo { Path = path }));

        var options = new FrequencyClassifierOptions { Top = 2, OnError = OnImageError.MissingValue, ErrorColumnName = "Error" };
        var pipeline = mlContext.Transforms.FrequencyClassifier("Models/weights/textures.onnx", inputColumn: "Path", options)
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = pipeline.Fit(data);
        foreach (var row in mlContext.Data.CreateEnumerable<Scored>(model.Transform(data), reuseRowObject: false))
            Console.WriteLine(row.Error.Length == 0 ? $"{row.PredictedLabel}: {row.TopScores.Length} scores" : "no image");

        // One by one, as a service does it.
        using var engine = mlContext.Model.CreatePredictionEngine<Photo, Scored>(model);
        Console.WriteLine(engine.Predict(new Photo { Path = "data/samples/gravel/7-0001.jpg" }).PredictedLabel);

        // Expected output:
        // brick: 2 scores
        // wood: 2 scores
        // no image
        // gravel
    }

    private sealed class Photo
    {
        public string Path { get; set; } = "";
    }

    private sealed class Scored
    {
        public string PredictedLabel { get; set; } = "";

        public float[] TopScores { get; set; } = [];

        public string Error { get; set; } = "";
    }
}
