namespace FrequencyML.Training.Import;

/// <summary>A tensor of a checkpoint: its shape, and which elements of which storage it has.</summary>
internal sealed class TensorReference
{
    private const int MaxRank = 64;                                                   // of PyTorch itself

    private TensorReference(StorageReference storage, long offset, long[] shape, long[] strides, int count)
    {
        Storage = storage;
        Offset = offset;
        Shape = shape;
        Strides = strides;
        Count = count;
    }

    public StorageReference Storage { get; }

    /// <summary>Of the first element, in elements from the start of the storage's view.</summary>
    public long Offset { get; }

    public IReadOnlyList<long> Shape { get; }

    /// <summary>In elements; never negative.</summary>
    public IReadOnlyList<long> Strides { get; }

    /// <summary>The number of elements; at most the storage's.</summary>
    public int Count { get; }

    /// <summary>The elements from the first to the last, with those between that are not the tensor's.</summary>
    public long Extent => Count == 0 ? 0 : 1 + Shape.Zip(Strides, (length, stride) => (length - 1) * stride).Sum();

    /// <summary>Checks the arguments of <c>_rebuild_tensor</c>: <c>(storage, offset, shape, strides, ...)</c>.</summary>
    /// <exception cref="InvalidDataException">They are none, or reach beyond the storage.</exception>
    /// <exception cref="NotSupportedException">Elements are used more than once, or they reach over more than an array holds.</exception>
    public static TensorReference Create(PickleReader reader, IReadOnlyList<object?> arguments)
    {
        if (arguments is not [StorageReference storage, long offset, PickleTuple sizes, PickleTuple steps, ..])
            throw reader.Invalid("A tensor is not built from a storage, an offset, a shape and strides");
        if (sizes.Items.Count > MaxRank || sizes.Items.Count != steps.Items.Count)
            throw reader.Invalid($"A tensor has {sizes.Items.Count} dimensions and {steps.Items.Count} strides");
        long[] shape = Lengths(sizes), strides = Lengths(steps);
        long count = 1, last = offset;
        try
        {
            foreach (var length in shape) count = checked(count * length);
            for (var i = 0; i < shape.Length; i++) last = checked(last + Math.Max(0, shape[i] - 1) * strides[i]);
        }
        catch (OverflowException)
        {
            throw reader.Invalid($"A tensor of shape {Text(shape)} and strides {Text(strides)} is too large for any storage");
        }
        if (offset < 0 || offset > storage.Length || (count > 0 && last >= storage.Length))
            throw reader.Invalid($"A tensor of shape {Text(shape)} and strides {Text(strides)} from element {offset} reaches beyond the {storage.Length} elements of storage '{storage.Key}'");
        if (count > storage.Length) throw reader.Refused($"A tensor of shape {Text(shape)} uses elements of storage '{storage.Key}' more than once");
        if (count > 0 && last - offset >= Array.MaxLength / sizeof(double))
            throw reader.Refused($"A tensor of shape {Text(shape)} has more elements than can be read");
        return new(storage, offset, shape, strides, (int)count);

        long[] Lengths(PickleTuple tuple) =>
            [.. tuple.Items.Select(item => item is long length and >= 0 ? length
                : throw reader.Invalid("A dimension or stride of a tensor is no natural number"))];
    }

    /// <summary>Puts the elements from the first to the last into row-major order.</summary>
    /// <param name="extent">As many as <see cref="Extent"/> says.</param>
    /// <returns>Row-major, <see cref="Count"/> elements.</returns>
    public float[] Gather(float[] extent)
    {
        var contiguous = 1L;
        var isContiguous = true;
        for (var i = Shape.Count - 1; i >= 0; i--)
        {
            isContiguous &= Shape[i] == 1 || Strides[i] == contiguous;
            contiguous *= Shape[i];
        }
        if (isContiguous) return extent;
        var values = new float[Count];
        var index = new long[Shape.Count];
        var position = 0L;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = extent[position];
            for (var axis = index.Length - 1; axis >= 0; axis--)                      // like an odometer
            {
                position += Strides[axis];
                if (++index[axis] < Shape[axis]) break;
                position -= index[axis] * Strides[axis];
                index[axis] = 0;
            }
        }
        return values;
    }

    /// <summary>A shape in messages.</summary>
    public static string Text(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
