using FrequencyML.Tests.Shared;
using NUnit.Framework;

#region README
using FrequencyML.Models;
using FrequencyML.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;
#endregion

// Outside FrequencyML.Transforms, as a user is: every namespace has to be imported.
namespace FrequencyML.Readme.Tests;

/// <summary>The README's pipeline, compiled and run; <see cref="ReadmeExamples"/> compares its text.</summary>
public sealed class ReadmePipeline
{
    [Test]
    public void Readme_ClassifierExample_ScoresAndExplains()
    {
        using var output = new StringWriter();
        ClassifierExample(Repository.PathOf("data", "samples", "wood", "7-0001.jpg"), Repository.PathOf("Models", "weights", "textures.onnx"), output);
        var lines = output.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[0], Is.EqualTo("wood"));
        Assert.That(lines[1], Does.Contain("missing.jpg"));
    }

    private static void ClassifierExample(string sample, string model, TextWriter output)
    {
        #region README
        // A file that cannot be read is a row that says why; without OnError it is an exception that names the file.
        var mlContext = new MLContext();
        var data = mlContext.Data.LoadFromEnumerable(new[] { new { Path = sample }, new { Path = "missing.jpg" } });
        var options = new FrequencyClassifierOptions { OnError = OnImageError.MissingValue, ErrorColumnName = "Error" };
        var pipeline = mlContext.Transforms.FrequencyClassifier(model, inputColumn: "Path", options)
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var scored = pipeline.Fit(data).Transform(data);
        foreach (var (label, error) in scored.GetColumn<string>("PredictedLabel").Zip(scored.GetColumn<string>("Error")))
            output.WriteLine(error.Length == 0 ? label : error);
        #endregion
    }
}
