using System.Reflection;
using FrequencyML.Dct;
using FrequencyML.Models.Internal;
using Microsoft.ML.OnnxRuntime;

namespace FrequencyML.Models;

/// <summary>
/// A classifier of DCT channels in an ONNX file, checked against the contract: input <c>dct</c> <c>[N, C, H/8, W/8]</c> float32 with raw
/// channels, output <c>logits</c> <c>[N, classes]</c>, optionally output <c>gate</c> <c>[N, C]</c> of 0 and 1, optionally output
/// <c>embedding</c> <c>[N, D]</c> float32, and the properties of <see cref="ModelMetadata"/>. It owns the OnnxRuntime session; any number of <see cref="BatchScorer"/>s may share it.
/// </summary>
public sealed class FrequencyModel : IDisposable
{
    /// <summary>The name of the input.</summary>
    public const string InputName = "dct";

    /// <summary>The name of the output that holds one logit per class.</summary>
    public const string LogitsName = "logits";

    /// <summary>The name of the optional output that holds 1 for an open and 0 for a closed channel.</summary>
    public const string GateName = "gate";

    /// <summary>The name of the optional output that holds the features of an image: the mean of each of the trunk's channels, which the linear layer reads.</summary>
    public const string EmbeddingName = "embedding";

    private const string EmbeddedName = "textures.onnx";
    private const string NoFolder = "a model in memory has no files beside it";

    // Runs read, closing writes: a session that is closed under a run would end the process.
    private readonly ReaderWriterLockSlim runs = new();
    private bool disposed;

    private FrequencyModel(InferenceSession session, string name, InferenceDevice device, string deviceReason)
    {
        Session = session;
        Name = name;
        Device = device;
        DeviceReason = deviceReason;
        Metadata = ModelMetadata.FromProperties(ReadProperties(session, name), name);
        HasGate = session.OutputMetadata.ContainsKey(GateName);
        int channels = Metadata.Selection.Count, blocks = Metadata.Geometry.CropInBlocks;
        CheckShape(session.InputMetadata, "input", InputName, [channels, blocks, blocks]);
        if (session.InputMetadata.Keys.FirstOrDefault(input => input != InputName) is { } other)
            throw new InvalidOperationException($"{name} requires the input '{other}' beside '{InputName}', and nothing here gives one.");
        CheckShape(session.OutputMetadata, "output", LogitsName, [Metadata.Labels.Count]);
        if (HasGate) CheckShape(session.OutputMetadata, "output", GateName, [channels]);
        EmbeddingLength = ReadEmbeddingLength(session.OutputMetadata);
        FixedBatchSize = ReadFixedBatchSize();
    }

    /// <summary>The name of the file, for messages.</summary>
    public string Name { get; }

    /// <summary>Selection, geometry, labels and provenance.</summary>
    public ModelMetadata Metadata { get; }

    /// <summary>Whether the model tells which channels its gate opened.</summary>
    public bool HasGate { get; }

    /// <summary>The number of features in an embedding, D; null where the file has no such output.</summary>
    public int? EmbeddingLength { get; }

    /// <summary>The only batch size that the file accepts; null where the batch is dynamic.</summary>
    public int? FixedBatchSize { get; }

    /// <summary>The device that runs the whole model: never <see cref="InferenceDeviceKind.Auto"/>.</summary>
    public InferenceDevice Device { get; }

    /// <summary>Why it is this device, as a clause without a full stop.</summary>
    public string DeviceReason { get; }

    internal InferenceSession Session { get; }

    /// <summary>Loads a model from a file.</summary>
    /// <param name="path">An ONNX file.</param>
    /// <param name="options">Device and threads; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidOperationException">
    /// Not an ONNX file, or one that breaks the contract, or there is no native OnnxRuntime; the message says which.
    /// </exception>
    /// <exception cref="DeviceUnavailableException">A device was asked for by name and cannot run the model.</exception>
    public static FrequencyModel Load(string path, FrequencyModelOptions? options = null)
    {
        CheckExists(path);
        return Load(Path.GetFileName(path), options, session => new InferenceSession(path, session));
    }

