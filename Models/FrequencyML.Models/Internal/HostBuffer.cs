using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FrequencyML.Models.Internal;

/// <summary>A float32 tensor in memory that both .NET and OnnxRuntime use, zeros at first; it must be held for as long as a run uses it.</summary>
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
            // Pinned by where it lies: OnnxRuntime's own way of pinning lasts for good where nobody disposes, as with loaded models.
            array = GC.AllocateArray<float>(checked((int)shape.Aggregate((product, length) => checked(product * length))), pinned: true);
            Value = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, TensorElementType.Float, shape, Marshal.UnsafeAddrOfPinnedArrayElement(array, 0), (long)array.Length * sizeof(float));
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
