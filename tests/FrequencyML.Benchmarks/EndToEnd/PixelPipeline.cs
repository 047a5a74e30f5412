using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace FrequencyML.Benchmarks.EndToEnd;

/// <summary>ML.NET's own transforms: LoadImages, ResizeImages, ExtractPixels and ApplyOnnxModel.</summary>
internal sealed class PixelPipeline : IStagedLabeler
{
    private const string Logits = "logits";
    private readonly int count;
    private readonly PixelNetwork network;
    private readonly Func<IDataView, DataViewSchema.Column[], DataViewRowCursor[]> cursors;
    private readonly IDataView[] pixels, scored;
    private readonly Lazy<IDataView[]> fromMemory;
    private readonly OnnxTransformer onnx;

    public PixelPipeline(string[] paths, PixelNetwork network, PixelThreading threading, int threads)
    {
        count = paths.Length;
        this.network = network;
        var mlContext = new MLContext(seed: 1);
        cursors = threading == PixelThreading.CursorSet
            ? (view, columns) => view.GetRowCursorSet(columns, threads)
            : (view, columns) => [view.GetRowCursor(columns)];
        var parts = threading == PixelThreading.Views ? threads : 1;
        IDataView[] files = [.. Enumerable.Range(0, parts).Select(part => mlContext.Data.LoadFromEnumerable(
            paths.Select((path, index) => new ImageRow { Index = index, Path = path }).Where(row => row.Index % parts == part)))];

        var load = mlContext.Transforms.LoadImages("Image", "", nameof(ImageRow.Path))
            .Append(mlContext.Transforms.ResizeImages("Image", network.Side, network.Side))
            .Append(mlContext.Transforms.ExtractPixels(PixelNetwork.InputName, "Image"))
            .Fit(files[0]);
        pixels = [.. files.Select(load.Transform)];
        onnx = mlContext.Transforms.ApplyOnnxModel(new OnnxOptions
        {
            ModelFile = network.File,
            InputColumns = [PixelNetwork.InputName],
            OutputColumns = [Logits],
            IntraOpNumThreads = threading == PixelThreading.Network ? threads : 1,
            InterOpNumThreads = 1,
        }).Fit(pixels[0]);
        scored = [.. pixels.Select(onnx.Transform)];

        fromMemory = new(() =>
        {
            var tensors = new float[count][];
            Read(pixels, PixelNetwork.InputName, (index, values) => tensors[index] = values.ToArray());
            var schema = SchemaDefinition.Create(typeof(TensorRow));
            schema[nameof(TensorRow.Pixels)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, tensors[0].Length);
            return [.. Enumerable.Range(0, parts).Select(part => onnx.Transform(mlContext.Data.LoadFromEnumerable(
                tensors.Select((tensor, index) => new TensorRow { Index = index, Pixels = tensor }).Where(row => row.Index % parts == part), schema)))];
        });
    }

    public string[] Label()
    {
        var labels = new string[count];
        Read(scored, Logits, (index, logits) => labels[index] = network.Labels[TensorPrimitives.IndexOfMax(logits)]);
        return labels;
    }

    public double Decode() => Sum(pixels, PixelNetwork.InputName);

    public double RunNetwork() => Sum(fromMemory.Value, Logits);

    public void Dispose() => onnx.Dispose();

    private delegate void Visit(int index, ReadOnlySpan<float> values);

    private double Sum(IDataView[] views, string column)
    {
        var values = new double[count];
        Read(views, column, (index, row) => values[index] = row[^1]);
        return values.Sum();
    }

    /// <summary>Reads a column of all rows, each cursor on a thread of its own.</summary>
    private void Read(IDataView[] views, string name, Visit visit)
    {
        var all = views.SelectMany(view => cursors(view, [view.Schema[nameof(ImageRow.Index)], view.Schema[name]])).ToArray();
        // Cursors of one set wait for each other: threads of their own make sure that all are read at once.
        var threads = all.Select(cursor => new Thread(() => Read(cursor, name, visit))).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
    }

    private static void Read(DataViewRowCursor cursor, string name, Visit visit)
    {
        using (cursor)
        {
            var indexGetter = cursor.GetGetter<int>(cursor.Schema[nameof(ImageRow.Index)]);
            var getter = cursor.GetGetter<VBuffer<float>>(cursor.Schema[name]);
            var index = 0;
            VBuffer<float> values = default;
            while (cursor.MoveNext())
            {
                indexGetter(ref index);
                getter(ref values);
                visit(index, values.GetValues());
            }
        }
    }
}
