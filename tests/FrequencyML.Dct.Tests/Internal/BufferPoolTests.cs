using FrequencyML.Dct.Internal;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests.Internal;

public sealed class BufferPoolTests
{
    [Test]
    public void Rent_AfterReturn_GivesTheSameBufferWhileItIsLargeEnough()
    {
        var pool = new BufferPool();
        var first = pool.Rent(1000);
        pool.Return(first);
        Assert.That(pool.Rent(1024), Is.SameAs(first), "it has the next power of two");
        pool.Return(first);
        var larger = pool.Rent(1025);
        Assert.That(larger, Has.Length.GreaterThanOrEqualTo(1025));
        pool.Return(larger);
        Assert.That(pool.Rent(1), Is.SameAs(larger), "it took the place of the first");
    }

    [Test]
    public void Rent_Twice_GivesTwo()
    {
        var pool = new BufferPool();
        var first = pool.Rent(10);
        Assert.That(pool.Rent(10), Is.Not.SameAs(first));
    }

    [TestCase(64 << 20, true), TestCase((64 << 20) + 1, false)]
    public void Return_ExceptionallyLarge_IsNotKept(int length, bool isKept)
    {
        var pool = new BufferPool();
        var buffer = pool.Rent(length);
        Assert.That(buffer, Has.Length.EqualTo(length));
        pool.Return(buffer);
        Assert.That(ReferenceEquals(pool.Rent(length), buffer), Is.EqualTo(isKept));
    }
}
