using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FrequencyML.Dct.Internal;

/// <summary>The same products with vectors of 8 floats; where a processor has only 4, .NET takes two of those.</summary>
internal static unsafe partial class CoefficientKernel
{
    /// <summary>
    /// See <see cref="MultiplyVerticalScalar"/>. Two blocks share each broadcast weight; the sums are transposed from columns to lanes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void MultiplyVertical(short** rows, int rowCount, int columns, float* steps, float* weights, float* target)
    {
        if (!Vector128.IsHardwareAccelerated)
        {
            MultiplyVerticalScalar(rows, rowCount, columns, steps, weights, target);
            return;
        }
        for (var column = 0; column < columns; column += 2)
        {
            Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
            var weight = weights;
            for (var row = 0; row < rowCount; row++)
            {
                var levels = rows[row] + column * 64;
                for (var v = 0; v < 64; v += 8)
                {
                    var step = Vector256.Load(steps + v);
                    var a = ToSingle(levels + v) * step;
                    var b = ToSingle(levels + 64 + v) * step;
                    var w = Vector256.Create(weight[0]);
                    a0 = Vector256.MultiplyAddEstimate(a, w, a0);
                    b0 = Vector256.MultiplyAddEstimate(b, w, b0);
                    w = Vector256.Create(weight[1]);
                    a1 = Vector256.MultiplyAddEstimate(a, w, a1);
                    b1 = Vector256.MultiplyAddEstimate(b, w, b1);
                    w = Vector256.Create(weight[2]);
                    a2 = Vector256.MultiplyAddEstimate(a, w, a2);
                    b2 = Vector256.MultiplyAddEstimate(b, w, b2);
                    w = Vector256.Create(weight[3]);
                    a3 = Vector256.MultiplyAddEstimate(a, w, a3);
                    b3 = Vector256.MultiplyAddEstimate(b, w, b3);
                    weight += GroupLength;
                }
            }
            StoreTransposed(a0, a1, a2, a3, target + column * 8 * Lanes);
            StoreTransposed(b0, b1, b2, b3, target + (column + 1) * 8 * Lanes);
        }
    }

