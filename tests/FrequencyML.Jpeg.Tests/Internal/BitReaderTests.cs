using System.Runtime.InteropServices;
using FrequencyML.Jpeg.Internal;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests.Internal;

public sealed unsafe class BitReaderTests
{
    [Test]
    public void Read_RandomLengths_GivesTheBitsInOrder([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var bytes = GC.AllocateArray<byte>(1000 + 16, pinned: true);
        random.NextBytes(bytes);
        var text = string.Concat(bytes.Select(value => value.ToString("b8")));
        var start = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(bytes, 0);
        var end = start + 1000;
        var reader = new BitReader(start);
        var valid = 0;
        for (var position = 0; position < 8000 - 32;)
        {
            if (valid < 32 || random.Next(3) == 0)
            {
                reader.Refill();
                valid = 56;                                                           // at least
            }
            var length = random.Next(1, Math.Min(valid, 32) + 1);
            Assert.That(reader.Read(length), Is.EqualTo((int)Convert.ToUInt32(text.Substring(position, length), 2)),
                $"bit {position}, {length} bits");
            position += length;
            valid -= length;
            Assert.That(reader.BytesBefore(end), Is.EqualTo((8000 - position) / 8), $"bit {position}");
            Assert.That(reader.Position - start, Is.EqualTo(position / 8), $"bit {position}");
            Assert.That(reader.IsBeyond(start + (position + 7) / 8), Is.False, $"bit {position}");
            if (position >= 8) Assert.That(reader.IsBeyond(start + (position - 1) / 8), Is.True, $"bit {position}");
        }
    }

    [Test]
    public void Extend_AllBitsOfEverySize_IsAsInTheStandard([Range(0, 15)] int size)
    {
        for (var bits = 0; bits < 1 << size; bits++)
        {
            // T.81, F.2.2.1: below half of the range a value is negative.
            var expected = size > 0 && bits < 1 << size - 1 ? bits - ((1 << size) - 1) : bits;
            var window = size == 0 ? 0 : (ulong)bits << 64 - size;
            Assert.That(BitReader.Extend(window, size), Is.EqualTo(expected));
            Assert.That(BitReader.Extend(window | ulong.MaxValue >> size >> (size == 0 ? 63 : 0), size), Is.EqualTo(expected),
                "with bits behind");
        }
    }
}
