using FrequencyML.Jpeg.Internal;

namespace FrequencyML.Jpeg;

/// <summary>
/// Reads the quantized DCT coefficients of JPEG files into buffers that it keeps from file to file: no dequantization, no inverse DCT, and
/// in steady state no allocation. Not thread-safe; one instance per thread.
/// </summary>
/// <remarks>Written from ITU-T T.81 (1992), Annexes B, C, F.2 and G.2.</remarks>
public sealed class CoefficientImage
{
    /// <summary>Bytes of a scan from which on tables of coefficient pairs are worth building for it alone.</summary>
    private const int LongScan = 16 << 10;

    private readonly JpegReadOptions options;
    private readonly SegmentState state = new();
    private readonly EntropyCodedData data = new();
    private readonly Progression progression = new();
    private readonly DamageLog log = new();
    private readonly ScanDecoder decoder;
    private readonly ComponentBuffer[] buffers = [new(), new(), new(), new()];
    private readonly SequentialScan sequential = new();
    private readonly DcScan dc = new();
    private readonly AcScan ac = new();
    private readonly AcRefinementScan acRefinement = new();
    private JpegHeader opened;
    private int scanPosition;

    /// <summary>Creates a reader with empty buffers.</summary>
    /// <param name="options">Strictness and limits; null for <see cref="JpegReadOptions.Default"/>.</param>
    public CoefficientImage(JpegReadOptions? options = null)
    {
        this.options = options ?? JpegReadOptions.Default;
        decoder = new ScanDecoder(data, log);
    }

    /// <summary>The header of the image that was read last; without components if that failed.</summary>
    public JpegHeader Header { get; private set; }

    /// <summary>What a lenient read had to leave out; null if nothing.</summary>
    public JpegDamage? Damage => log.Damage;

    /// <summary>Whether the image that was read last ends with EOI; what follows is not looked at.</summary>
    internal bool HasEnd { get; private set; }

    /// <summary>The bytes that the buffers have grown to.</summary>
    internal long BufferBytes => data.BufferBytes + buffers[0].BufferBytes + buffers[1].BufferBytes + buffers[2].BufferBytes + buffers[3].BufferBytes;

    /// <summary>Reads the coefficients of all components; <see cref="Plane"/> gives them out.</summary>
    /// <param name="jpeg">A whole 8-bit Huffman-coded stream (SOF0, SOF1 or SOF2) from SOI on; what follows EOI is not looked at.</param>
    /// <exception cref="InvalidDataException">The stream breaks T.81 or is truncated; the message gives the byte offset.</exception>
    /// <exception cref="NotSupportedException">
    /// Arithmetic, lossless, hierarchical or 12-bit coding, more than 4 components, an image beyond the limits of the options, or a file
    /// or component that is too large for an array.
    /// </exception>
    public void Read(ReadOnlySpan<byte> jpeg)
    {
        var whole = default(WholeImage);
        Open(jpeg);
        ReadScans(jpeg, options, ref whole);
        Header = opened;
    }

    /// <summary>The coefficients of a component.</summary>
    /// <param name="component">Its index in the frame, 0..<see cref="JpegHeader.ComponentCount"/>-1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such component.</exception>
    public CoefficientPlane Plane(int component)
    {
        var description = Header[component];
        var buffer = buffers[component];
        var blocks = (description.HeightInBlocks - 1) * buffer.Stride + description.WidthInBlocks;
        return new CoefficientPlane(buffer.Coefficients[..(blocks * 64)], buffer.Stride, description, buffer.Steps);
    }

    /// <summary>Reads a file's header; <see cref="ReadScans"/> goes on from there.</summary>
    internal JpegHeader Open(ReadOnlySpan<byte> jpeg)
    {
        Header = default;                                                             // of planes that are about to go
        log.Reset(lenient: false);
        var segments = SegmentReader.Start(jpeg);
        opened = state.ReadHeader(ref segments, jpeg);
        scanPosition = segments.Position;
        return opened;
    }

    /// <summary>
    /// Counts the scans of the file that has been opened, by their markers alone: of any coding, and of a damaged file at least those that another decoder finds.
    /// </summary>
    /// <param name="jpeg">The file.</param>
    /// <param name="components">How many components its first scan codes.</param>
    internal int CountScans(ReadOnlySpan<byte> jpeg, out int components)
    {
        var segments = new SegmentReader(jpeg, scanPosition);
        components = segments.ReadParameters(Marker.Sos) is [var count, ..] ? count : 0;
        var scans = 1;
        while (segments.TryReadMarker(out var marker) && marker != Marker.Eoi)
        {
            if (marker < Marker.Sof0 || Marker.StandsAlone(marker)) continue;         // libjpeg passes over invalid ones as over those without parameters
            if (marker == Marker.Sos) scans++;
            if (!segments.TrySkipParameters()) break;
        }
        return scans;
    }