    /// <summary>See <see cref="MultiplyHorizontalScalar"/>: the lanes are the vectors, so that no sum crosses them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void MultiplyHorizontal(float* source, int count, float* weights, int frequencies, float* target, int stride)
    {
        if (!Vector128.IsHardwareAccelerated)
        {
            MultiplyHorizontalScalar(source, count, weights, frequencies, target, stride);
            return;
        }
        var k = 0;
        for (; k + 4 <= frequencies; k += 4)
        {
            Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
            var weight = weights + k;
            for (float* x = source, end = source + count * Lanes; x < end; x += Lanes, weight += frequencies)
            {
                Vector256<float> a = Vector256.Load(x), b = Vector256.Load(x + 8);
                var w = Vector256.Create(weight[0]);
                a0 = Vector256.MultiplyAddEstimate(a, w, a0);
                b0 = Vector256.MultiplyAddEstimate(b, w, b0);
                w = Vector256.Create(weight[1]);
                a1 = Vector256.MultiplyAddEstimate(a, w, a1);
                b1 = Vector256.MultiplyAddEstimate(b, w, b1);
                w = Vector256.Create(weight[2]);
                a2 = Vector256.MultiplyAddEstimate(a, w, a2);
                b2 = Vector256.MultiplyAddEstimate(b, w, b2);
                w = Vector256.Create(weight[3]);
                a3 = Vector256.MultiplyAddEstimate(a, w, a3);
                b3 = Vector256.MultiplyAddEstimate(b, w, b3);
            }
            Store(a0, b0, target + k * stride);
            Store(a1, b1, target + (k + 1) * stride);
            Store(a2, b2, target + (k + 2) * stride);
            Store(a3, b3, target + (k + 3) * stride);
        }
        for (; k < frequencies; k += 2)
        {
            Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default;
            var weight = weights + k;
            for (float* x = source, end = source + count * Lanes; x < end; x += Lanes, weight += frequencies)
            {
                Vector256<float> a = Vector256.Load(x), b = Vector256.Load(x + 8);
                var w = Vector256.Create(weight[0]);
                a0 = Vector256.MultiplyAddEstimate(a, w, a0);
                b0 = Vector256.MultiplyAddEstimate(b, w, b0);
                w = Vector256.Create(weight[1]);
                a1 = Vector256.MultiplyAddEstimate(a, w, a1);
                b1 = Vector256.MultiplyAddEstimate(b, w, b1);
            }
            Store(a0, b0, target + k * stride);
            Store(a1, b1, target + (k + 1) * stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ToSingle(short* levels) =>
        Vector256.ConvertToSingle(Vector256.WidenLower(Vector128.Load(levels).ToVector256Unsafe()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> low, Vector256<float> high, float* target)
    {
        low.Store(target);
        high.Store(target + 8);
    }

    /// <summary>Stores four rows of 8 columns as 8 columns of four lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTransposed(Vector256<float> r0, Vector256<float> r1, Vector256<float> r2, Vector256<float> r3, float* target)
    {
        if (!Avx.IsSupported)
        {
            for (var x = 0; x < 8; x++) Vector128.Create(r0[x], r1[x], r2[x], r3[x]).Store(target + x * Lanes);
            return;
        }
        Transpose4x4(r0, r1, r2, r3, out var c0, out var c1, out var c2, out var c3);
        StoreColumns(c0, target);
        StoreColumns(c1, target + Lanes);
        StoreColumns(c2, target + 2 * Lanes);
        StoreColumns(c3, target + 3 * Lanes);
    }

    /// <summary>Stores two columns, four apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreColumns(Vector256<float> columns, float* target)
    {
        columns.GetLower().Store(target);
        columns.GetUpper().Store(target + 4 * Lanes);
    }

    /// <summary>
    /// The part of <see cref="StoreLanes(float*, int, float**, int)"/> that goes by eights: transposed in squares of 8 values by 8
    /// lanes.
    /// </summary>
    /// <returns>How many values of each lane have been stored.</returns>
    private static int StoreLanesVector(float* source, int count, float** targets)
    {
        if (!Avx.IsSupported) return 0;
        for (var lane = 0; lane < Lanes; lane += 8)
            for (var i = 0; i + 8 <= count; i += 8)
            {
                var s = source + i * Lanes + lane;
                Transpose4x4(Load(s, 0), Load(s, 1), Load(s, 2), Load(s, 3), out var a0, out var a1, out var a2, out var a3);
                Transpose4x4(Load(s, 4), Load(s, 5), Load(s, 6), Load(s, 7), out var b0, out var b1, out var b2, out var b3);
                StorePair(a0, b0, targets + lane, i);
                StorePair(a1, b1, targets + lane + 1, i);
                StorePair(a2, b2, targets + lane + 2, i);
                StorePair(a3, b3, targets + lane + 3, i);
            }
        return count / 8 * 8;

        static Vector256<float> Load(float* s, int row) => Vector256.Load(s + row * Lanes);

        // Lane n of four values in the lower half, lane n + 4 in the upper one.
        static void StorePair(Vector256<float> first, Vector256<float> last, float** targets, int i)
        {
            if (targets[0] != null) Avx.Permute2x128(first, last, 0x20).Store(targets[0] + i);
            if (targets[4] != null) Avx.Permute2x128(first, last, 0x31).Store(targets[4] + i);
        }
    }

    /// <summary>Transposes 4x4 blocks in both halves of four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4x4(
        Vector256<float> r0, Vector256<float> r1, Vector256<float> r2, Vector256<float> r3,
        out Vector256<float> c0, out Vector256<float> c1, out Vector256<float> c2, out Vector256<float> c3)
    {
        Vector256<float> low01 = Avx.UnpackLow(r0, r1), low23 = Avx.UnpackLow(r2, r3), high01 = Avx.UnpackHigh(r0, r1), high23 = Avx.UnpackHigh(r2, r3);
        c0 = Avx.Shuffle(low01, low23, 0x44);
        c1 = Avx.Shuffle(low01, low23, 0xEE);
        c2 = Avx.Shuffle(high01, high23, 0x44);
        c3 = Avx.Shuffle(high01, high23, 0xEE);
    }
}
