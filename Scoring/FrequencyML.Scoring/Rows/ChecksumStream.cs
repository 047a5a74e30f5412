namespace FrequencyML.Scoring.Rows;

/// <summary>Passes on what is written, with its <see cref="ParquetChecksum"/> in front of the footer.</summary>
/// <param name="target">Receives the file; stays open.</param>
internal sealed class ChecksumStream(Stream target) : Stream
{
    private uint checksum = ParquetChecksum.Start;
    private MemoryStream? footer;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>What follows is the footer.</summary>
    public void BeginFooter() => footer = new MemoryStream();

    /// <summary>The footer is whole: writes the checksum and the footer.</summary>
    public void EndFooter()
    {
        Span<byte> bytes = stackalloc byte[ParquetChecksum.Length];
        ParquetChecksum.Write(checksum, bytes);
        target.Write(bytes);
        footer!.WriteTo(target);
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        checksum = ParquetChecksum.Append(checksum, buffer);
        (footer ?? target).Write(buffer);
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>Does nothing: the stream below is its owner's to flush.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