    /// <summary>
    /// Reads the coefficients of the file that has been opened, and hands them to a consumer; of a sequential interleaved image only the
    /// rows that it asks for are held.
    /// </summary>
    internal void ReadScans<TConsumer>(ReadOnlySpan<byte> jpeg, JpegReadOptions readOptions, ref TConsumer consumer)
        where TConsumer : ICoefficientConsumer, allows ref struct
    {
        log.Reset(readOptions.Lenient);
        progression.Reset();
        var header = opened;
        var segments = new SegmentReader(jpeg, scanPosition);
        if (header.Unsupported is not null) throw new NotSupportedException(header.Unsupported);
        if ((long)header.Width * header.Height > readOptions.MaxPixels)
            throw new NotSupportedException(
                $"The image has {header.Width}x{header.Height} pixels; the limit is {readOptions.MaxPixels} (MaxPixels).");
        for (var i = 0; i < header.ComponentCount; i++) buffers[i].Begin(header[i], header.WidthInMcus, header.HeightInMcus);
        consumer.Begin(header);

        var first = ScanHeader.Read(segments.ReadParameters(Marker.Sos), segments.MarkerOffset, header);
        var isStreamed = header.Process == JpegProcess.Sequential && first.Count == header.ComponentCount;
        if (!readOptions.Lenient) CheckLength(first, header, jpeg.Length - segments.Position);
        Allocate(header, readOptions, ref consumer, isStreamed);
        Decode(first, header, jpeg, ref segments, ref consumer, isStreamed);
        var sawEnd = false;
        try
        {
            for (var scans = 2; state.ReadToScan(ref segments, out sawEnd); scans++)
            {
                if (scans > readOptions.MaxScans)
                    throw new NotSupportedException($"The file has more than {readOptions.MaxScans} scans (MaxScans).");
                var scan = ScanHeader.Read(segments.ReadParameters(Marker.Sos), segments.MarkerOffset, header);
                Decode(scan, header, jpeg, ref segments, ref consumer, isFinal: false);
            }
        }
        catch (InvalidDataException error) when (readOptions.Lenient)
        {
            log.Report(error.Message, segments.MarkerOffset);                         // what the scans before gave is there
        }
        HasEnd = sawEnd;
        CheckComplete(header, sawEnd, jpeg.Length);
        for (var i = 0; i < header.ComponentCount && !isStreamed; i++) consumer.RowsDecoded(i, buffers[i], header[i].HeightInBlocks);
    }

    /// <summary>
    /// A block of a first scan takes a bit at least: a header that promises more is found out before memory is spent on it.
    /// </summary>
    private static void CheckLength(in ScanHeader scan, in JpegHeader header, int bytes)
    {
        long blocks = 0;
        for (var i = 0; i < scan.Count; i++) blocks += (long)header[scan[i].Index].WidthInBlocks * header[scan[i].Index].HeightInBlocks;
        if (scan.SpectralStart == 0 && blocks > 8L * bytes)
            throw new InvalidDataException(
                $"Scan at byte {scan.Offset}: {blocks} blocks cannot be in the {bytes} bytes that follow: the file is truncated, or its size wrong.");
    }

