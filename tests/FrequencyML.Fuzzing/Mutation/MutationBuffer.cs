namespace FrequencyML.Fuzzing.Mutation;

/// <summary>The bytes of an input while it is made; what would be longer than an input may be is cut off.</summary>
internal sealed class MutationBuffer
{
    /// <summary>The most bytes of an input.</summary>
    public const int MaxLength = 8 << 10;

    private readonly byte[] bytes = new byte[MaxLength];
    private readonly byte[] copy = new byte[MaxLength];

    public int Length { get; private set; }

    public Span<byte> Bytes => bytes.AsSpan(0, Length);

    public void Set(ReadOnlySpan<byte> content)
    {
        Length = Math.Min(content.Length, MaxLength);
        content[..Length].CopyTo(bytes);
    }

    public void Remove(int start, int count)
    {
        bytes.AsSpan(start + count, Length - start - count).CopyTo(bytes.AsSpan(start));
        Length -= count;
    }

    /// <summary>Inserts bytes, which may be some of this.</summary>
    public void Insert(int start, ReadOnlySpan<byte> content)
    {
        content = content[..Math.Min(content.Length, MaxLength - start)];
        content.CopyTo(copy);
        var kept = Math.Min(Length - start, MaxLength - start - content.Length);
        bytes.AsSpan(start, kept).CopyTo(bytes.AsSpan(start + content.Length));
        copy.AsSpan(0, content.Length).CopyTo(bytes.AsSpan(start));
        Length = start + content.Length + kept;
    }

    /// <summary>Writes over what is there, up to the end.</summary>
    public void Overwrite(int start, ReadOnlySpan<byte> content) => content[..Math.Min(content.Length, Length - start)].CopyTo(bytes.AsSpan(start));

    public void Truncate(int length) => Length = length;
}
