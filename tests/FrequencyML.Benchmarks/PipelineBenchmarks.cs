using BenchmarkDotNet.Attributes;
using FrequencyML.Dct;
using FrequencyML.Tests.Shared;
using FrequencyML.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Benchmarks;

/// <summary>How long does a pipeline take from file to tensor, against ML.NET's own image transforms? Both read the 40 samples.</summary>
[MemoryDiagnoser]
public class PipelineBenchmarks
{
    /// <summary>The images of one invocation.</summary>
    internal const int Images = 40;

    internal const string PixelsName = "LoadImages, ResizeImages, ExtractPixels: [3, 112, 112]", ChannelsName = "DctChannels: [24, 14, 14]";

    private const string Folder = "samples";
    private readonly MLContext mlContext = new(seed: 1);
    private IDataView rows = null!;
    private ITransformer pixels = null!, channels = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var root = Repository.PathOf("data", Folder);
        rows = mlContext.Data.LoadFromEnumerable(ImageFiles.Enumerate(root).Select(path => new Row { Path = path }));
        pixels = mlContext.Transforms.LoadImages("Image", "", nameof(Row.Path))
            .Append(mlContext.Transforms.ResizeImages("Image", 112, 112))
            .Append(mlContext.Transforms.ExtractPixels("Tensor", "Image"))
            .Fit(rows);
        channels = mlContext.Transforms.DctChannels("Tensor", nameof(Row.Path), new DctChannelsOptions { Geometry = new ImageGeometry(128, 112) })
            .Fit(rows);
    }

    [Benchmark(Baseline = true, Description = PixelsName, OperationsPerInvoke = Images)]
    public float Pixels() => Consume(pixels);

    [Benchmark(Description = ChannelsName, OperationsPerInvoke = Images)]
    public float Channels() => Consume(channels);

    private float Consume(ITransformer transformer)
    {
        var sum = 0f;
        var view = transformer.Transform(rows);
        var column = view.Schema["Tensor"];
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> tensor = default;
        while (cursor.MoveNext())
        {
            getter(ref tensor);
            sum += tensor.GetValues()[0];
        }
        return sum;
    }

    private sealed class Row
    {
        public required string Path { get; init; }
    }
}
