using Microsoft.ML.OnnxRuntime;

namespace FrequencyML.Models.Internal;

/// <summary>OnnxRuntime's providers by the device they run on.</summary>
internal static class ExecutionProviders
{
    /// <summary>What auto tries, in order, of what is compiled in. Not TensorRT: it builds an engine first, which takes minutes.</summary>
    public static IReadOnlyList<InferenceDevice> AutomaticGpus =>
        [.. new[] { InferenceDeviceKind.Cuda, InferenceDeviceKind.WebGpu }.Where(kind => InferenceRuntime.Providers.Contains(NameOf(kind))).Select(kind => new InferenceDevice(kind))];

    /// <summary>Makes a session run on a device and nowhere else.</summary>
    /// <param name="options">Of the session.</param>
    /// <param name="device">Not auto.</param>
    /// <exception cref="DeviceUnavailableException">The provider is not compiled in, or a library that it needs is missing.</exception>
    public static void Append(SessionOptions options, InferenceDevice device)
    {
        if (device.Kind == InferenceDeviceKind.Cpu) return;                           // every session has it, as the last
        CheckCompiledIn(device);
        CheckLibraries(device);
        // Otherwise what the device cannot run would move to the CPU without a word, up to all of it.
        options.AddSessionConfigEntry("session.disable_cpu_ep_fallback", "1");
        // Biases of int8 models are dequantized int32, for which CUDA has no kernel: without the fusion of quantized operations, which only
        // the CPU has anyway, constants are dequantized on loading. TensorRT reads the quantized graph itself.
        if (device.Kind != InferenceDeviceKind.TensorRt) options.AddSessionConfigEntry("session.disable_quant_qdq", "1");
        try
        {
            if (device.Kind == InferenceDeviceKind.WebGpu) options.AppendExecutionProvider("WebGPU");
            if (device.Kind == InferenceDeviceKind.TensorRt) AppendTensorRt(options, device.Index);
            if (device.Kind is InferenceDeviceKind.Cuda or InferenceDeviceKind.TensorRt) AppendCuda(options, device.Index);
        }
        catch (Exception error) when (error is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException or TypeInitializationException or NotSupportedException)
        {
            throw Unavailable(device, error);
        }
    }

    /// <summary>The exception for what OnnxRuntime says of a device.</summary>
    public static DeviceUnavailableException Unavailable(InferenceDevice device, Exception error)
    {
        var message = error.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd(' ', '.');
        return message.Contains("assigned to the default CPU EP", StringComparison.Ordinal)
            ? new(device, "some of the model's operations have no kernel there", "Use the float32 or float16 model (frequencyml-train export --format float16), or cpu.", error)
            : new(device, message, "frequencyml doctor says what is missing.", error);
    }

    private static void AppendCuda(SessionOptions options, int index)
    {
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new()
        {
            ["device_id"] = Text(index),
            ["cudnn_conv_algo_search"] = "HEURISTIC",                                 // the default times every algorithm when it first meets a shape
        });
        options.AppendExecutionProvider_CUDA(cuda);
    }

    private static void AppendTensorRt(SessionOptions options, int index)
    {
        using var tensorRt = new OrtTensorRTProviderOptions();
        tensorRt.UpdateOptions(new() { ["device_id"] = Text(index) });
        options.AppendExecutionProvider_Tensorrt(tensorRt);
    }

    private static void CheckCompiledIn(InferenceDevice device)
    {
        var providers = InferenceRuntime.Providers;
        if (providers.Contains(NameOf(device.Kind))) return;
        throw new DeviceUnavailableException(device,
            $"this OnnxRuntime ({InferenceRuntime.Version}) has no {NameOf(device.Kind)}, only {string.Join(", ", providers)}",
            (device.Kind == InferenceDeviceKind.WebGpu ? "Set" : "Build with -p:OnnxRuntimeFlavor=Gpu, or set") +
            $" {InferenceRuntime.LibraryVariable} to a native library that has it.");
    }

    /// <summary>Before OnnxRuntime does: it names only the first that is missing, and writes to standard error besides.</summary>
    private static void CheckLibraries(InferenceDevice device)
    {
        if (!OperatingSystem.IsLinux() || InferenceRuntime.LibraryPath is not { } runtime || device.Kind == InferenceDeviceKind.WebGpu) return;
        var library = Path.Combine(Path.GetDirectoryName(runtime)!, $"libonnxruntime_providers_{device.Kind.ToString().ToLowerInvariant()}.so");
        IReadOnlyList<string> missing;
        try
        {
            missing = NativeDependencies.FindMissing(library);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new DeviceUnavailableException(device, error.Message.TrimEnd('.'), $"It belongs beside {Path.GetFileName(runtime)}, from the same package.", error);
        }
        if (missing.Count > 0) throw new DeviceUnavailableException(device, $"{string.Join(", ", missing)} cannot be loaded", NativeDependencies.Fix(missing));
    }

    private static string NameOf(InferenceDeviceKind kind) => kind switch
    {
        InferenceDeviceKind.Cuda => "CUDAExecutionProvider",
        InferenceDeviceKind.TensorRt => "TensorrtExecutionProvider",
        InferenceDeviceKind.WebGpu => "WebGpuExecutionProvider",
        _ => "CPUExecutionProvider",
    };

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