    /// <summary>Loads a model from memory.</summary>
    /// <param name="onnx">The bytes of an ONNX file that holds its weights itself: with weights in files beside it there is no telling where.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">Device and threads; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">
    /// Not an ONNX file, or one that breaks the contract, or there is no native OnnxRuntime; the message says which.
    /// </exception>
    /// <exception cref="DeviceUnavailableException">A device was asked for by name and cannot run the model.</exception>
    public static FrequencyModel Load(byte[] onnx, string name, FrequencyModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        return Load(name, options, session =>
        {
            // Else they would be looked for in the working folder, whatever is there.
            session.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", NoFolder);
            return new InferenceSession(onnx, session);
        });
    }

    /// <summary>Loads the model that the library carries: 10 classes of surface textures, all 192 channels, gated.</summary>
    /// <param name="options">Device and threads; null for the defaults.</param>
    /// <exception cref="DeviceUnavailableException">A device was asked for by name and cannot run the model.</exception>
    /// <exception cref="InvalidOperationException">There is no native OnnxRuntime.</exception>
    public static FrequencyModel LoadDefault(FrequencyModelOptions? options = null)
    {
        using var resource = OpenDefault();
        var onnx = new byte[resource.Length];
        resource.ReadExactly(onnx);
        return Load(onnx, EmbeddedName, options);
    }

    /// <summary>Opens the ONNX file of the model that the library carries, to be copied or hashed.</summary>
    /// <returns>The file from its start; the caller disposes of it.</returns>
    public static Stream OpenDefault() => Assembly.GetExecutingAssembly().GetManifestResourceStream(EmbeddedName)!;

    /// <summary>Creates the extractor whose tensors this model takes.</summary>
    /// <param name="limits">What one image may cost; null for the defaults.</param>
    /// <param name="decoding">Which path images take, and what becomes of damaged ones; null for the defaults.</param>
    public DctChannelExtractor CreateExtractor(InputLimits? limits = null, DecodingOptions? decoding = null) =>
        new(Metadata.Selection, Metadata.Geometry, limits, decoding);

