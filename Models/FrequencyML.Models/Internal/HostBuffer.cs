using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FrequencyML.Models.Internal;

/// <summary>A float32 tensor in memory that both .NET and OnnxRuntime use, zeros at first.</summary>
internal sealed class HostBuffer : IDisposable
{
    private readonly float[]? array;
    private bool disposed;

    /// <param name="allocator">Where the memory comes from, such as page-locked memory for a GPU; null for an array.</param>
    /// <param name="shape">Row-major.</param>
    public HostBuffer(OrtAllocator? allocator, params long[] shape)
    {
        if (allocator is null)
        {
            array = new float[shape.Aggregate((product, length) => checked(product * length))];
            Value = OrtValue.CreateTensorValueFromMemory(array, shape);
        }
        else
        {
            Value = OrtValue.CreateAllocatedTensorValue(allocator, TensorElementType.Float, shape);
            Span.Clear();
        }
    }

    /// <summary>The tensor, to be bound.</summary>
    public OrtValue Value { get; }

    /// <summary>All values; valid until the buffer is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The memory is gone.</exception>
    public Span<float> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return array ?? Value.GetTensorMutableDataAsSpan<float>();
        }
    }

    public void Dispose()
    {
        disposed = true;
        Value.Dispose();
    }
}
