using System.Buffers.Binary;
using FrequencyML.Dct;
using FrequencyML.Dct.Internal;

namespace FrequencyML.Fuzzing.Targets;

/// <summary>
/// The kernels that use vectors against plain twins, on inputs that say sizes, weights and values; what they must not touch is guarded. Two sums of n products
/// in another order, with products rounded or not, differ by about 2 n units of rounding of the sum of the absolute products at most: that is what is allowed.
/// </summary>
internal static unsafe class KernelTargets
{
    private const int Guard = 24, Lanes = CoefficientKernel.Lanes, MaxRows = 6, MaxColumns = 6;
    private const double SingleRounding = 1.0 / (1 << 24), DoubleRounding = 1.0 / (1L << 53);

    private static readonly float Untouched = BitConverter.UInt32BitsToSingle(0x7FC0_1234);   // a NaN of our own

    public static IEnumerable<Target> All()
    {
        byte[] noise = new byte[2048];
        new Random(1).NextBytes(noise);
        byte[][] seeds = [noise, new byte[512], [.. Enumerable.Repeat((byte)0x7F, 700)], [.. Enumerable.Range(0, 900).Select(i => (byte)(i % 2 == 0 ? 0x80 : 0))]];
        yield return new("agree-vertical", 20, () => Vertical) { Seeds = seeds };
        yield return new("agree-horizontal", 20, () => Horizontal) { Seeds = seeds };
        yield return new("agree-dct", 20, () => Transform) { Seeds = seeds };
        yield return new("agree-operator", 20, () => Operator) { Seeds = seeds };
    }

    private static bool Vertical(byte[] input)
    {
        var numbers = new Numbers(input);
        int rowCount = 1 + numbers.Below(MaxRows), columns = 2 * (1 + numbers.Below(MaxColumns / 2)), group = numbers.Below(Lanes / CoefficientKernel.GroupLength);
        var levels = new short[rowCount * columns * 64];
        for (var i = 0; i < levels.Length; i++) levels[i] = numbers.Int16();
        float[] steps = numbers.Singles(64, 65535), weights = numbers.Singles(rowCount * 8 * CoefficientKernel.GroupLength, 1);
        float[] actual = Buffer(columns * 8 * Lanes), expected = Buffer(columns * 8 * Lanes), sizes = Buffer(columns * 8 * Lanes);
        var absolute = Array.ConvertAll(levels, level => (short)Math.Abs(Math.Max(level, (short)-short.MaxValue)));
        var offset = Guard + group * CoefficientKernel.GroupLength;
        short** rows = stackalloc short*[rowCount], absoluteRows = stackalloc short*[rowCount];
        fixed (short* l = levels, m = absolute)
        fixed (float* s = steps, t = Absolute(steps), w = weights, v = Absolute(weights), a = actual, e = expected, z = sizes)
        {
            for (var row = 0; row < rowCount; row++)
            {
                rows[row] = l + row * columns * 64;
                absoluteRows[row] = m + row * columns * 64;
            }
            CoefficientKernel.MultiplyVertical(rows, rowCount, columns, s, w, a + offset);
            CoefficientKernel.MultiplyVerticalScalar(rows, rowCount, columns, s, w, e + offset);
            CoefficientKernel.MultiplyVerticalScalar(absoluteRows, rowCount, columns, t, v, z + offset);
        }
        Compare(expected, actual, sizes, rowCount * 8, i => i >= Guard && i < actual.Length - Guard && (i - Guard) % Lanes / CoefficientKernel.GroupLength == group);
        return true;
    }

    private static bool Horizontal(byte[] input)
    {
        var numbers = new Numbers(input);
        int frequencies = 2 * (1 + numbers.Below(4)), count = 8 * (1 + numbers.Below(8)), blocks = 1 + numbers.Below(4);
        int stride = blocks * Lanes, length = (frequencies - 1) * stride + Lanes;
        float[] source = numbers.Singles(count * Lanes, 1 << 20), weights = numbers.Singles(count * frequencies, 1);
        float[] actual = Buffer(length), expected = Buffer(length), sizes = Buffer(length);
        fixed (float* x = source, y = Absolute(source), w = weights, v = Absolute(weights), a = actual, e = expected, z = sizes)
        {
            CoefficientKernel.MultiplyHorizontal(x, count, w, frequencies, a + Guard, stride);
            CoefficientKernel.MultiplyHorizontalScalar(x, count, w, frequencies, e + Guard, stride);
            CoefficientKernel.MultiplyHorizontalScalar(y, count, v, frequencies, z + Guard, stride);
        }
        Compare(expected, actual, sizes, count, i => i >= Guard && i < actual.Length - Guard && (i - Guard) % stride < Lanes);
        return true;
    }

