using FrequencyML.Jpeg.Internal;
using FrequencyML.Jpeg.Tests.Encoder;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests.Internal;

public sealed unsafe class HuffmanTableTests
{
    [Test]
    public void Find_EveryCodeOfARandomTable_GivesItsSymbol([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        var (table, code, _) = RandomTable(random);
        foreach (var symbol in code.Symbols)
        {
            var (bits, length) = code[symbol];
            foreach (var behind in new[] { 0UL, ulong.MaxValue, (ulong)random.NextInt64() })
            {
                var entry = table.Find((ulong)bits << 64 - length | behind >> length);
                Assert.That((entry & 63, entry >> 8 & 31, entry >> 16),
                    Is.EqualTo(((uint)(length + (symbol & 15)), (uint)length, (uint)symbol)), $"symbol {symbol:X2}");
            }
        }
    }

    [Test]
    public void Find_BitsOfNoCode_IsZero([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        var (table, _, reference) = RandomTable(random);
        for (var bits = 0; bits < 1 << 16; bits++)
        {
            var entry = table.Find((ulong)bits << 48);
            var expected = reference.Find(bits);
            Assert.That(entry >> 16, Is.EqualTo(expected?.Symbol ?? 0u), $"{bits:b16}");
            Assert.That(entry >> 8 & 31, Is.EqualTo(expected?.Length ?? 0u), $"{bits:b16}");
        }
    }

    [Test]
    public void PreparePairs_EveryIndex_DecodesAsSymbolBySymbol([Range(1, 60)] int seed)
    {
        const int bits = HuffmanTable.LookupBits;
        var (table, _, reference) = RandomTable(new Random(seed));
        table.PreparePairs(isLongScan: true);
        for (var index = 0; index < 1 << bits; index++)
        {
            var pair = table.Pairs[index];
            var first = Coefficient.Read(reference, index, bits);
            if (first is not { } one || Math.Abs(one.Value) > 127)
            {
                Assert.That(pair, Is.Zero, $"{index:b12}");
                continue;
            }
            var second = one.IsEnd ? null : Coefficient.Read(reference, index & (1 << bits - one.Length) - 1, bits - one.Length);
            if (second is { } two && Math.Abs(two.Value) > 31) second = null;
            var secondDistance = one.IsEnd || second is { IsEnd: true } ? CoefficientPair.EndOfBlock : second?.Distance ?? 0;
            Assert.That(pair & 63, Is.EqualTo(one.Length + (second?.Length ?? 0)), $"{index:b12}, length");
            Assert.That(pair >> 6 & 31, Is.EqualTo(one.IsEnd ? 1 : one.Distance), $"{index:b12}, first distance");
            Assert.That(pair >> 11 & 127, Is.EqualTo((one.IsEnd ? 1 : one.Distance) + secondDistance), $"{index:b12}, second distance");
            Assert.That((sbyte)(pair >> 18), Is.EqualTo(one.Value), $"{index:b12}, first value");
            Assert.That((int)pair >> 26, Is.EqualTo(second?.Value ?? 0), $"{index:b12}, second value");
        }
    }

    [Test]
    public void PreparePairs_ShortScan_BuildsPairsAtTheSecondUse()
    {
        var (table, _, _) = RandomTable(new Random(1));
        table.PreparePairs(isLongScan: false);
        Assert.That(new Span<uint>(table.Pairs, HuffmanTable.SymbolsOffset).ContainsAnyExcept(0u), Is.False);
        table.PreparePairs(isLongScan: false);
        Assert.That(new Span<uint>(table.Pairs, HuffmanTable.SymbolsOffset).ContainsAnyExcept(0u), Is.True);
    }

    [Test]
    public void Define_AnotherTable_ForgetsThePairs()
    {
        var (table, _, _) = RandomTable(new Random(1));
        table.PreparePairs(isLongScan: true);
        table.Define([1, .. new byte[15]], [0x11]);
        Assert.That(table.Prepare(isDc: false), Is.Null);
        table.PreparePairs(isLongScan: false);
        Assert.That(new Span<uint>(table.Pairs, HuffmanTable.SymbolsOffset).ContainsAnyExcept(0u), Is.False);
        Assert.That(table.Find(0) >> 16, Is.EqualTo(0x11));
        Assert.That(table.Find(1UL << 63), Is.Zero);
    }

    [Test]
    public void Prepare_WrongTableRedefined_IsRightAgain()
    {
        var table = new HuffmanTable();
        byte[] wrong = [3, .. new byte[15]], right = [1, 1, 1, .. new byte[13]];
        for (var round = 0; round < 2; round++)
        {
            table.Define(wrong, [1, 2, 3]);
            Assert.That(table.Prepare(isDc: false), Does.Contain("more codes"));
            Assert.That(table.Prepare(isDc: false), Does.Contain("more codes"), "asked again");
            table.Define(right, [1, 2, 3]);
            Assert.That(table.Prepare(isDc: false), Is.Null);
            Assert.That(table.Find(0b110UL << 61) >> 16, Is.EqualTo(3));
        }
    }

    /// <summary>
    /// A table of any symbols, also of those that no AC coefficient has; or of a few whose codes are so short that two large values fit an
    /// index.
    /// </summary>
    private static (HuffmanTable Table, HuffmanCode Code, CodeBook Reference) RandomTable(Random random)
    {
        int[] all = [.. Enumerable.Range(0, 256)], few = [0x00, 0xF0, 0x01, 0x15, 0x06, 0x26, 0x07, 0x08];
        random.Shuffle(all);
        random.Shuffle(few);
        var code = HuffmanCode.Random(random, random.Next(2) == 0 ? all.Take(random.Next(1, 257)) : few.Take(random.Next(1, 7)));
        var table = new HuffmanTable();
        table.Define(code.Counts, code.Symbols);
        Assert.That(table.Prepare(isDc: false), Is.Null);
        return (table, code, new CodeBook(code));
    }

    /// <summary>Finds codes by comparing all of them.</summary>
    private sealed class CodeBook(HuffmanCode code)
    {
        private readonly (uint Symbol, int Bits, uint Length)[] codes =
            [.. code.Symbols.Select(symbol => ((uint)symbol, code[symbol].Code, (uint)code[symbol].Length))];

        /// <summary>The code that 16 bits begin with.</summary>
        public (uint Symbol, uint Length)? Find(int bits)
        {
            foreach (var (symbol, candidate, length) in codes)
                if (bits >> 16 - (int)length == candidate) return (symbol, length);
            return null;
        }
    }

    private readonly record struct Coefficient(int Length, int Distance, int Value, bool IsEnd)
    {
        /// <summary>The coefficient that so many bits begin with; null if they do not hold it whole, or begin with none.</summary>
        public static Coefficient? Read(CodeBook codes, int bits, int count)
        {
            if (codes.Find(bits << 16 - count) is not { } code) return null;
            int symbol = (int)code.Symbol, size = symbol & 15, length = (int)code.Length + size;
            if (length > count || size == 0 && symbol is not (0x00 or 0xF0)) return null;
            var value = bits >> count - length & (1 << size) - 1;
            if (size > 0 && value < 1 << size - 1) value -= (1 << size) - 1;
            return new Coefficient(length, (symbol >> 4) + 1, value, symbol == 0);
        }
    }
}
