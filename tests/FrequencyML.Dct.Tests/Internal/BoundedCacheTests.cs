using System.Collections.Concurrent;
using FrequencyML.Dct.Internal;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests.Internal;

public sealed class BoundedCacheTests
{
    [Test]
    public void Get_SameKey_GivesTheSameValueCreatedOnce()
    {
        var created = 0;
        var cache = new BoundedCache<int, string>(maxBytes: 100, key => $"{key}, {++created}", value => 10);
        var first = cache.Get(7);
        Assert.That(cache.Get(8), Is.Not.EqualTo(first));
        Assert.That(cache.Get(7), Is.SameAs(first));
        Assert.That(created, Is.EqualTo(2));
    }

    [TestCase(1), TestCase(3), TestCase(10), TestCase(11)]
    public void Get_ManyKeys_HoldsNoMoreThanTheBound(int bytes)
    {
        var created = 0;
        var cache = new BoundedCache<int, int>(maxBytes: 10, key => ++created, value => bytes);
        for (var key = 0; key < 1000; key++)
        {
            cache.Get(key);
            // It is emptied as a whole, so what it holds are the newest keys; a key that it lost is created anew.
            if (key % 37 == 0) Assert.That(CountHeld(key) * bytes, Is.LessThanOrEqualTo(Math.Max(bytes, 10)), $"after {key} keys");
        }

        int CountHeld(int newest)
        {
            var held = 0;
            for (var before = created; held <= newest; held++)
            {
                cache.Get(newest - held);
                if (created > before) break;
            }
            return held;
        }
    }

    [Test]
    public void Get_ManyKeys_LetsGoOfTheirValues()
    {
        var values = new List<WeakReference>();
        var cache = new BoundedCache<int, byte[]>(
            maxBytes: 1000,
            key =>
            {
                var value = new byte[100];
                values.Add(new WeakReference(value));
                return value;
            },
            value => value.Length);
        for (var key = 0; key < 505; key++) cache.Get(key);
        GC.Collect();
        Assert.That(values.Count(value => value.IsAlive), Is.LessThanOrEqualTo(10));
        Assert.That(cache.Get(504), Has.Length.EqualTo(100));
    }

    [Test]
    public void Get_ValueBeyondTheBound_IsGivenAllTheSame()
    {
        var cache = new BoundedCache<int, int>(maxBytes: 10, key => -key, value => value == -5 ? 1000 : 1);
        for (var round = 0; round < 3; round++)
            for (var key = 0; key < 8; key++) Assert.That(cache.Get(key), Is.EqualTo(-key));
    }

    [Test]
    public void Get_FromManyThreads_GivesEveryKeyItsOwnValue([Values(64, 1 << 20)] int maxBytes)
    {
        var cache = new BoundedCache<int, string>(maxBytes, key => $"{key}", value => 1);
        var values = new ConcurrentDictionary<int, string>();
        Parallel.For(0, 40_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var key = i * 31 % 200;
            var value = cache.Get(key);
            Assert.That(value, Is.EqualTo($"{key}"));
            if (maxBytes > 200) Assert.That(value, Is.SameAs(values.GetOrAdd(key, value)), "one object for all, as long as it is held");
        });
    }

    [Test]
    public void Get_CreationFails_IsTriedAgain()
    {
        var attempts = 0;
        var cache = new BoundedCache<int, int>(10, key => ++attempts < 2 ? throw new InvalidOperationException() : attempts, value => 1);
        Assert.That(() => cache.Get(1), Throws.InvalidOperationException);
        Assert.That(cache.Get(1), Is.EqualTo(2));
    }
}