    /// <summary>The 8x8 DCT against its formula in double precision.</summary>
    private static bool Transform(byte[] input)
    {
        var block = new Numbers(input).Singles(64, 4096);
        Span<float> actual = stackalloc float[64], back = stackalloc float[64];
        Dct8x8.Forward(block, actual);
        Dct8x8.Inverse(block, back);
        for (var v = 0; v < 8; v++)
            for (var u = 0; u < 8; u++)
            {
                double forward = 0, inverse = 0, forwardSize = 0, inverseSize = 0;
                for (var y = 0; y < 8; y++)
                    for (var x = 0; x < 8; x++)
                    {
                        double f = Dct8x8.Basis[v, y] * Dct8x8.Basis[u, x] * block[y * 8 + x], i = Dct8x8.Basis[y, v] * Dct8x8.Basis[x, u] * block[y * 8 + x];
                        (forward, forwardSize, inverse, inverseSize) = (forward + f, forwardSize + Math.Abs(f), inverse + i, inverseSize + Math.Abs(i));
                    }
                // Two products of 8 terms, of a basis that is rounded itself.
                if (!(Math.Abs(forward - actual[v * 8 + u]) <= 2 * (16 + 4) * forwardSize * SingleRounding)) throw new DisagreementException($"Coefficient [{v}, {u}] is {actual[v * 8 + u]}, not {forward}.");
                if (!(Math.Abs(inverse - back[v * 8 + u]) <= 2 * (16 + 4) * inverseSize * SingleRounding)) throw new DisagreementException($"Sample [{v}, {u}] is {back[v * 8 + u]}, not {inverse}.");
            }
        return true;
    }

    /// <summary>A resampling times the blockwise inverse DCT against the sums that it stands for.</summary>
    private static bool Operator(byte[] input)
    {
        var numbers = new Numbers(input);
        int length = 1 + numbers.Below(400), rows = 8 * (1 + numbers.Below(4));
        var scale = Math.Max(length / 300.0, (double)length / (rows + numbers.Below(200)));
        var last = length / scale - rows;
        var first = Math.Max(0, Math.Floor(last * numbers.Below(256) / 255));
        if (last < 0) return false;
        var samples = BandedMatrix.Resample(length, scale, first, rows, numbers.Below(2) == 0 ? ResizeKernel.Triangle : ResizeKernel.Bilinear);
        var coefficients = samples.TimesInverseBlockDct();
        for (var row = 0; row < rows; row++)
        {
            ReadOnlySpan<double> taps = samples.Row(row), run = coefficients.Row(row);
            int start = samples.Start(row), at = coefficients.Start(row);
            if (at % 8 != 0 || run.Length % 8 != 0 || at > start || at + run.Length < start + taps.Length) throw new DisagreementException($"Row {row} spans {at}+{run.Length}, its samples {start}+{taps.Length}.");
            for (var i = 0; i < run.Length; i++)
            {
                double sum = 0, size = 0;
                for (var tap = 0; tap < taps.Length; tap++)
                {
                    if ((start + tap) / 8 != (at + i) / 8) continue;
                    var term = taps[tap] * Dct8x8.Basis[(at + i) % 8, (start + tap) % 8];
                    (sum, size) = (sum + term, size + Math.Abs(term));
                }
                if (!(Math.Abs(sum - run[i]) <= 2 * (8 + 2) * size * DoubleRounding)) throw new DisagreementException($"Row {row} has {run[i]} at {at + i}, not {sum}.");
            }
        }
        samples.Return();
        coefficients.Return();
        return true;
    }

    private static float[] Buffer(int length)
    {
        var buffer = new float[length + 2 * Guard];
        Array.Fill(buffer, Untouched);
        return buffer;
    }

    private static float[] Absolute(float[] values) => Array.ConvertAll(values, Math.Abs);

    private static void Compare(float[] expected, float[] actual, float[] sizes, int terms, Func<int, bool> isWritten)
    {
        for (var i = 0; i < actual.Length; i++)
        {
            var isRight = isWritten(i)
                ? Math.Abs((double)expected[i] - actual[i]) <= 2 * (terms + 2) * SingleRounding * sizes[i]
                : BitConverter.SingleToUInt32Bits(actual[i]) == BitConverter.SingleToUInt32Bits(Untouched);
            if (!isRight) throw new DisagreementException($"Float {i - Guard} is {actual[i]}, not {(isWritten(i) ? expected[i] : "untouched")}.");
        }
    }

    /// <summary>The numbers that an input stands for, over and over.</summary>
    private struct Numbers(byte[] input)
    {
        private int next;

        public byte Byte() => input.Length == 0 ? (byte)0 : input[next++ % input.Length];

        public int Below(int limit) => Byte() % limit;

        public short Int16() => BinaryPrimitives.ReadInt16LittleEndian([Byte(), Byte()]);

        /// <summary>Values from minus to plus the largest.</summary>
        public float[] Singles(int count, float largest)
        {
            var values = new float[count];
            for (var i = 0; i < count; i++) values[i] = Int16() * (largest / 32768);
            return values;
        }
    }
}
