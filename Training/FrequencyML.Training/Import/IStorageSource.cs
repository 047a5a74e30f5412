namespace FrequencyML.Training.Import;

/// <summary>An open file of one of the formats of <c>torch.save</c>.</summary>
internal interface IStorageSource : IDisposable
{
    /// <summary>What was saved; tensors in it are <see cref="TensorReference"/>s whose elements are still in the file.</summary>
    object? Root { get; }

    /// <summary>Reads bytes of a storage.</summary>
    /// <param name="storage">One that <see cref="Root"/> refers to.</param>
    /// <param name="first">The first byte, from the start of the whole storage.</param>
    /// <param name="bytes">Filled; within the storage.</param>
    /// <exception cref="InvalidDataException">The file lacks them, or their checksum is wrong.</exception>
    void Read(StorageReference storage, long first, Span<byte> bytes);
}
