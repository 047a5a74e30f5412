using FrequencyML.Tests.Shared;
using Google.Protobuf;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace FrequencyML.Models.Tests;

internal sealed class PathRow
{
    public int Id { get; set; }

    public string Path { get; set; } = "";
}

internal sealed class BytesRow
{
    public int Id { get; set; }

    public byte[] Image { get; set; } = [];
}

/// <summary>What a prediction engine gives.</summary>
internal sealed class ScoredRow
{
    public uint PredictedLabel { get; set; }

    public float[] Score { get; set; } = [];

    public float[] Gate { get; set; } = [];
}

/// <summary>Images whose label by <see cref="TestModel"/> is known, and the model as a file.</summary>
internal static class ClassifierRows
{
    public static readonly string[] Labels = ["bright", "blue", "red"];

    private static readonly SKColor[] Colors = [new(220, 220, 220), new(20, 20, 255), new(255, 20, 20)];

    /// <summary>A flat PNG of a colour that the model calls <c>Labels[label]</c>.</summary>
    public static byte[] Image(int label)
    {
        using var bitmap = new SKBitmap(20, 20);
        bitmap.Erase(Colors[label]);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>The model as a file.</summary>
    public static string Model(TemporaryFolder folder) => folder.Write("test model.onnx", TestModel.Create().ToByteArray());

    /// <summary>Files of all labels in turn.</summary>
    public static PathRow[] Paths(TemporaryFolder folder, int count) =>
        [.. Enumerable.Range(0, count).Select(id => new PathRow { Id = id, Path = folder.Write($"{id}.png", Image(id % 3)) })];

    /// <summary>The predicted labels by name; null where there is none.</summary>
    public static string?[] Names(this IDataView view, string column = "PredictedLabel")
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        view.Schema[column].GetKeyValues(ref names);
        var values = names.DenseValues().Select(name => name.ToString()).ToArray();
        return [.. view.GetColumn<uint>(column).Select(key => key == 0 ? null : values[key - 1])];
    }

    /// <summary>The shape of data with the columns of <typeparamref name="TRow"/>.</summary>
    public static SchemaShape Shape<TRow>(this MLContext mlContext) where TRow : class, new() =>
        mlContext.Transforms.CustomMapping<EmptyRow, TRow>((_, _) => { }, contractName: null).GetOutputSchema(new SchemaShape([]));

    private sealed class EmptyRow;
}
