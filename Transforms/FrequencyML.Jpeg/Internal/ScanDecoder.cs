namespace FrequencyML.Jpeg.Internal;

/// <summary>Leads a scan through an image: MCU by MCU, interval by interval, and past what is damaged.</summary>
internal sealed unsafe class ScanDecoder(EntropyCodedData data, DamageLog log)
{
    private BitReader reader;
    private int interval, restarts;
    private bool isLost;

    /// <summary>Decodes a scan whose data has been loaded.</summary>
    /// <param name="scan">Its kind, with the blocks of an MCU.</param>
    /// <param name="header">The scan header.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="buffers">Where the components' coefficients go.</param>
    /// <param name="restartInterval">The MCUs of an interval; 0 for one interval.</param>
    /// <param name="jpeg">The file, for byte offsets in messages.</param>
    /// <param name="consumer">Told of every row of MCUs, if <paramref name="isFinal"/>.</param>
    /// <param name="isFinal">Whether no later scan changes these coefficients.</param>
    public void Decode<TConsumer>(
        Scan scan, in ScanHeader header, in JpegHeader frame, ComponentBuffer[] buffers, int restartInterval, ReadOnlySpan<byte> jpeg,
        ref TConsumer consumer, bool isFinal)
        where TConsumer : ICoefficientConsumer, allows ref struct
    {
        var isInterleaved = header.Count > 1;
        var only = frame[header[0].Index];
        int columns = isInterleaved ? frame.WidthInMcus : only.WidthInBlocks, rows = isInterleaved ? frame.HeightInMcus : only.HeightInBlocks;
        log.Expect((long)rows * columns * scan.BlockCount);
        interval = restarts = 0;
        isLost = false;
        reader = new BitReader(data.Start(0));
        scan.Restart();
        var left = restartInterval == 0 ? int.MaxValue : restartInterval;
        for (var row = 0; row < rows; row++)
        {
            Place(scan, header, frame, buffers, row, isInterleaved);
            for (var column = 0; column < columns;)
            {
                if (left == 0)
                {
                    left = restartInterval;
                    scan.Restart();
                    NextInterval(header, jpeg);
                }
                var count = Math.Min(columns - column, left);
                var decoded = 0;
                if (!isLost)
                {
                    decoded = scan.Decode(ref reader, data.End(interval), count, out var damage);
                    if (damage != ScanDamage.None)
                    {
                        isLost = true;
                        Report(damage, header, jpeg);
                    }
                }
                if (decoded < count)
                {
                    scan.Lose(count - decoded);
                    log.Lose((long)(count - decoded) * scan.BlockCount);
                }
                column += count;
                left -= count;
            }
            if (!isFinal) continue;
            for (var i = 0; i < header.Count; i++)
            {
                var component = header[i].Index;
                consumer.RowsDecoded(component, buffers[component], (row + 1) * (isInterleaved ? frame[component].VerticalSampling : 1));
            }
        }
        if (!isLost && HasMore(upTo: data.IntervalCount - 1)) Report(ScanDamage.ExtraData, header, jpeg);
    }

    private static void Place(Scan scan, in ScanHeader header, in JpegHeader frame, ComponentBuffer[] buffers, int row, bool isInterleaved)
    {
        var plan = scan.Blocks;
        for (var i = 0; i < header.Count; i++)
        {
            var buffer = buffers[header[i].Index];
            int horizontal = isInterleaved ? buffer.Component.HorizontalSampling : 1, vertical = isInterleaved ? buffer.Component.VerticalSampling : 1;
            for (var v = 0; v < vertical; v++)
                for (var h = 0; h < horizontal; h++, plan++)
                {
                    plan->Target = buffer.Row(row * vertical + v) + h * 64;
                    if (frame.Process == JpegProcess.Progressive) plan->Nonzero = buffer.Nonzero(row * vertical + v) + h;
                }
        }
    }

    /// <summary>
    /// Goes on behind the next RST marker; where that is not the one whose turn it is, intervals are lost (T.81, F.2.2 and E.2.4).
    /// </summary>
    private void NextInterval(in ScanHeader header, ReadOnlySpan<byte> jpeg)
    {
        if (!isLost && HasMore(upTo: interval)) Report(ScanDamage.ExtraData, header, jpeg);
        var expected = restarts++ & 7;
        for (isLost = true; interval < data.IntervalCount - 1;)
        {
            var ahead = data.RestartNumber(interval + 1) - expected & 7;
            if (ahead != 0) Report(ScanDamage.MissingRestart, header, jpeg, expected);
            if (ahead is 1 or 2) return;                                              // its own MCUs are still to come
            interval++;
            if (ahead >= 6) continue;                                                 // of MCUs that have passed
            reader = new BitReader(data.Start(interval));
            isLost = false;
            return;
        }
        Report(ScanDamage.Truncated, header, jpeg);
    }

    /// <summary>
    /// Whether data is left where a scan or an interval should end: a sign that damage has put the decoder out of step. Padding, of zeros
    /// or ones, is none.
    /// </summary>
    private bool HasMore(int upTo)
    {
        var start = data.End(interval) - Math.Max(reader.BytesBefore(data.End(interval)), 0);
        var rest = new ReadOnlySpan<byte>(start, (int)(data.End(upTo) - start));
        return rest.ContainsAnyExcept<byte>(0x00) && rest.ContainsAnyExcept<byte>(0xFF);
    }

    private void Report(ScanDamage damage, in ScanHeader header, ReadOnlySpan<byte> jpeg, int expectedRestart = 0)
    {
        if (log.CountIfKnown()) return;                                               // only the first damage is described
        var end = data.End(interval);
        var position = damage is ScanDamage.Truncated or ScanDamage.MissingRestart || reader.Position > end ? end : reader.Position;
        var offset = data.FileOffset(jpeg, position);
        var scan = $"Scan at byte {header.Offset}";
        log.Report(
            damage switch
            {
                ScanDamage.BadCode => $"{scan}: no Huffman code begins at byte {offset}.",
                ScanDamage.BadSymbol => $"{scan}: the Huffman code at byte {offset} stands for a symbol that has no meaning here.",
                ScanDamage.BlockOverrun => $"{scan}: a run at byte {offset} goes beyond the end of its block.",
                ScanDamage.DcOverflow => $"{scan}: a DC coefficient at byte {offset} is beyond 16 bits.",
                ScanDamage.MissingRestart => $"{scan}: the marker after byte {offset} is not RST{expectedRestart}, whose turn it is.",
                ScanDamage.ExtraData => $"{scan}: its data goes on at byte {offset}, after its last block.",
                _ when offset >= jpeg.Length - 1 => $"{scan}: the file is truncated: it ends at byte {jpeg.Length}, before the scan does.",
                _ => $"{scan}: its data ends at byte {offset}, before its last block.",
            },
            offset);
    }
}
