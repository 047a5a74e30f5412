namespace FrequencyML.Dct.Tests;

/// <summary>
/// Writes baseline JPEG files of any sampling factors from random coefficients, byte by byte, for what no encoder at hand writes. All
/// Huffman codes have 8 bits and equal their symbols. Source: ITU-T T.81, Annexes A, B and F.
/// </summary>
internal sealed class JpegFile
{
    private readonly int width, height;
    private readonly (int Horizontal, int Vertical)[] sampling;
    private readonly int mcuColumns, mcuRows;
    private readonly short[][] levels;                                                // by component, [blockRow, blockColumn, zigzagIndex]

    /// <summary>Draws the coefficients: some of each block, more low ones than high ones, in the blocks that complete MCUs too.</summary>
    /// <param name="width">The columns, in pixels.</param>
    /// <param name="height">The rows, in pixels.</param>
    /// <param name="seed">Of the coefficients.</param>
    /// <param name="sampling">The sampling factors of one or three components.</param>
    public JpegFile(int width, int height, int seed, params (int Horizontal, int Vertical)[] sampling)
    {
        (this.width, this.height, this.sampling) = (width, height, sampling);
        mcuColumns = (width + 8 * sampling.Max(factors => factors.Horizontal) - 1) / (8 * sampling.Max(factors => factors.Horizontal));
        mcuRows = (height + 8 * sampling.Max(factors => factors.Vertical) - 1) / (8 * sampling.Max(factors => factors.Vertical));
        var random = new Random(seed);
        levels = Array.ConvertAll(sampling, factors =>
        {
            var component = new short[mcuColumns * factors.Horizontal * mcuRows * factors.Vertical * 64];
            for (var block = 0; block < component.Length; block += 64)
            {
                component[block] = (short)random.Next(-128, 128);
                for (var zigzagIndex = 1; zigzagIndex < 64; zigzagIndex++)
                    if (random.Next(zigzagIndex + 3) < 3) component[block + zigzagIndex] = (short)random.Next(-40, 41);
            }
            return component;
        });
    }

    /// <summary>The file: one interleaved scan, or a scan for each component, which leaves the blocks that complete MCUs out.</summary>
    public byte[] Encode(bool interleaved = true)
    {
        var components = Enumerable.Range(0, sampling.Length).ToArray();
        var file = new List<byte>();
        file.AddRange([0xFF, 0xD8]);
        Segment(0xDB, [0, .. Enumerable.Range(0, 64).Select(zigzagIndex => (byte)(8 - zigzagIndex / 9))]);
        Segment(
            0xC0,
            [
                8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, (byte)sampling.Length,
                .. components.SelectMany(i => new[] { (byte)(i + 1), (byte)(sampling[i].Horizontal << 4 | sampling[i].Vertical), (byte)0 }),
            ]);
        Segment(0xC4, [0x00, .. EightBitCodes(12)]);
        Segment(0xC4, [0x10, .. EightBitCodes(251)]);
        foreach (var scan in interleaved ? [components] : components.Select(component => new[] { component }))
        {
            Segment(0xDA, [(byte)scan.Length, .. scan.SelectMany(i => new[] { (byte)(i + 1), (byte)0 }), 0, 63, 0]);
            file.AddRange(Scan(scan));
        }
        file.AddRange([0xFF, 0xD9]);
        return [.. file];

        void Segment(byte marker, byte[] parameters) =>
            file.AddRange([0xFF, marker, (byte)(parameters.Length + 2 >> 8), (byte)(parameters.Length + 2), .. parameters]);
    }

    private static byte[] EightBitCodes(int count) =>
        [0, 0, 0, 0, 0, 0, 0, (byte)count, 0, 0, 0, 0, 0, 0, 0, 0, .. Enumerable.Range(0, count).Select(i => (byte)i)];

    private List<byte> Scan(int[] components)
    {
        var bits = new BitWriter();
        var predictors = new int[sampling.Length];
        if (components is [var only])
        {
            var (horizontal, vertical) = sampling[only];
            var columns = BlocksOf(width, horizontal, sampling.Max(factors => factors.Horizontal));
            var rows = BlocksOf(height, vertical, sampling.Max(factors => factors.Vertical));
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < columns; column++) Block(only, row, column);
        }
        else
            for (var mcu = 0; mcu < mcuRows * mcuColumns; mcu++)
                foreach (var component in components)
                    for (var v = 0; v < sampling[component].Vertical; v++)
                        for (var h = 0; h < sampling[component].Horizontal; h++)
                        {
                            var (horizontal, vertical) = sampling[component];
                            Block(component, mcu / mcuColumns * vertical + v, mcu % mcuColumns * horizontal + h);
                        }
        return bits.Finish();

        void Block(int component, int row, int column)
        {
            var block = levels[component].AsSpan((row * mcuColumns * sampling[component].Horizontal + column) * 64, 64);
            Symbol(0, block[0] - predictors[component]);
            predictors[component] = block[0];
            var run = 0;
            for (var zigzagIndex = 1; zigzagIndex < 64; zigzagIndex++)
            {
                if (block[zigzagIndex] == 0)
                {
                    run++;
                    continue;
                }
                for (; run > 15; run -= 16) bits.Write(0xF0, 8);
                Symbol(run, block[zigzagIndex]);
                run = 0;
            }
            if (run > 0) bits.Write(0, 8);
        }

        void Symbol(int run, int value)
        {
            var size = 32 - int.LeadingZeroCount(Math.Abs(value));
            bits.Write(run << 4 | size, 8);
            bits.Write(value < 0 ? value + (1 << size) - 1 : value, size);
        }
    }

    private static int BlocksOf(int length, int factor, int largest) => ((length * factor + largest - 1) / largest + 7) / 8;

    private sealed class BitWriter
    {
        private readonly List<byte> bytes = [];
        private int held, count;

        public void Write(int value, int length)
        {
            for (var bit = length - 1; bit >= 0; bit--)
            {
                held = held << 1 | value >> bit & 1;
                if (++count < 8) continue;
                bytes.Add((byte)held);
                if ((byte)held == 0xFF) bytes.Add(0);                                 // byte stuffing, B.1.1.5
                held = count = 0;
            }
        }

        public List<byte> Finish()
        {
            while (count > 0) Write(1, 1);
            return bytes;
        }
    }
}
