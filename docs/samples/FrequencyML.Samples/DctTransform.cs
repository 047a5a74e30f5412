using FrequencyML.Dct;
using FrequencyML.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Samples;

/// <summary>Planes to all 192 channels: with ConvertToYCbCr before it and a selection after it what DctChannels does in one step.</summary>
public static class DctTransform
{
    public static void Example()
    {
        var mlContext = new MLContext();
        var data = mlContext.Data.LoadFromEnumerable(new[] { new { Path = "data/samples/foliage/7-0003.jpg" } });
        var geometry = new ImageGeometry(resize: 128, crop: 112);

        var steps = mlContext.Transforms.ConvertToYCbCr("Planes", "Path", new ConvertToYCbCrOptions { Geometry = geometry })
            .Append(mlContext.Transforms.DctTransform("All", "Planes"))
            .Append(mlContext.Transforms.SelectFrequencyChannels("Dct", "All", count: 24));
        var fused = mlContext.Transforms.DctChannels("Dct", "Path", new DctChannelsOptions { Geometry = geometry });

        var one = steps.Fit(data).Transform(data);
        var other = fused.Fit(data).Transform(data);
        Console.WriteLine(one.Schema["All"].Type);
        Console.WriteLine($"largest difference: {one.GetColumn<float[]>("Dct").Single().Zip(other.GetColumn<float[]>("Dct").Single(), (a, b) => Math.Abs(a - b)).Max():F2}");

        // Expected output:
        // Vector<Single, 37632>
        // largest difference: 0.00
    }
}
