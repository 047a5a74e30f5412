using FrequencyML.Jpeg.Internal;

namespace FrequencyML.Jpeg.Tests;

/// <summary>
/// A strict decoder of JPEG coefficients that follows the flow charts of ITU-T T.81 bit by bit: slow and obvious, the twin of
/// <see cref="CoefficientImage"/> for sound headers and any scan data. Where T.81 leaves open what broken data does, it does as libjpeg:
/// a zero run that ends with the block, or beyond the band of a progressive scan, ends it.
/// </summary>
internal sealed class ReferenceDecoder
{
    private readonly byte[] jpeg;
    private readonly Component[] components;
    private readonly ReferenceHuffmanTable?[] tables = new ReferenceHuffmanTable?[8];
    private readonly JpegHeader frame;
    private ReferenceBits bits = null!;
    private ScanHeader scan;
    private int restartInterval, endOfBandRun;

    private ReferenceDecoder(byte[] jpeg)
    {
        this.jpeg = jpeg;
        frame = JpegHeader.Read(jpeg);
        components = [.. Enumerable.Range(0, frame.ComponentCount).Select(i => new Component(frame, i))];
    }

    private sealed class Component(JpegHeader frame, int index)
    {
        public JpegComponent Description { get; } = frame[index];
        public int Predictor { get; set; }
        public int[,][] Blocks { get; } =
            Zeros(frame.HeightInMcus * frame[index].VerticalSampling, frame.WidthInMcus * frame[index].HorizontalSampling);

        private static int[,][] Zeros(int rows, int columns)
        {
            var blocks = new int[rows, columns][];
            for (var y = 0; y < rows; y++)
                for (var x = 0; x < columns; x++) blocks[y, x] = new int[64];
            return blocks;
        }
    }

    /// <summary>The coefficients in the order of <see cref="Coefficients.Of(CoefficientImage)"/>.</summary>
    /// <exception cref="InvalidDataException">Something is wrong with the scan data.</exception>
    public static short[] Decode(byte[] jpeg)
    {
        var decoder = new ReferenceDecoder(jpeg);
        decoder.ReadSegments();
        return decoder.Flatten();
    }

    private void ReadSegments()
    {
        var segments = SegmentReader.Start(jpeg);
        while (segments.TryReadMarker(out var marker) && marker != Marker.Eoi)
        {
            if (Marker.StandsAlone(marker)) continue;
            var parameters = segments.ReadParameters(marker);
            if (marker == Marker.Dri) restartInterval = parameters[0] << 8 | parameters[1];
            if (marker == Marker.Dht) ReadTables(parameters);
            if (marker != Marker.Sos) continue;
            scan = ScanHeader.Read(parameters, segments.MarkerOffset, frame);
            segments = new SegmentReader(jpeg, DecodeScan(segments.Position));
        }
    }

    private void ReadTables(ReadOnlySpan<byte> parameters)
    {
        while (!parameters.IsEmpty)
        {
            var table = new ReferenceHuffmanTable(parameters[1..17].ToArray(), parameters[17..].ToArray());
            tables[(parameters[0] >> 4) * 4 + (parameters[0] & 15)] = table;
            parameters = parameters[(17 + table.Length)..];
        }
    }

    /// <returns>The byte offset after the scan's data.</returns>
    private int DecodeScan(int position)
    {
        var intervals = ReferenceBits.Split(jpeg, ref position);
        var only = components[scan[0].Index].Description;
        var (columns, rows) = scan.Count > 1 ? (frame.WidthInMcus, frame.HeightInMcus) : (only.WidthInBlocks, only.HeightInBlocks);
        var restarts = 0;
        for (var mcu = 0; mcu < columns * rows; mcu++)
        {
            if (mcu == 0) Restart(intervals[0]);
            else if (restartInterval > 0 && mcu % restartInterval == 0)
            {
                bits.ExpectEnd([]);
                var expected = restarts++ % 8;
                if (restarts >= intervals.Count || intervals[restarts].RestartNumber != expected)
                    throw new InvalidDataException("A restart marker is missing.");
                Restart(intervals[restarts]);
            }
            DecodeMcu(mcu / columns, mcu % columns);
        }
        bits.ExpectEnd(intervals[(restarts + 1)..]);
        return position;
    }

    private void Restart(ReferenceBits interval)
    {
        bits = interval;
        endOfBandRun = 0;
        foreach (var component in components) component.Predictor = 0;
    }

