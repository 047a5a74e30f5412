using FrequencyML.Dct;
using FrequencyML.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Samples;

/// <summary>Images to planes of luma and chroma.</summary>
public static class ConvertToYCbCr
{
    public static void Example()
    {
        var mlContext = new MLContext();
        var data = mlContext.Data.LoadFromEnumerable(new[] { new { Path = "data/samples/foliage/7-0003.jpg" } });

        // Full-range BT.601, 0..255, of the central 112 pixels: [3, 112, 112].
        var pipeline = mlContext.Transforms.ConvertToYCbCr("Planes", "Path", new ConvertToYCbCrOptions { Geometry = new ImageGeometry(resize: 128, crop: 112) });
        var planes = pipeline.Fit(data).Transform(data);

        Console.WriteLine(planes.Schema["Planes"].Type);
        var values = planes.GetColumn<float[]>("Planes").Single();
        foreach (var (component, name) in new[] { "Y", "Cb", "Cr" }.Index())
            Console.WriteLine($"mean {name}: {values.AsSpan(component * 112 * 112, 112 * 112).ToArray().Average():F0}");

        // Expected output:
        // Vector<Single, 37632>
        // mean Y: 146
        // mean Cb: 148
        // mean Cr: 96
    }
}