    /// <summary>Waits for the runs of scorers that are under way and closes the session; later ones throw <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        runs.EnterWriteLock();
        try
        {
            disposed = true;
            Session.Dispose();
        }
        finally
        {
            runs.ExitWriteLock();
        }
    }

    /// <summary>Keeps the session open until <see cref="ExitRun"/>.</summary>
    /// <exception cref="ObjectDisposedException">The model is closed.</exception>
    internal void EnterRun()
    {
        runs.EnterReadLock();
        if (!disposed) return;
        runs.ExitReadLock();
        throw new ObjectDisposedException(nameof(FrequencyModel));
    }

    /// <summary>Ends what <see cref="EnterRun"/> began.</summary>
    internal void ExitRun() => runs.ExitReadLock();

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    internal static void CheckExists(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new FileNotFoundException(Directory.Exists(path) ? $"'{path}' is a folder; expected an ONNX file." : $"There is no model file '{path}'.", path);
    }

    private static FrequencyModel Load(string name, FrequencyModelOptions? options, Func<SessionOptions, InferenceSession> open)
    {
        InferenceRuntime.Load();
        options ??= new FrequencyModelOptions();
        if (options.Device.Kind != InferenceDeviceKind.Auto) return Open(name, options.Device, "it was asked for", options.Threads, open);
        var failures = new List<string>();
        foreach (var gpu in ExecutionProviders.AutomaticGpus)
        {
            try
            {
                return Open(name, gpu, "it is the first GPU that runs this model", options.Threads, open);
            }
            catch (DeviceUnavailableException error)
            {
                failures.Add($"{gpu} cannot be used: {error.Reason}");
            }
        }
        var reason = failures.Count > 0 ? string.Join("; ", failures) : "this OnnxRuntime has no provider for a GPU";
        return Open(name, InferenceDevice.Cpu, reason, options.Threads, open);
    }

    private static FrequencyModel Open(string name, InferenceDevice device, string reason, int threads, Func<SessionOptions, InferenceSession> open)
    {
        // OnnxRuntime's own default binds each of its threads to a core, where it waits for whatever thread decodes images there.
        using var options = new SessionOptions { IntraOpNumThreads = threads > 0 ? threads : Environment.ProcessorCount };
        // Between two runs the processors decode images: threads that spin while they wait would take that time away.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        ExecutionProviders.Append(options, device);
        var session = CreateSession(name, device, options, open);
        try
        {
            var model = new FrequencyModel(session, name, device, reason);
            if (device.Kind is InferenceDeviceKind.Cuda or InferenceDeviceKind.WebGpu) model.TryRun();
            return model;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static InferenceSession CreateSession(string name, InferenceDevice device, SessionOptions options, Func<SessionOptions, InferenceSession> open)
    {
        try
        {
            return open(options);
        }
        catch (OnnxRuntimeException error) when (device.Kind == InferenceDeviceKind.Cpu)
        {
            throw new InvalidOperationException($"{name} is not a model that OnnxRuntime can load: {error.Message}", error);
        }
        catch (OnnxRuntimeException error)
        {
            Open(name, InferenceDevice.Cpu, "", threads: 1, open).Dispose();          // is it the model? That throws.
            throw ExecutionProviders.Unavailable(device, error);
        }
    }

    /// <summary>OnnxRuntime reads the names of properties as C texts: one with a NUL is none that it finds, or another's.</summary>
    /// <exception cref="InvalidOperationException">There is such a name.</exception>
    private static Dictionary<string, string> ReadProperties(InferenceSession session, string name)
    {
        try
        {
            return session.ModelMetadata.CustomMetadataMap;
        }
        catch (Exception error) when (error is NullReferenceException or ArgumentException)
        {
            throw new InvalidOperationException($"{name}: its metadata properties cannot be read: the name of one has a NUL character.", error);
        }
    }

    /// <summary>A GPU that opens a model may still be unable to run it: the driver may be too old, or cuDNN missing.</summary>
    private void TryRun()
    {
        try
        {
            using var scorer = new BatchScorer(this, FixedBatchSize ?? 1);
            scorer.Run(1);
        }
        catch (InvalidOperationException error) when (error.InnerException is OnnxRuntimeException)
        {
            throw ExecutionProviders.Unavailable(Device, error);
        }
    }

    /// <summary>N where it is fixed, null where it is dynamic, as it then has to be of the outputs.</summary>
    /// <exception cref="InvalidOperationException">It is 0, or another one of an output.</exception>
    private int? ReadFixedBatchSize()
    {
        var batch = Session.InputMetadata[InputName].Dimensions[0];
        foreach (var (output, value) in Session.OutputMetadata)
            if (output is LogitsName or GateName or EmbeddingName && (batch == 0 || value.Dimensions[0] >= 0 && value.Dimensions[0] != batch))
                throw new InvalidOperationException(
                    $"{Name}: input '{InputName}' has batches of {Size(batch)}, output '{output}' of {Size(value.Dimensions[0])}; expected the same for both, and not 0.");
        return batch > 0 ? batch : null;

        static string Size(int rows) => rows < 0 ? "any size" : $"{rows}";
    }

    /// <summary>D where there is an output <c>embedding</c> <c>[N, D]</c>, null where there is none.</summary>
    /// <exception cref="InvalidOperationException">It is not float32, or has another shape.</exception>
    private int? ReadEmbeddingLength(IReadOnlyDictionary<string, NodeMetadata> outputs)
    {
        if (!outputs.TryGetValue(EmbeddingName, out var found)) return null;
        CheckIsTensor(found, "output", EmbeddingName);
        if (found.ElementType == typeof(float) && found.Dimensions is [_, > 0 and var length]) return length;
        throw new InvalidOperationException(
            $"{Name}: output '{EmbeddingName}' is {found.ElementType?.Name} [{string.Join(", ", found.Dimensions)}]; expected Single [N, D] with a fixed D of at least 1.");
    }

    private void CheckShape(IReadOnlyDictionary<string, NodeMetadata> values, string kind, string valueName, int[] shape)
    {
        if (!values.TryGetValue(valueName, out var found))
            throw new InvalidOperationException($"{Name} has no {kind} '{valueName}'; it has {string.Join(", ", values.Keys)}.");
        CheckIsTensor(found, kind, valueName);
        if (found.ElementType != typeof(float) || !found.Dimensions.Skip(1).SequenceEqual(shape))
            throw new InvalidOperationException(
                $"{Name}: {kind} '{valueName}' is {found.ElementType?.Name} [{string.Join(", ", found.Dimensions)}]; " +
                $"its metadata asks for Single [N, {string.Join(", ", shape)}].");
    }

    /// <summary>Of sequences, maps and optional values OnnxRuntime tells neither type nor shape.</summary>
    private void CheckIsTensor(NodeMetadata value, string kind, string valueName)
    {
        if (!value.IsTensor) throw new InvalidOperationException($"{Name}: {kind} '{valueName}' is a {value.OnnxValueType}; expected a tensor.");
    }
}
