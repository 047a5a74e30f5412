namespace FrequencyML.Training.Import;

/// <summary>The storages that a pickle refers to, by key; each reference to one key must say the same of it.</summary>
internal sealed class StorageTable
{
    private readonly Dictionary<string, StorageReference> storages = [];

    public IReadOnlyCollection<StorageReference> All => storages.Values;

    public StorageReference? Find(string key) => storages.GetValueOrDefault(key);

    /// <summary>Turns a persistent id into its storage.</summary>
    /// <inheritdoc cref="StorageReference.Load"/>
    public object Load(PickleReader reader, object? id)
    {
        var storage = StorageReference.Load(reader, id);
        if (!storages.TryAdd(storage.Key, storage) && storages[storage.Key] is var known && (known.Type != storage.Type || known.Count != storage.Count))
            throw reader.Invalid(
                $"Storage '{storage.Key}' is said to be a {storage.Type.Name} of {storage.Count} elements, and before to be a {known.Type.Name} of {known.Count}");
        return storage;
    }
}
