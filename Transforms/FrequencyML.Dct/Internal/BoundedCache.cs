using System.Collections.Concurrent;

namespace FrequencyML.Dct.Internal;

/// <summary>
/// A cache that is emptied when it is full: enough where real collections have few keys and a value costs less than one image.
/// </summary>
/// <param name="maxBytes">The bytes of all values; one that is larger is kept alone.</param>
/// <param name="create">Makes the value of a key; may be called by several threads at once.</param>
/// <param name="bytes">The bytes of a value.</param>
internal sealed class BoundedCache<TKey, TValue>(long maxBytes, Func<TKey, TValue> create, Func<TValue, long> bytes)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> values = new();
    private long held;

    /// <summary>The value of a key, from the cache where it has been asked for before.</summary>
    public TValue Get(TKey key)
    {
        if (values.TryGetValue(key, out var known)) return known;
        var value = create(key);
        if (Interlocked.Add(ref held, bytes(value)) > maxBytes)
        {
            values.Clear();
            Interlocked.Exchange(ref held, bytes(value));
        }
        return values.GetOrAdd(key, value);
    }
}
