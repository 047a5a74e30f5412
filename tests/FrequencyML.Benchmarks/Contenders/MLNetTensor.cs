using FrequencyML.Benchmarks.Photographs;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Benchmarks.Contenders;

/// <summary>ML.NET: LoadImages, ResizeImages and ExtractPixels to <c>[3, 224, 224]</c>, from the files, with one cursor.</summary>
internal sealed class MLNetTensor : IContender
{
    private readonly IDataView tensors;

    public MLNetTensor(IReadOnlyList<JpegFile> files)
    {
        var mlContext = new MLContext(seed: 1);
        var rows = mlContext.Data.LoadFromEnumerable(files.Select(file => new Row { Path = file.Path }));
        tensors = mlContext.Transforms.LoadImages("Image", "", nameof(Row.Path))
            .Append(mlContext.Transforms.ResizeImages("Image", PixelTensor.Side, PixelTensor.Side))
            .Append(mlContext.Transforms.ExtractPixels("Tensor", "Image"))
            .Fit(rows).Transform(rows);
    }

    public double ReadAll()
    {
        var sum = 0.0;
        var column = tensors.Schema["Tensor"];
        using var cursor = tensors.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> tensor = default;
        while (cursor.MoveNext())
        {
            getter(ref tensor);
            sum += tensor.GetValues()[^1];
        }
        return sum;
    }

    private sealed class Row
    {
        public required string Path { get; init; }
    }
}
