using System.Buffers.Binary;
using FrequencyML.Fuzzing.Targets;

namespace FrequencyML.Fuzzing.Mutation;

/// <summary>Makes the inputs of a target from its seeds; the same one for the same seed and number. Not thread-safe.</summary>
internal sealed class Mutator
{
    private const int MaxSteps = 12, LongestNoise = 16;

    private static readonly ulong[] Extremes =
        [0, 1, 2, 7, 8, 63, 64, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x100000000, long.MaxValue, 1UL << 63, ulong.MaxValue];

    private readonly Target target;
    private readonly MutationBuffer buffer = new();
    private readonly Dice dice = new();
    private readonly List<int> starts = [];
    private readonly Action[] steps;

    public Mutator(Target target)
    {
        this.target = target;
        Action[] bytes = [FlipBit, FlipBit, ReplaceByte, ReplaceByte, WriteExtreme, AddToNumber, EditLength, RemoveBlock, CopyBlock, SwapBlocks, InsertNoise, Truncate, Splice];
        Action[] tokens = [InsertToken, OverwriteWithToken];
        Action[] parts = [RemovePart, CopyPart, CopyPart, SwapParts, TakePart, TakePart];
        steps = [.. bytes, .. target.Tokens.Count > 0 ? tokens : [], .. target.Split is not null ? parts : []];
        if (target.IsText) steps = [.. steps, .. tokens, .. tokens, ReplacePart, ReplacePart, ReplacePart, ReplaceWithLike, ReplaceWithLike, ReplaceWithLike, ReplaceWithLike, ReplaceWithLike];
    }

    /// <summary>An input.</summary>
    /// <param name="seed">Of the campaign.</param>
    /// <param name="index">The input's number, from 0.</param>
    /// <returns>At most <see cref="MutationBuffer.MaxLength"/> bytes.</returns>
    public byte[] Create(long seed, long index)
    {
        dice.Begin(target.Name, seed, index);
        buffer.Set(dice.Of(target.Seeds));
        for (var step = 0; step < MaxSteps; step++)
        {
            dice.Of(steps)();
            if (dice.OneIn(2)) break;
        }
        var input = buffer.Bytes.ToArray();
        // Where checksums are wrong nothing behind them is reached; one in eight stays wrong.
        if (target.Repair is not null && !dice.OneIn(8)) target.Repair(input);
        return input;
    }

    private int Place => dice.Below(buffer.Length);

    private void FlipBit()
    {
        if (buffer.Length > 0) buffer.Bytes[Place] ^= (byte)(1 << dice.Below(8));
    }

    private void ReplaceByte()
    {
        if (buffer.Length > 0) buffer.Bytes[Place] = (byte)dice.Next();
    }

    /// <summary>A digit for a digit, a letter for a letter: text that stays what it is, with another value.</summary>
    private void ReplaceWithLike()
    {
        for (var attempt = 0; attempt < 8 && buffer.Length > 0; attempt++)
        {
            ref var value = ref buffer.Bytes[Place];
            if (char.IsAsciiDigit((char)value)) value = (byte)('0' + dice.Below(10));
            else if (char.IsAsciiLetter((char)value)) value = (byte)('a' + dice.Below(26));
            else continue;
            return;
        }
    }

    private void WriteExtreme()
    {
        if (buffer.Length > 0) WriteNumber(Place, 1 << dice.Below(4), dice.Of(Extremes), dice.OneIn(2));
    }

    private void AddToNumber()
    {
        var width = 1 << dice.Below(4);
        if (buffer.Length < width) return;
        var (place, isBigEndian) = (dice.Below(buffer.Length - width + 1), dice.OneIn(2));
        WriteNumber(place, width, ReadNumber(place, width, isBigEndian) + (ulong)(dice.Below(33) - 16), isBigEndian);
    }

    /// <summary>Makes a number that may be the length of what follows too short, too long, or just what is left.</summary>
    private void EditLength()
    {
        for (var attempt = 0; attempt < 16; attempt++)
        {
            var width = 1 << dice.Below(4);
            if (buffer.Length < width) continue;
            var (place, isBigEndian) = (dice.Below(buffer.Length - width + 1), dice.OneIn(2));
            var left = (ulong)(buffer.Length - place - width);
            if (ReadNumber(place, width, isBigEndian) is var number && (number == 0 || number > left + 8)) continue;
            WriteNumber(place, width, dice.Below(4) switch { 0 => left + (ulong)dice.Below(3) - 1, 1 => number / 2, 2 => number * 2, _ => number + (ulong)dice.Below(5) - 2 }, isBigEndian);
            return;
        }
    }

