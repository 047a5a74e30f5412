namespace FrequencyML.Training.Import;

// A pickle's values: null, bool, long, BigInteger, double, string, List<object?> and the types below. They are classes, so that a pickle
// that contains itself is compared by reference and never walked.

/// <summary>A tuple.</summary>
internal sealed class PickleTuple(object?[] items)
{
    public IReadOnlyList<object?> Items => items;
}

/// <summary>A dictionary, in the order of its first insertions; a key is a string or a number.</summary>
internal sealed class PickleDictionary
{
    private OrderedDictionary<object, object?>? items;                                // created late: an empty one costs one byte of a file

    public IReadOnlyDictionary<object, object?> Items => items ??= new(KeyComparer.Instance);

    public void Set(object key, object? value) => (items ??= new(KeyComparer.Instance))[key] = value;

    /// <summary>The value of a key; null where there is none.</summary>
    public object? Find(string key) => items is not null && items.TryGetValue(key, out var value) ? value : null;

    /// <summary>Hashes numbers with .NET's random seed, as strings are: crafted keys would share one bucket otherwise.</summary>
    private sealed class KeyComparer : IEqualityComparer<object>
    {
        public static KeyComparer Instance { get; } = new();

        public new bool Equals(object? x, object? y) => object.Equals(x, y);

        public int GetHashCode(object key) => key is long number ? HashCode.Combine((int)number, (int)(number >> 32)) : key.GetHashCode();
    }
}

/// <summary>Something that is recognized and left unread, such as a numpy scalar beside the state dict.</summary>
/// <param name="name">What it is.</param>
internal sealed class SkippedValue(string name)
{
    public override string ToString() => name;
}

/// <summary>A name that a pickle refers to: one of <see cref="AllowedGlobals"/>.</summary>
/// <param name="name">Module and name, as <c>torch.FloatStorage</c>.</param>
/// <param name="storage">The type of elements; null if it names no storage.</param>
/// <param name="call">What stands for calling it; null if it cannot be called.</param>
internal sealed class PickleGlobal(string name, StorageType? storage, Func<PickleReader, IReadOnlyList<object?>, object?>? call)
{
    public string Name => name;

    public StorageType? Storage => storage;

    public Func<PickleReader, IReadOnlyList<object?>, object?>? Call => call;
}
