using FrequencyML.Jpeg.Internal;

namespace FrequencyML.Jpeg.Tests.Encoder;

/// <summary>Writes the coefficients of a <see cref="CodedImage"/> as a JPEG file: slow, obvious, and with any Huffman codes.</summary>
/// <param name="image">The coefficients.</param>
/// <param name="codeFor">Makes a Huffman code for the symbols of a table that a scan uses.</param>
/// <param name="random">Decides what an encoder may do in several ways; null for the usual one, in sequential scans.</param>
internal sealed class JpegEncoder(CodedImage image, Func<IEnumerable<int>, HuffmanCode> codeFor, Random? random = null)
{
    public static byte[] Encode(CodedImage image, Random random, bool isProgressive, params IEnumerable<CodedScan> scans) =>
        new JpegEncoder(image, symbols => HuffmanCode.Random(random, symbols), random).Encode(isProgressive, scans);

    public byte[] Encode(bool isProgressive, params IEnumerable<CodedScan> scans)
    {
        var builder = new JpegBuilder().Quantization().Frame(isProgressive ? Marker.Sof2 : Marker.Sof1, image.Width, image.Height, 8,
            [.. image.Components.Select((component, i) => ((byte)(10 + i), component.Horizontal, component.Vertical))]);
        var restartInterval = 0;
        foreach (var scan in scans)
        {
            if (scan.RestartInterval != restartInterval) builder.RestartInterval(restartInterval = scan.RestartInterval);
            WriteScan(builder, scan, isProgressive);
        }
        return builder.End();
    }

    private void WriteScan(JpegBuilder builder, CodedScan scan, bool isProgressive)
    {
        int[] tables = [.. scan.Components.Select((component, i) => random?.Next(4) ?? Math.Min(i, 1))];
        BlockCoder coder = isProgressive ? new ProgressiveCoder(scan, random ?? new Random(1)) : new SequentialCoder(random);
        Code(coder, scan, tables);
        var codes = new HuffmanCode?[8];
        for (var table = 0; table < 8; table++)
        {
            var symbols = coder.Symbols.Where(symbol => symbol.Table == table).Select(symbol => symbol.Symbol).Distinct().Order().ToArray();
            if (symbols.Length == 0 && !tables.Contains(table & 3)) continue;
            codes[table] = codeFor(symbols.Length > 0 ? symbols : [0]);
            builder.Huffman((byte)((table / 4) << 4 | table % 4), codes[table]!.Counts, codes[table]!.Symbols);
        }
        builder.Segment(Marker.Sos,
        [
            (byte)scan.Components.Length,
            .. scan.Components.SelectMany((component, i) => new byte[] { (byte)(10 + component), (byte)(tables[i] * 0x11) }),
            (byte)scan.SpectralStart, (byte)scan.SpectralEnd, (byte)(scan.ApproximationHigh << 4 | scan.ApproximationLow),
        ]);
        builder.Raw(Write(coder.Symbols, codes));
    }

    private void Code(BlockCoder coder, CodedScan scan, int[] tables)
    {
        var only = image.Components[scan.Components[0]];
        var isInterleaved = scan.Components.Length > 1;
        var (columns, rows) = isInterleaved ? (image.WidthInMcus, image.HeightInMcus) : (only.WidthInBlocks, only.HeightInBlocks);
        for (var mcu = 0; mcu < columns * rows; mcu++)
        {
            if (mcu > 0 && scan.RestartInterval > 0 && mcu % scan.RestartInterval == 0) coder.Restart();
            for (var i = 0; i < scan.Components.Length; i++)
            {
                var component = image.Components[scan.Components[i]];
                var (horizontal, vertical) = isInterleaved ? (component.Horizontal, component.Vertical) : (1, 1);
                for (var v = 0; v < vertical; v++)
                    for (var h = 0; h < horizontal; h++)
                        coder.Code(component.Block(mcu / columns * vertical + v, mcu % columns * horizontal + h), scan.Components[i],
                            tables[i]);
            }
        }
        coder.End();
    }

    private static byte[] Write(List<CodedSymbol> symbols, HuffmanCode?[] codes)
    {
        var writer = new BitWriter();
        foreach (var symbol in symbols)
        {
            if (symbol.Table == CodedSymbol.Restart)
            {
                writer.Marker((byte)(Marker.Rst0 + symbol.Symbol));
                continue;
            }
            if (symbol.Table != CodedSymbol.BitsAlone)
            {
                var (code, length) = codes[symbol.Table]![symbol.Symbol];
                writer.Write(code, length);
            }
            writer.Write(symbol.Bits, symbol.BitCount);
        }
        return writer.ToArray();
    }
}
