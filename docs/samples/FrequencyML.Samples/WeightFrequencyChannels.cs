using FrequencyML.Dct;
using FrequencyML.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Samples;

/// <summary>Channels times weights, as a soft gate has them: here low frequencies count more.</summary>
public static class WeightFrequencyChannels
{
    public static void Example()
    {
        var mlContext = new MLContext();
        var data = mlContext.Data.LoadFromEnumerable(new[] { new { Path = "data/samples/gravel/7-0000.jpg" } });
        var selection = ChannelSelection.LowFrequency(y: 6, cb: 1, cr: 1);

        // ChannelWeights.LoadGateReport reads those that a gate has learned.
        var weights = new ChannelWeights(selection, selection.Select(channel => 1f / (1 + channel.U + channel.V)));
        var pipeline = mlContext.Transforms.DctChannels("Dct", "Path", new DctChannelsOptions { Selection = selection, Geometry = new ImageGeometry(resize: 128, crop: 112) })
            .Append(mlContext.Transforms.WeightFrequencyChannels("Weighted", "Dct", weights));
        var weighted = pipeline.Fit(data).Transform(data);

        float[] before = weighted.GetColumn<float[]>("Dct").Single(), after = weighted.GetColumn<float[]>("Weighted").Single();
        foreach (var place in new[] { 0, 1, 5 }) Console.WriteLine($"{selection[place]}: {after[place * 196] / before[place * 196]:F3}");

        // Expected output:
        // Y0: 1.000
        // Y1: 0.500
        // Y2: 0.333
    }
}
