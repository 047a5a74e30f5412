using FrequencyML.Models.Internal;
using Microsoft.ML.OnnxRuntime;

namespace FrequencyML.Models;

/// <summary>
/// Runs a model on batches of one fixed size with buffers that are made once and reused: a run allocates nothing of the batch's size,
/// and a row's result does not depend on its neighbours or on how full the batch is. Not thread-safe; several may share one model.
/// </summary>
public sealed class BatchScorer : IDisposable
{
    private readonly FrequencyModel model;
    private readonly OrtAllocator? allocator;
    private readonly HostBuffer input;
    private readonly HostBuffer logits;
    private readonly HostBuffer? gate;
    private readonly HostBuffer? embedding;
    private readonly OrtIoBinding binding;
    private readonly RunOptions runOptions = new();
    private bool disposed;

    /// <summary>Creates the buffers.</summary>
    /// <param name="model">The model; it must outlive this scorer.</param>
    /// <param name="batchSize">The rows of one run, at least 1; the model's own size where it is fixed.</param>
    /// <param name="embedding">Whether runs give <see cref="Embedding"/>s too.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The batch size is less than 1, the model accepts only another, or a batch would take more than a quarter of the machine's memory.
    /// </exception>
    /// <exception cref="InvalidOperationException">Embeddings are asked for, and the model has none.</exception>
    /// <exception cref="ObjectDisposedException">The model is closed.</exception>
    public BatchScorer(FrequencyModel model, int batchSize, bool embedding = false)
        : this(model, batchSize, PageLockedMemory, embedding)
    {
    }

