using System.Collections.Concurrent;
using FrequencyML.Transforms.Internal;

namespace FrequencyML.Models.Internal;

/// <summary>Scores one row at a time, from any number of threads: what a loaded model and a prediction engine do.</summary>
internal sealed class RowScorer
{
    private const string Threads = "threads", Device = "device", Top = "top", Model = "model";

    private readonly FrequencyModel model;
    private readonly ScoreLayout layout;
    private readonly ConcurrentBag<BatchScorer> idle = [];

    /// <summary>Scores with an open model.</summary>
    public RowScorer(FrequencyModel model, int top)
    {
        this.model = model;
        layout = new ScoreLayout(model, top);
    }

    /// <summary>The number of values of a row.</summary>
    private int Length => layout.Length;

    /// <summary>The options' text, with the whole ONNX file in it.</summary>
    public static string Format(byte[] onnx, ScoreFrequencyModelOptions options) =>
        $"{Threads}={OptionsText.Format([options.Threads])};{Device}={options.Device};{Top}={OptionsText.Format([options.Top])};{Model}={Convert.ToBase64String(onnx)}";

    /// <summary>Opens the model that a text holds.</summary>
    public static RowScorer Parse(string text)
    {
        var values = new OptionsText(text, Threads, Device, Top, Model);
        var options = new FrequencyModelOptions
        {
            Threads = values.Read(Threads, 0, OptionsText.ParseInt32),
            Device = values.Read(Device, InferenceDevice.Auto, InferenceDevice.Parse),
        };
        var model = FrequencyModel.Load(values.Read(Model, Convert.FromBase64String), "The saved model", options);
        return new(model, values.Read(Top, 0, OptionsText.ParseInt32));
    }

    /// <summary>Scores the tensor of a row.</summary>
    public void Map(TensorInput row, TensorChunks output)
    {
        Score(row.Tensor.Dense(), output.Tensor(Length));
        output.Split();
    }

    /// <summary>Scores a row.</summary>
    /// <param name="tensor">Its channels.</param>
    /// <param name="scores">Receives <see cref="Length"/> values, as <see cref="ScoreLayout"/> has them.</param>
    /// <exception cref="InvalidOperationException">The tensor's length is not the model's.</exception>
    private void Score(ReadOnlySpan<float> tensor, Span<float> scores)
    {
        if (!ScoreLayout.IsPresent(tensor))
        {
            scores.Fill(float.NaN);
            return;
        }
        if (!idle.TryTake(out var scorer)) scorer = new BatchScorer(model, model.FixedBatchSize ?? 1);
        try
        {
            if (tensor.Length != scorer.RowLength)
                throw new InvalidOperationException($"The model expects rows of {scorer.RowLength} values; the column has {tensor.Length}.");
            tensor.CopyTo(scorer.Input(0));
            scorer.Run(1);
            layout.Write(scorer.Logits(0), scorer.Gate(0), scores);
        }
        finally
        {
            idle.Add(scorer);
        }
    }
}
