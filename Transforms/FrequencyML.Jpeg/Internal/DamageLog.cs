namespace FrequencyML.Jpeg.Internal;

/// <summary>The one place that decides what damage does: a strict read throws, a lenient one keeps the first message and goes on.</summary>
internal sealed class DamageLog
{
    private bool lenient;
    private string? message;
    private int count;
    private long offset, lostBlocks, blocks;

    public JpegDamage? Damage => message is null ? null : new JpegDamage(message, offset, count, lostBlocks, blocks);

    public void Reset(bool lenient)
    {
        this.lenient = lenient;
        message = null;
        count = 0;
        lostBlocks = blocks = 0;
    }

    /// <summary>Counts blocks that a scan should code.</summary>
    public void Expect(long count) => blocks += count;

    /// <summary>Counts blocks that were not decoded.</summary>
    public void Lose(long count) => lostBlocks += count;

    /// <summary>Counts damage, if it is not the first: what it is need not be found out then.</summary>
    public bool CountIfKnown()
    {
        if (message is not null) count++;
        return message is not null;
    }

    /// <summary>Reports damage.</summary>
    /// <exception cref="InvalidDataException">The reader is strict.</exception>
    public void Report(string what, long byteOffset)
    {
        if (!lenient) throw new InvalidDataException(what);
        if (CountIfKnown()) return;
        count = 1;
        message = what;
        offset = byteOffset;
    }
}
