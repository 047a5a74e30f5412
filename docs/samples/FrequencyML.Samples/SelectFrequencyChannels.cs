using FrequencyML.Dct;
using FrequencyML.Models;
using FrequencyML.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Samples;

/// <summary>Four ways to choose channels: a published set, a list, a file, and what the gate of a model opens.</summary>
public static class SelectFrequencyChannels
{
    public static void Example()
    {
        var mlContext = new MLContext();
        var data = mlContext.Data.LoadFromEnumerable(ImageFiles.Enumerate("data/samples").Select(path => new { Path = path }));
        var options = new DctChannelsOptions { Selection = ChannelSelection.All, Geometry = new ImageGeometry(resize: 128, crop: 112) };
        var all = mlContext.Transforms.DctChannels("All", "Path", options).Fit(data).Transform(data);

        Show("published", mlContext.Transforms.SelectFrequencyChannels("Dct", "All", count: 24).Fit(all).Transform(all));
        Show("list", mlContext.Transforms.SelectFrequencyChannels("Dct", "All", ChannelSelection.Parse("Y0-3,Cb0,Cr0")).Fit(all).Transform(all));
        Show("file", mlContext.Transforms.SelectFrequencyChannels("Dct", "All", ChannelSelection.Load("data/imagenette-gate24.txt")).Fit(all).Transform(all));

        // The gate of a model opens other channels for other images: Fit counts which it opens for at least half of these.
        var gated = mlContext.Transforms.SelectFrequencyChannels("Dct", "All", gateModelFile: "Models/weights/textures.onnx", minimumShare: 0.5).Fit(all);
        Show("gate", gated.Transform(all));
        Console.WriteLine($"its first: {string.Join(",", gated.Selection.Take(3))}");

        static void Show(string way, IDataView data) => Console.WriteLine($"{way}: {((VectorDataViewType)data.Schema["Dct"].Type).Size / 196} channels");

        // Expected output:
        // published: 24 channels
        // list: 6 channels
        // file: 24 channels
        // gate: 44 channels
        // its first: Y0,Y1,Y2
    }
}
