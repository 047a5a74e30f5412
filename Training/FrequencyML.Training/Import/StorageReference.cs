namespace FrequencyML.Training.Import;

/// <summary>Where a checkpoint keeps the elements of one or more tensors; nothing of it is read yet.</summary>
/// <param name="type">The type of the elements.</param>
/// <param name="key">Its name within the checkpoint.</param>
/// <param name="count">The elements that the checkpoint keeps.</param>
/// <param name="first">The first of them that belongs to this view.</param>
/// <param name="length">The elements of this view: all of them, except in old files.</param>
internal sealed class StorageReference(StorageType type, string key, long count, long first, long length)
{
    public StorageType Type => type;

    public string Key => key;

    public long Count => count;

    public long First => first;

    public long Length => length;

    /// <summary>Checked not to overflow when the reference is made.</summary>
    public long ByteCount => count * type.Bytes;

    /// <summary>
    /// Reads a persistent id: <c>('storage', type, key, location, count)</c>, in the legacy format with a sixth item, null or
    /// <c>(key, first, length)</c> of a view.
    /// </summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="NotSupportedException">It stands for something other than a storage.</exception>
    public static StorageReference Load(PickleReader reader, object? id)
    {
        if (id is not PickleTuple { Items: { Count: > 0 } items }) throw reader.Invalid($"A persistent id is {PickleReader.Describe(id)}; expected a tuple");
        if (items[0] is not "storage")
            throw reader.Refused($"A persistent id is of kind {(items[0] is string kind && PickleReader.IsName(kind) ? $"'{kind}'" : PickleReader.Describe(items[0]))}; only 'storage' is read");
        if (items.Count is not (5 or 6) || items[1] is not PickleGlobal { Storage: { } type } || items[2] is not string key || items[4] is not long count)
            throw reader.Invalid("A persistent id is not a storage's type, key, location and number of elements");
        if (!PickleReader.IsName(key)) throw reader.Invalid("The key of a storage is empty, longer than any or has control characters");
        if (count < 0 || count > long.MaxValue / type.Bytes) throw reader.Invalid($"Storage '{key}' has {count} elements");
        if (items.Count == 5 || items[5] is null) return new(type, key, count, 0, count);
        if (items[5] is not PickleTuple { Items: [string, long first, long length] })
            throw reader.Invalid($"The view of storage '{key}' is not a key, a first element and a length");
        if (first < 0 || length < 0 || first > count - length)
            throw reader.Invalid($"The view of storage '{key}' has elements {first} to {first} + {length}, outside its {count}");
        return new(type, key, count, first, length);
    }
}
