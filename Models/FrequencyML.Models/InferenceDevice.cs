using System.Globalization;

namespace FrequencyML.Models;

/// <summary>A device to run a model on, as the command line writes it: <c>auto|cpu|cuda[:n]|tensorrt[:n]|webgpu</c>.</summary>
public readonly record struct InferenceDevice
{
    private const string Expected = "auto, cpu, cuda, cuda:n, tensorrt, tensorrt:n or webgpu";

    /// <summary>Creates a device.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="index">Which of several GPUs, from 0, in CUDA's order; 0 for kinds other than CUDA and TensorRT.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind is undefined, or the index is negative or not 0 where there is only one device.</exception>
    public InferenceDevice(InferenceDeviceKind kind, int index = 0)
    {
        if (!Enum.IsDefined(kind)) throw new ArgumentOutOfRangeException(nameof(kind), kind, $"{kind} is no kind of device.");
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (index > 0 && !HasIndex(kind))
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The index is {index}; only cuda and tensorrt have one.");
        Kind = kind;
        Index = index;
    }

    /// <summary>The first GPU that runs the model, else the CPU: the default.</summary>
    public static InferenceDevice Auto => new(InferenceDeviceKind.Auto);

    /// <summary>The processor.</summary>
    public static InferenceDevice Cpu => new(InferenceDeviceKind.Cpu);

    /// <summary>The kind.</summary>
    public InferenceDeviceKind Kind { get; }

    /// <summary>Which of several GPUs, from 0.</summary>
    public int Index { get; }

    /// <summary>Reads <c>auto</c>, <c>cpu</c>, <c>cuda</c>, <c>tensorrt</c> or <c>webgpu</c>, in any case; <c>cuda:1</c> is the second GPU.</summary>
    /// <param name="text">The name, with an index where there may be one.</param>
    /// <exception cref="FormatException">No such device.</exception>
    public static InferenceDevice Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(':');
        foreach (var kind in Enum.GetValues<InferenceDeviceKind>())
        {
            if (!Name(kind).Equals(parts[0], StringComparison.OrdinalIgnoreCase)) continue;
            if (parts.Length == 1) return new(kind);
            if (parts.Length == 2 && HasIndex(kind) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return new(kind, index);
        }
        throw new FormatException($"'{text}' is no device; expected {Expected}.");
    }

    /// <summary>The text that <see cref="Parse"/> reads; the index is left out where it is 0.</summary>
    public override string ToString() => Index == 0 ? Name(Kind) : string.Create(CultureInfo.InvariantCulture, $"{Name(Kind)}:{Index}");

    private static bool HasIndex(InferenceDeviceKind kind) => kind is InferenceDeviceKind.Cuda or InferenceDeviceKind.TensorRt;

    private static string Name(InferenceDeviceKind kind) => kind.ToString().ToLowerInvariant();
}
