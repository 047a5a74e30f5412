namespace FrequencyML.Conformance.Tests;

/// <summary>Writes baseline JPEG files of given coefficients with Huffman codes of one length, so that no encoder has a say. Source: ITU-T T.81, annexes B and F.</summary>
internal sealed class HandWrittenJpeg
{
    /// <summary>T.81, figure 5: the natural index of each place of the zigzag.</summary>
    private static readonly int[] Zigzag =
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    private readonly List<byte> bytes = [];
    private int bits, bitCount;

    /// <summary>One component.</summary>
    /// <param name="Horizontal">Its horizontal sampling factor.</param>
    /// <param name="Vertical">Its vertical sampling factor.</param>
    /// <param name="Levels">Quantized levels of a block by its row and column in the component: natural order.</param>
    public sealed record Component(int Horizontal, int Vertical, Func<int, int, int[]> Levels)
    {
        /// <summary>The samples of its levels, dequantized: exact, not rounded.</summary>
        public double[,] Samples(int height, int width, int step)
        {
            var samples = new double[height, width];
            for (var y = 0; y < height; y++)
                for (var x = 0; x < width; x++)
                {
                    var levels = Levels(y / 8, x / 8);
                    var sum = 0.0;
                    for (var v = 0; v < 8; v++)
                        for (var u = 0; u < 8; u++)
                            sum += (v == 0 ? Math.Sqrt(0.5) : 1) * (u == 0 ? Math.Sqrt(0.5) : 1) * levels[v * 8 + u] * step
                                * Math.Cos((2 * (y % 8) + 1) * v * Math.PI / 16) * Math.Cos((2 * (x % 8) + 1) * u * Math.PI / 16);
                    samples[y, x] = 128 + sum / 4;
                }
            return samples;
        }
    }

    /// <summary>Writes a file.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="step">The quantization step of every coefficient, 1..255.</param>
    /// <param name="components">One, gray, or three, YCbCr.</param>
    /// <param name="orientation">Of EXIF; null for none.</param>
    public static byte[] Write(int width, int height, int step, Component[] components, int? orientation = null) =>
        new HandWrittenJpeg().WriteFile(width, height, step, components, orientation);

    private byte[] WriteFile(int width, int height, int step, Component[] components, int? orientation)
    {
        bytes.AddRange([0xFF, 0xD8]);
        if (orientation is { } value)
            Segment(0xE1, [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)value, 0, 0, 0, 0, 0, 0, 0]);
        Segment(0xDB, [0, .. Enumerable.Repeat((byte)step, 64)]);
        Segment(0xC0,
        [
            8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, (byte)components.Length,
            .. components.SelectMany((component, i) => new[] { (byte)(i + 1), (byte)(component.Horizontal << 4 | component.Vertical), (byte)0 }),
        ]);
        Segment(0xC4, [0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Enumerable.Range(0, 12).Select(size => (byte)size)]);
        Segment(0xC4, [0x10, 0, 0, 0, 0, 0, 0, 0, 162, 0, 0, 0, 0, 0, 0, 0, 0, .. AcSymbols]);
        Segment(0xDA, [(byte)components.Length, .. components.SelectMany((_, i) => new[] { (byte)(i + 1), (byte)0 }), 0, 63, 0]);
        WriteScan(width, height, components);
        while (bitCount != 0) Put(1, 1);
        bytes.AddRange([0xFF, 0xD9]);
        return [.. bytes];
    }

    private static byte[] AcSymbols { get; } =
        [0x00, 0xF0, .. Enumerable.Range(0, 16).SelectMany(run => Enumerable.Range(1, 10).Select(size => (byte)(run << 4 | size)))];

    private void WriteScan(int width, int height, Component[] components)
    {
        int maxHorizontal = components.Max(component => component.Horizontal), maxVertical = components.Max(component => component.Vertical);
        int mcuWidth = 8 * maxHorizontal, mcuHeight = 8 * maxVertical;
        var predictors = new int[components.Length];
        for (var mcuRow = 0; mcuRow < (height + mcuHeight - 1) / mcuHeight; mcuRow++)
            for (var mcuColumn = 0; mcuColumn < (width + mcuWidth - 1) / mcuWidth; mcuColumn++)
                for (var i = 0; i < components.Length; i++)
                    for (var row = 0; row < components[i].Vertical; row++)
                        for (var column = 0; column < components[i].Horizontal; column++)
                        {
                            var levels = components[i].Levels(mcuRow * components[i].Vertical + row, mcuColumn * components[i].Horizontal + column);
                            WriteBlock(levels, ref predictors[i]);
                        }
    }

    private void WriteBlock(int[] levels, ref int predictor)
    {
        var difference = levels[0] - predictor;
        predictor = levels[0];
        Put(SizeOf(difference), 4);
        PutLevel(difference);
        var run = 0;
        for (var place = 1; place < 64; place++)
        {
            var level = levels[Zigzag[place]];
            if (level == 0)
            {
                run++;
                continue;
            }
            for (; run > 15; run -= 16) Put(Array.IndexOf(AcSymbols, (byte)0xF0), 8);
            Put(Array.IndexOf(AcSymbols, (byte)(run << 4 | SizeOf(level))), 8);
            PutLevel(level);
            run = 0;
        }
        if (run > 0) Put(Array.IndexOf(AcSymbols, (byte)0x00), 8);
    }

    private static int SizeOf(int value) => 32 - int.LeadingZeroCount(Math.Abs(value));

    private void PutLevel(int value) => Put(value >= 0 ? value : value + (1 << SizeOf(value)) - 1, SizeOf(value));

    private void Put(int value, int count)
    {
        for (var bit = count - 1; bit >= 0; bit--)
        {
            bits = bits << 1 | value >> bit & 1;
            if (++bitCount < 8) continue;
            bytes.Add((byte)bits);
            if ((byte)bits == 0xFF) bytes.Add(0);
            (bits, bitCount) = (0, 0);
        }
    }

    private void Segment(byte marker, byte[] content) => bytes.AddRange([0xFF, marker, (byte)(content.Length + 2 >> 8), (byte)(content.Length + 2), .. content]);
}
