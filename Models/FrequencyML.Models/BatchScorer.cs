using Microsoft.ML.OnnxRuntime;

namespace FrequencyML.Models;

/// <summary>
/// Runs a model on batches of one fixed size with buffers that are bound once and reused: a run allocates nothing of the batch's size,
/// and a row's result does not depend on its neighbours or on how full the batch is. Not thread-safe; several may share one model.
/// </summary>
public sealed class BatchScorer : IDisposable
{
    private readonly FrequencyModel model;
    private readonly float[] input;
    private readonly float[] logits;
    private readonly float[] gate;
    private readonly OrtValue[] values;
    private readonly OrtIoBinding binding;
    private readonly RunOptions runOptions = new();
    private bool disposed;

    /// <summary>Creates the buffers.</summary>
    /// <param name="model">The model; it must outlive this scorer.</param>
    /// <param name="batchSize">The rows of one run, at least 1; the model's own size where it is fixed.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The batch size is less than 1, the model accepts only another, or a batch would take more than a quarter of the machine's memory.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The model is closed.</exception>
    public BatchScorer(FrequencyModel model, int batchSize)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ObjectDisposedException.ThrowIf(model.IsDisposed, model);
        if (model.FixedBatchSize is { } only && only != batchSize)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, $"{model.Name} accepts only batches of {only}.");
        this.model = model;
        BatchSize = batchSize;
        int channels = model.Metadata.Selection.Count, blocks = model.Metadata.Geometry.CropInBlocks, classes = model.Metadata.Labels.Count;
        RowLength = channels * blocks * blocks;
        var bytes = (long)batchSize * RowLength * sizeof(float);
        if (bytes > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 || bytes / sizeof(float) > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, $"A batch of {batchSize} rows takes {bytes >> 20} MiB, too much for this machine.");
        input = new float[batchSize * RowLength];
        logits = new float[batchSize * classes];
        gate = new float[model.HasGate ? batchSize * channels : 0];

        binding = model.Session.CreateIoBinding();
        var inputValue = OrtValue.CreateTensorValueFromMemory(input, [batchSize, channels, blocks, blocks]);
        var logitsValue = OrtValue.CreateTensorValueFromMemory(logits, [batchSize, classes]);
        values = [inputValue, logitsValue];
        binding.BindInput(FrequencyModel.InputName, inputValue);
        binding.BindOutput(FrequencyModel.LogitsName, logitsValue);
        if (!model.HasGate) return;
        var gateValue = OrtValue.CreateTensorValueFromMemory(gate, [batchSize, channels]);
        values = [.. values, gateValue];
        binding.BindOutput(FrequencyModel.GateName, gateValue);
    }

    /// <summary>The rows of one run.</summary>
    public int BatchSize { get; }

    /// <summary>The values of one row: <c>C * H/8 * W/8</c>.</summary>
    public int RowLength { get; }

    /// <summary>The input of one row, to be filled before <see cref="Run"/>.</summary>
    /// <param name="row">0..<see cref="BatchSize"/>-1.</param>
    /// <returns><c>[C, H/8, W/8]</c>, row-major, raw channels in JPEG coefficient units.</returns>
    public Span<float> Input(int row) => input.AsSpan(row * RowLength, RowLength);

    /// <summary>Scores the first rows; the rest of the batch is padded with zeros.</summary>
    /// <param name="rows">The number of filled rows, 1..<see cref="BatchSize"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of rows is outside its range.</exception>
    /// <exception cref="ObjectDisposedException">This scorer or its model is closed.</exception>
    public void Run(int rows)
    {
        // On buffers that are gone, the native run would end the process.
        ObjectDisposedException.ThrowIf(disposed, this);
        ObjectDisposedException.ThrowIf(model.IsDisposed, model);
        if (rows < 1 || rows > BatchSize) throw new ArgumentOutOfRangeException(nameof(rows), rows, $"A batch has 1 to {BatchSize} rows.");
        input.AsSpan(rows * RowLength).Clear();
        model.Session.RunWithBinding(runOptions, binding);
    }

    /// <summary>The logits of a row after <see cref="Run"/>, one per class; valid until the next run.</summary>
    /// <param name="row">0..<see cref="BatchSize"/>-1.</param>
    public ReadOnlySpan<float> Logits(int row)
    {
        var classes = model.Metadata.Labels.Count;
        return logits.AsSpan(row * classes, classes);
    }

    /// <summary>The gate of a row after <see cref="Run"/>: 1 for an open channel, 0 for a closed one; empty without a gate.</summary>
    /// <param name="row">0..<see cref="BatchSize"/>-1.</param>
    public ReadOnlySpan<float> Gate(int row)
    {
        var channels = model.HasGate ? model.Metadata.Selection.Count : 0;
        return gate.AsSpan(row * channels, channels);
    }

    /// <summary>Releases the bound buffers; the model stays open.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        binding.Dispose();
        foreach (var value in values) value.Dispose();
        runOptions.Dispose();
    }
}