    private void DecodeMcu(int row, int column)
    {
        for (var i = 0; i < scan.Count; i++)
        {
            var component = components[scan[i].Index];
            var (horizontal, vertical) = scan.Count > 1
                ? (component.Description.HorizontalSampling, component.Description.VerticalSampling)
                : (1, 1);
            for (var v = 0; v < vertical; v++)
                for (var h = 0; h < horizontal; h++)
                    DecodeBlock(component, component.Blocks[row * vertical + v, column * horizontal + h], tables[scan[i].DcTable],
                        tables[4 + scan[i].AcTable]);
        }
    }

    private void DecodeBlock(Component component, int[] block, ReferenceHuffmanTable? dc, ReferenceHuffmanTable? ac)
    {
        if (frame.Process == JpegProcess.Sequential)
        {
            block[0] = DecodeDc(component, dc!);
            DecodeAc(block, ac!);
        }
        else if (scan.SpectralStart > 0 && scan.ApproximationHigh == 0) DecodeBand(block, ac!);
        else if (scan.SpectralStart > 0) RefineBand(block, ac!);
        else if (scan.ApproximationHigh == 0) block[0] = (short)(DecodeDc(component, dc!) << scan.ApproximationLow);
        else block[0] = (short)(block[0] | bits.Next(1) << scan.ApproximationLow);
    }

    /// <summary>T.81, F.2.2.1.</summary>
    private int DecodeDc(Component component, ReferenceHuffmanTable table)
    {
        component.Predictor += bits.NextValue(table.Decode(bits));
        return component.Predictor is >= short.MinValue and <= short.MaxValue ? component.Predictor
            : throw new InvalidDataException("DC beyond 16 bits.");
    }

    /// <summary>T.81, F.2.2.2, figure F.13.</summary>
    private void DecodeAc(int[] block, ReferenceHuffmanTable table)
    {
        for (var k = 1; k < 64; k++)
        {
            var symbol = table.Decode(bits);
            int run = symbol >> 4, size = symbol & 15;
            if (symbol == 0) return;
            if (size == 0 && run < 15) throw new InvalidDataException("A symbol without a meaning.");
            k += run;
            if (k > 63) throw new InvalidDataException("A run beyond the block.");
            block[k] = bits.NextValue(size);
        }
    }

    /// <summary>T.81, G.1.2.2.</summary>
    private void DecodeBand(int[] block, ReferenceHuffmanTable table)
    {
        if (endOfBandRun > 0)
        {
            endOfBandRun--;
            return;
        }
        for (var k = scan.SpectralStart; k <= scan.SpectralEnd; k++)
        {
            var symbol = table.Decode(bits);
            int run = symbol >> 4, size = symbol & 15;
            if (size == 0 && run < 15)
            {
                endOfBandRun = (1 << run) + bits.Next(run) - 1;
                return;
            }
            k += run;
            if (size == 0) continue;
            if (k > scan.SpectralEnd) throw new InvalidDataException("A run beyond the band.");
            block[k] = (short)(bits.NextValue(size) << scan.ApproximationLow);
        }
    }

    /// <summary>T.81, G.1.2.3, figure G.7 read by a decoder.</summary>
    private void RefineBand(int[] block, ReferenceHuffmanTable table)
    {
        var k = scan.SpectralStart;
        for (; k <= scan.SpectralEnd && endOfBandRun == 0; k++)
        {
            var symbol = table.Decode(bits);
            int run = symbol >> 4, size = symbol & 15, value = 0;
            if (size > 1) throw new InvalidDataException("A new coefficient of more than one bit.");
            if (size == 0 && run < 15)
            {
                endOfBandRun = (1 << run) + bits.Next(run);
                break;
            }
            if (size == 1) value = bits.Next(1) == 1 ? 1 << scan.ApproximationLow : -1 << scan.ApproximationLow;
            for (; k <= scan.SpectralEnd; k++)
                if (block[k] != 0) Correct(ref block[k]);
                else if (run-- == 0) break;
            if (value == 0) continue;
            if (k > scan.SpectralEnd) throw new InvalidDataException("A run beyond the band.");
            block[k] = value;
        }
        if (endOfBandRun == 0) return;
        for (; k <= scan.SpectralEnd; k++)
            if (block[k] != 0) Correct(ref block[k]);
        endOfBandRun--;
    }

    private void Correct(ref int coefficient)
    {
        if (bits.Next(1) == 1) coefficient = (short)(coefficient + (Math.Sign(coefficient) << scan.ApproximationLow));
    }

    private short[] Flatten()
    {
        var all = new List<short>();
        foreach (var component in components)
            for (var y = 0; y < component.Description.HeightInBlocks; y++)
                for (var x = 0; x < component.Description.WidthInBlocks; x++)
                {
                    var natural = new short[64];
                    for (var k = 0; k < 64; k++) natural[Zigzag.NaturalOrder[k]] = (short)component.Blocks[y, x][k];
                    all.AddRange(natural);
                }
        return [.. all];
    }
}
