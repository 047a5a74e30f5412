using System.Runtime.InteropServices;
using FrequencyML.Dct.Internal;
using NUnit.Framework;

namespace FrequencyML.Dct.Tests.Internal;

/// <summary>The kernels that use vectors against the plain ones; all of them between guards that nothing may touch.</summary>
public sealed unsafe class CoefficientKernelTests
{
    private const int Lanes = CoefficientKernel.Lanes, GroupLength = CoefficientKernel.GroupLength, Guard = 24;

    private static readonly float Untouched = BitConverter.UInt32BitsToSingle(0x7FC0_1234);   // a NaN of our own

    [Test]
    public void MultiplyVertical_RandomRows_EqualsScalar(
        [Range(1, 9)] int rowCount, [Values(2, 4, 6, 18)] int columns, [Range(0, 3)] int group)
    {
        var random = new Random(rowCount * 100 + columns);
        // Rows anywhere in memory, in any order and more than once; the extremes of Int16 among the levels.
        short Level() => random.Next(50) == 0 ? short.MinValue : (short)random.Next(-2000, 2000);
        var levels = Array.ConvertAll(new short[3][], _ => Array.ConvertAll(new short[columns * 64], _ => Level()));
        var order = Array.ConvertAll(new int[rowCount], _ => random.Next(levels.Length));
        float[] steps = Floats(random, 64, 1, 255), weights = Floats(random, rowCount * 8 * GroupLength, -1, 1);
        float[] actual = Buffer(columns * 8 * Lanes), expected = Buffer(columns * 8 * Lanes), sizes = Buffer(columns * 8 * Lanes);
        var rows = stackalloc short*[rowCount];
        fixed (short* row0 = levels[0], row1 = levels[1], row2 = levels[2])
        fixed (float* s = steps, w = weights, absolute = Array.ConvertAll(weights, Math.Abs), a = actual, e = expected, z = sizes)
        {
            short*[] starts = [row0, row1, row2];
            for (var i = 0; i < rowCount; i++) rows[i] = starts[order[i]];
            CoefficientKernel.MultiplyVertical(rows, rowCount, columns, s, w, a + Guard + group * GroupLength);
            CoefficientKernel.MultiplyVerticalScalar(rows, rowCount, columns, s, w, e + Guard + group * GroupLength);
            for (var i = 0; i < 3; i++)
                for (var k = 0; k < levels[i].Length; k++) levels[i][k] = Math.Abs(Math.Max(levels[i][k], (short)-short.MaxValue));
            CoefficientKernel.MultiplyVerticalScalar(rows, rowCount, columns, s, absolute, z + Guard + group * GroupLength);
        }
        for (var i = 0; i < actual.Length; i++)
        {
            var isWritten = i >= Guard && i < actual.Length - Guard && (i - Guard) % Lanes / GroupLength == group;
            AssertClose(expected[i], actual[i], sizes[i], terms: rowCount * 8, isWritten, i);
        }
    }

    [Test]
    public void MultiplyHorizontal_RandomLanes_EqualsScalar(
        [Values(2, 4, 6, 8)] int frequencies, [Values(8, 16, 24, 72)] int count, [Values(1, 5)] int blocks)
    {
        var random = new Random(frequencies * 100 + count);
        float[] source = Floats(random, count * Lanes, -5000, 5000), weights = Floats(random, count * frequencies, -1, 1);
        int stride = blocks * Lanes, length = (frequencies - 1) * stride + Lanes;
        float[] actual = Buffer(length), expected = Buffer(length), sizes = Buffer(length);
        fixed (float* x = source, w = weights, a = actual, e = expected, z = sizes)
        fixed (float* absoluteSource = Array.ConvertAll(source, Math.Abs), absoluteWeights = Array.ConvertAll(weights, Math.Abs))
        {
            CoefficientKernel.MultiplyHorizontal(x, count, w, frequencies, a + Guard, stride);
            CoefficientKernel.MultiplyHorizontalScalar(x, count, w, frequencies, e + Guard, stride);
            CoefficientKernel.MultiplyHorizontalScalar(absoluteSource, count, absoluteWeights, frequencies, z + Guard, stride);
        }
        for (var i = 0; i < actual.Length; i++)
        {
            var isWritten = i >= Guard && i < actual.Length - Guard && (i - Guard) % stride < Lanes;
            AssertClose(expected[i], actual[i], sizes[i], count, isWritten, i);
        }
    }

    [Test]
    public void StoreLanes_AnyCountAndStep_StoresTheWantedLanesOnly(
        [Values(1, 2, 7, 8, 9, 16, 23, 56)] int count, [Values(1, 2, 56)] int step, [Range(0, 3)] int wanted)
    {
        var random = new Random(count + step);
        var source = Floats(random, count * Lanes, -1000, 1000);
        var targets = Array.ConvertAll(new float[Lanes][], _ => Buffer((count - 1) * step + 1));
        bool IsWanted(int lane) => wanted switch { 0 => true, 1 => lane % 3 == 0, 2 => lane is 5 or 15, _ => lane < 4 };
        var addresses = stackalloc float*[Lanes];
        var handles = Array.ConvertAll(targets, target => GCHandle.Alloc(target, GCHandleType.Pinned));
        for (var lane = 0; lane < Lanes; lane++)
            addresses[lane] = IsWanted(lane) ? (float*)handles[lane].AddrOfPinnedObject() + Guard : null;
        fixed (float* s = source) CoefficientKernel.StoreLanes(s, count, addresses, step);
        foreach (var handle in handles) handle.Free();
        for (var lane = 0; lane < Lanes; lane++)
            for (var i = 0; i < targets[lane].Length; i++)
            {
                var place = i - Guard;
                var isWritten = IsWanted(lane) && place >= 0 && place % step == 0 && place / step < count;
                var expected = isWritten ? source[place / step * Lanes + lane] : Untouched;
                if (!IsSame(targets[lane][i], expected)) Assert.Fail($"lane {lane}, float {place}: {targets[lane][i]}, not {expected}");
            }
    }

    /// <summary>Room for values between two guards.</summary>
    private static float[] Buffer(int length)
    {
        var buffer = new float[length + 2 * Guard];
        Array.Fill(buffer, Untouched);
        return buffer;
    }

    private static float[] Floats(Random random, int count, float from, float to) =>
        Array.ConvertAll(new float[count], _ => from + (to - from) * random.NextSingle());

    private static bool IsSame(float left, float right) => BitConverter.SingleToUInt32Bits(left) == BitConverter.SingleToUInt32Bits(right);

    /// <summary>
    /// Two float32 sums of n products in different order, with or without rounding the products, are apart by at most about 2 n units of
    /// rounding (2^-24) of the sum of the absolute products.
    /// </summary>
    private static void AssertClose(float expected, float actual, float size, int terms, bool isWritten, int at)
    {
        if (isWritten ? Math.Abs(expected - actual) <= 2 * (terms + 2) * size / (1 << 24) : IsSame(actual, Untouched)) return;
        Assert.Fail($"float {at - Guard}: {actual}, not {(isWritten ? expected : "untouched")}");
    }
}