    private void Allocate<TConsumer>(in JpegHeader header, JpegReadOptions readOptions, ref TConsumer consumer, bool isStreamed)
        where TConsumer : ICoefficientConsumer, allows ref struct
    {
        var isProgressive = header.Process == JpegProcess.Progressive;
        Span<int> rows = stackalloc int[header.ComponentCount];
        long bytes = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var buffer = buffers[i];
            // Whole rows of MCUs: the one that is being decoded must not run over rows that the consumer still needs.
            var vertical = header[i].VerticalSampling;
            rows[i] = isStreamed ? (int)Math.Min(buffer.Rows, (consumer.RowsKept(i) + 2L * (vertical - 1)) / vertical * vertical) : buffer.Rows;
            var size = buffer.BytesFor(rows[i], isProgressive);
            bytes += size;
            if (bytes > readOptions.MaxCoefficientBytes)
                throw new NotSupportedException(
                    $"The coefficients take more than {readOptions.MaxCoefficientBytes} bytes (MaxCoefficientBytes).");
            if (size > ComponentBuffer.MaxBytes)
                throw new NotSupportedException(
                    $"The coefficients of component {header[i].Id} take {size} bytes, more than one array holds.");
        }
        for (var i = 0; i < rows.Length; i++) buffers[i].Allocate(rows[i], isProgressive);
    }

    private void Decode<TConsumer>(
        in ScanHeader header, in JpegHeader frame, ReadOnlySpan<byte> jpeg, ref SegmentReader segments, ref TConsumer consumer, bool isFinal)
        where TConsumer : ICoefficientConsumer, allows ref struct
    {
        var isProgressive = frame.Process == JpegProcess.Progressive;
        var end = data.Load(jpeg, segments.Position, MaxIntervals(header, frame));
        var scan = Kind(header, isProgressive);
        scan.Clear();
        var prepared = 0;                                                             // AC tables that an earlier component shares, as bits
        for (var i = 0; i < header.Count; i++)
        {
            var selected = header[i];
            var buffer = buffers[selected.Index];
            if (!isProgressive && buffer.IsScanned)
                throw new InvalidDataException(
                    $"Scan at byte {header.Offset} codes component {buffer.Component.Id}, which an earlier scan has coded.");
            buffer.TakeSteps(state.Quantization, header.Offset);
            var dcTable = header.SpectralStart == 0 && header.ApproximationHigh == 0 ? state.Huffman.Get(isDc: true, selected.DcTable, header.Offset) : null;
            var acTable = header.SpectralEnd > 0 ? state.Huffman.Get(isDc: false, selected.AcTable, header.Offset) : null;
            if (!isProgressive && (prepared >> selected.AcTable & 1) == 0) acTable!.PreparePairs(isLongScan: data.LengthInBits > 8 * LongScan);
            prepared |= 1 << selected.AcTable;
            var (horizontal, vertical) = header.Count > 1 ? (buffer.Component.HorizontalSampling, buffer.Component.VerticalSampling) : (1, 1);
            for (var block = 0; block < horizontal * vertical; block++) scan.Add(selected.Index, horizontal, dcTable, acTable);
        }
        // Only now can it be decoded: until here an exception means that there is no such scan.
        segments = new SegmentReader(jpeg, end);
        for (var i = 0; i < header.Count; i++) buffers[header[i].Index].IsScanned = true;
        if (isProgressive && progression.Add(header) is { } wrong) log.Report($"Scan at byte {header.Offset} {wrong}.", header.Offset);
        decoder.Decode(scan, header, frame, buffers, state.RestartInterval, jpeg, ref consumer, isFinal);
    }

    /// <summary>
    /// Twice the intervals that a scan has, for RST markers that damage has brought in; a file of nothing else costs no more.
    /// </summary>
    private long MaxIntervals(in ScanHeader header, in JpegHeader frame)
    {
        var only = frame[header[0].Index];
        var mcus = header.Count > 1 ? (long)frame.WidthInMcus * frame.HeightInMcus : (long)only.WidthInBlocks * only.HeightInBlocks;
        return 2 + (state.RestartInterval == 0 ? 0 : 2 * (mcus / state.RestartInterval));
    }

    private Scan Kind(in ScanHeader header, bool isProgressive)
    {
        if (!isProgressive) return sequential;
        if (header.SpectralStart == 0)
        {
            dc.Begin(isRefinement: header.ApproximationHigh > 0, header.ApproximationLow);
            return dc;
        }
        if (header.ApproximationHigh == 0)
        {
            ac.Begin(header.SpectralStart, header.SpectralEnd, header.ApproximationLow);
            return ac;
        }
        acRefinement.Begin(header.SpectralStart, header.SpectralEnd, header.ApproximationLow);
        return acRefinement;
    }

    /// <summary>
    /// A file whose last scan is whole may lack EOI, if no scan is missing; one with EOI may leave out AC coefficients or their last bits,
    /// which an encoder may have meant.
    /// </summary>
    private void CheckComplete(in JpegHeader header, bool sawEnd, int length)
    {
        for (var i = 0; i < header.ComponentCount; i++)
        {
            var isSequential = header.Process == JpegProcess.Sequential;
            if (!(isSequential ? buffers[i].IsScanned : progression.HasDc(i)))
            {
                log.Report($"The file ends at byte {length} without {(isSequential ? "a scan" : "the DC coefficients")} of component {header[i].Id}.", length);
                if (!buffers[i].IsScanned) buffers[i].Lose(state.Quantization);
            }
            else if (!sawEnd && !isSequential && !progression.IsComplete(i))
                log.Report($"The file is truncated: it ends at byte {length}, between the scans of component {header[i].Id}.", length);
        }
    }
}