    private void RemoveBlock()
    {
        if (buffer.Length == 0) return;
        var start = Place;
        buffer.Remove(start, dice.Length(buffer.Length - start));
    }

    private void CopyBlock()
    {
        if (buffer.Length == 0) return;
        var start = Place;
        var block = buffer.Bytes.Slice(start, dice.Length(buffer.Length - start));
        if (dice.OneIn(2)) buffer.Insert(dice.Below(buffer.Length + 1), block);
        else buffer.Overwrite(Place, block.ToArray());
    }

    private void SwapBlocks()
    {
        if (buffer.Length < 2) return;
        var length = dice.Length(buffer.Length / 2);
        var (one, other) = (dice.Below(buffer.Length - length + 1), dice.Below(buffer.Length - length + 1));
        var block = buffer.Bytes.Slice(one, length).ToArray();
        buffer.Overwrite(one, buffer.Bytes.Slice(other, length).ToArray());
        buffer.Overwrite(other, block);
    }

    private void InsertNoise()
    {
        Span<byte> noise = stackalloc byte[dice.Length(LongestNoise)];
        if (dice.OneIn(2)) noise.Fill((byte)dice.Next());
        else foreach (ref var value in noise) value = (byte)dice.Next();
        buffer.Insert(dice.Below(buffer.Length + 1), noise);
    }

    private void Truncate() => buffer.Truncate(dice.OneIn(2) ? dice.Below(buffer.Length + 1) : buffer.Length - dice.Below(Math.Min(buffer.Length, 16) + 1));

    /// <summary>The beginning of this, and the end of a seed.</summary>
    private void Splice()
    {
        var other = dice.Of(target.Seeds);
        var start = dice.Below(buffer.Length + 1);
        var from = dice.OneIn(2) ? Math.Min(start, other.Length) : dice.Below(other.Length + 1);
        buffer.Truncate(start);
        buffer.Insert(start, other.AsSpan(from));
    }

    private void InsertToken() => buffer.Insert(dice.Below(buffer.Length + 1), dice.Of(target.Tokens));

    private void OverwriteWithToken() => buffer.Overwrite(dice.Below(buffer.Length + 1), dice.Of(target.Tokens));

    private void RemovePart()
    {
        if (Part(buffer.Bytes, out var start, out var length)) buffer.Remove(start, length);
    }

    private void CopyPart()
    {
        if (Part(buffer.Bytes, out var start, out var length)) buffer.Insert(dice.Of(starts), buffer.Bytes.Slice(start, length));
    }

    private void SwapParts()
    {
        if (!Part(buffer.Bytes, out var start, out var length)) return;
        var part = buffer.Bytes.Slice(start, length).ToArray();
        buffer.Remove(start, length);
        if (Part(buffer.Bytes, out var place, out _)) buffer.Insert(place, part);
    }

    /// <summary>Inserts a part of a seed.</summary>
    private void TakePart()
    {
        var other = dice.Of(target.Seeds);
        if (!Part(other, out var start, out var length)) return;
        buffer.Insert(Part(buffer.Bytes, out var place, out _) ? place : 0, other.AsSpan(start, length));
    }

    private void ReplacePart()
    {
        if (!Part(buffer.Bytes, out var start, out var length)) return;
        buffer.Remove(start, length);
        buffer.Insert(start, dice.Of(target.Tokens));
    }

    private bool Part(ReadOnlySpan<byte> content, out int start, out int length)
    {
        (start, length) = (0, 0);
        starts.Clear();
        target.Split?.Invoke(content, starts);
        if (starts.Count == 0) return false;
        var part = dice.Below(starts.Count);
        start = starts[part];
        length = (part + 1 < starts.Count ? starts[part + 1] : content.Length) - start;
        return true;
    }

    private ulong ReadNumber(int place, int width, bool isBigEndian)
    {
        Span<byte> number = stackalloc byte[8];
        number.Clear();
        buffer.Bytes.Slice(place, width).CopyTo(isBigEndian ? number[(8 - width)..] : number);
        return isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(number) : BinaryPrimitives.ReadUInt64LittleEndian(number);
    }

    private void WriteNumber(int place, int width, ulong value, bool isBigEndian)
    {
        Span<byte> number = stackalloc byte[8];
        if (isBigEndian) BinaryPrimitives.WriteUInt64BigEndian(number, value);
        else BinaryPrimitives.WriteUInt64LittleEndian(number, value);
        buffer.Overwrite(place, isBigEndian ? number[(8 - width)..] : number[..width]);
    }
}