    /// <param name="model">The model.</param>
    /// <param name="batchSize">The rows of one run.</param>
    /// <param name="createAllocator">Gives the memory of the buffers, which is freed with them; null for arrays.</param>
    /// <param name="embedding">Whether runs give embeddings too.</param>
    internal BatchScorer(FrequencyModel model, int batchSize, Func<FrequencyModel, OrtAllocator?> createAllocator, bool embedding = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (model.FixedBatchSize is { } only && only != batchSize)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, $"{model.Name} accepts only batches of {only}.");
        if (embedding && model.EmbeddingLength is null)
            throw new InvalidOperationException(
                $"{model.Name} has no output '{FrequencyModel.EmbeddingName}'. Export it again with frequencyml-train, whose files have one, or choose another model.");
        this.model = model;
        BatchSize = batchSize;
        int channels = model.Metadata.Selection.Count, blocks = model.Metadata.Geometry.CropInBlocks, classes = model.Metadata.Labels.Count;
        RowLength = channels * blocks * blocks;
        var features = embedding ? model.EmbeddingLength!.Value : 0;
        var bytes = (long)batchSize * ((long)RowLength + classes + (model.HasGate ? channels : 0) + features) * sizeof(float);
        if (bytes > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 || bytes / sizeof(float) > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, $"A batch of {batchSize} rows takes {bytes >> 20} MiB, too much for this machine.");
        model.EnterRun();                                                             // the session must not be closed under what takes from it
        try
        {
            allocator = createAllocator(model);
            input = new HostBuffer(allocator, batchSize, channels, blocks, blocks);
            logits = new HostBuffer(allocator, batchSize, classes);
            gate = model.HasGate ? new HostBuffer(allocator, batchSize, channels) : null;
            this.embedding = embedding ? new HostBuffer(allocator, batchSize, features) : null;
            binding = model.Session.CreateIoBinding();
            binding.BindOutput(FrequencyModel.LogitsName, logits.Value);
            if (gate is not null) binding.BindOutput(FrequencyModel.GateName, gate.Value);
            if (this.embedding is not null) binding.BindOutput(FrequencyModel.EmbeddingName, this.embedding.Value);
        }
        finally
        {
            model.ExitRun();
        }
    }

    /// <summary>The rows of one run.</summary>
    public int BatchSize { get; }

    /// <summary>The values of one row: <c>C * H/8 * W/8</c>.</summary>
    public int RowLength { get; }

    /// <summary>
    /// Whether the buffers are page-locked, which CUDA copies from and to directly; if not, they are arrays, and the results the same.
    /// </summary>
    public bool UsesPageLockedMemory => allocator is not null;

    /// <summary>The input of one row, to be filled before <see cref="Run"/>.</summary>
    /// <param name="row">0..<see cref="BatchSize"/>-1.</param>
    /// <exception cref="ObjectDisposedException">This scorer is closed.</exception>
    /// <returns><c>[C, H/8, W/8]</c>, row-major, raw channels in JPEG coefficient units.</returns>
    public Span<float> Input(int row) => input.Span.Slice(row * RowLength, RowLength);

    /// <summary>Scores the first rows; the rest of the batch is padded with zeros.</summary>
    /// <param name="rows">The number of filled rows, 1..<see cref="BatchSize"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of rows is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The device failed, such as one without enough memory, or the graph did.</exception>
    /// <exception cref="ObjectDisposedException">This scorer or its model is closed.</exception>
    public void Run(int rows)
    {
        // On buffers that are gone, the native run would end the process.
        ObjectDisposedException.ThrowIf(disposed, this);
        if (rows < 1 || rows > BatchSize) throw new ArgumentOutOfRangeException(nameof(rows), rows, $"A batch has 1 to {BatchSize} rows.");
        input.Span[(rows * RowLength)..].Clear();
        model.EnterRun();
        try
        {
            binding.BindInput(FrequencyModel.InputName, input.Value);                 // to a GPU the values are copied here, not by the run
            binding.SynchronizeBoundInputs();
            model.Session.RunWithBinding(runOptions, binding);
            binding.SynchronizeBoundOutputs();
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidOperationException($"{model.Name} failed on {model.Device}, in a batch of {BatchSize}: {error.Message.ReplaceLineEndings(" ").TrimEnd()}", error);
        }
        finally
        {
            model.ExitRun();
            GC.KeepAlive(this);                                                       // the buffers, of which native code has only the addresses
        }
    }

    /// <summary>The logits of a row after <see cref="Run"/>, one per class; valid until the next run.</summary>
    /// <param name="row">0..<see cref="BatchSize"/>-1.</param>
    /// <exception cref="ObjectDisposedException">This scorer is closed.</exception>
    public ReadOnlySpan<float> Logits(int row)
    {
        var classes = model.Metadata.Labels.Count;
        return logits.Span.Slice(row * classes, classes);
    }

    /// <summary>The gate of a row after <see cref="Run"/>: 1 for an open channel, 0 for a closed one; empty without a gate.</summary>
    /// <param name="row">0..<see cref="BatchSize"/>-1.</param>
    /// <exception cref="ObjectDisposedException">This scorer is closed.</exception>
    public ReadOnlySpan<float> Gate(int row)
    {
        var channels = model.Metadata.Selection.Count;
        return gate is null ? default : gate.Span.Slice(row * channels, channels);
    }

    /// <summary>The best classes of a row after <see cref="Run"/>.</summary>
    /// <param name="row">0..<see cref="BatchSize"/>-1.</param>
    /// <param name="count">How many, at least 1; more than there are classes means all.</param>
    /// <returns>Best first, with their probabilities, the softmax of the logits; NaN where a logit is NaN or +∞, or all are -∞.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    /// <exception cref="ObjectDisposedException">This scorer is closed.</exception>
    public IReadOnlyList<ScoredLabel> Top(int row, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return ClassScores.Best(Logits(row), model.Metadata.Labels, count);
    }

    /// <summary>The features of a row after <see cref="Run"/>: what the model's linear layer makes the logits of; valid until the next run.</summary>
    /// <param name="row">0..<see cref="BatchSize"/>-1.</param>
    /// <returns><c>[D]</c>, D being <see cref="FrequencyModel.EmbeddingLength"/>; not normalized.</returns>
    /// <exception cref="InvalidOperationException">This scorer was made without embeddings.</exception>
    /// <exception cref="ObjectDisposedException">This scorer is closed.</exception>
    public ReadOnlySpan<float> Embedding(int row)
    {
        if (embedding is null) throw new InvalidOperationException("This scorer was made without embeddings; make it with 'embedding: true'.");
        var features = model.EmbeddingLength!.Value;
        return embedding.Span.Slice(row * features, features);
    }

    /// <summary>Releases the bound buffers; the model stays open.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        binding.Dispose();
        input.Dispose();
        logits.Dispose();
        gate?.Dispose();
        embedding?.Dispose();
        allocator?.Dispose();
        runOptions.Dispose();
    }

    private static OrtAllocator? PageLockedMemory(FrequencyModel model)
    {
        if (model.Device.Kind is not (InferenceDeviceKind.Cuda or InferenceDeviceKind.TensorRt)) return null;
        try
        {
            using var memory = new OrtMemoryInfo("CudaPinned", OrtAllocatorType.DeviceAllocator, model.Device.Index, OrtMemType.CpuOutput);
            return new OrtAllocator(model.Session, memory);
        }
        catch (OnnxRuntimeException)
        {
            return null;                                                              // copies take longer, and that is all
        }
    }
}
