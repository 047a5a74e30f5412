using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FrequencyML.Dct.Internal;

/// <summary>
/// A matrix whose rows are zero outside one contiguous run of columns, in double precision. Resampling, cropping, filtering and the
/// blockwise DCT along one axis are such matrices, and so is their product; a row costs its run, whatever the image's size.
/// </summary>
/// <remarks>
/// The values are rented, since composing an axis takes some 100 KB of them: <see cref="Return"/> gives them back, and a matrix that is not
/// returned is collected as any other. The loops are optimized from their first call on: a training run with random crops composes a new
/// matrix per image and axis.
/// </remarks>
internal sealed class BandedMatrix
{
    private readonly int[] starts;
    private readonly int[] offsets;
    private double[] values;

    private BandedMatrix(int columns, int[] starts, int[] offsets, double[] values)
    {
        Columns = columns;
        this.starts = starts;
        this.offsets = offsets;
        this.values = values;
    }

    public int Rows => starts.Length;

    public int Columns { get; }

    /// <summary>The length of the middle row's run: all but those at the ends are about as long.</summary>
    private int TypicalRun => Row(Rows / 2).Length;

    /// <summary>The column of the first value of a row's run.</summary>
    public int Start(int row) => starts[row];

    /// <summary>The values of a row's run, from <see cref="Start"/> on; at least one.</summary>
    public ReadOnlySpan<double> Row(int row) => values.AsSpan(offsets[row]..offsets[row + 1]);

    /// <summary>Gives the values back; the matrix must not be used any more.</summary>
    public void Return()
    {
        ArrayPool<double>.Shared.Return(values);
        values = [];
    }

    /// <summary>The product <paramref name="left"/> * <paramref name="right"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static BandedMatrix operator *(BandedMatrix left, BandedMatrix right)
    {
        if (left.Columns != right.Rows)
            throw new ArgumentException($"A {left.Columns}-column matrix cannot multiply one of {right.Rows} rows.");
        var product = new Builder(left.Rows, right.Columns, expectedRun: left.TypicalRun + right.TypicalRun);
        int[] starts = right.starts, offsets = right.offsets;
        for (var row = 0; row < left.starts.Length; row++)
        {
            var factors = left.Row(row);
            int first = left.starts[row], start = int.MaxValue, end = 0;
            for (var k = first; k < first + factors.Length; k++)
            {
                start = Math.Min(start, starts[k]);
                end = Math.Max(end, starts[k] + offsets[k + 1] - offsets[k]);
            }
            var sums = product.AddRow(start, end - start);
            for (var k = 0; k < factors.Length; k++)
            {
                int source = offsets[first + k], last = offsets[first + k + 1], target = starts[first + k] - start;
                for (; source < last; source++) sums[target++] += factors[k] * right.values[source];
            }
        }
        return product.Build();
    }

    /// <summary>The same matrix for a source that is read backwards: its columns in reverse order.</summary>
    public BandedMatrix FlipColumns()
    {
        var flipped = new Builder(Rows, Columns, TypicalRun);
        for (var row = 0; row < Rows; row++)
        {
            var run = Row(row);
            var target = flipped.AddRow(Columns - Start(row) - run.Length, run.Length);
            run.CopyTo(target);
            target.Reverse();
        }
        return flipped.Build();
    }

    /// <summary>
    /// Rows <paramref name="firstRow"/>.. of the linear resampling of <paramref name="length"/> samples, <paramref name="scale"/> of
    /// them a row.
    /// </summary>
    /// <remarks>
    /// Centres are at half pixels. The triangle is as wide as the scale when it antialiases, else one sample each side; taps beyond the
    /// edge are dropped and the rest normalized, which for the two-tap kernel is the same as clamping.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static BandedMatrix Resample(int length, double scale, double firstRow, int rows, ResizeKernel kernel)
    {
        var support = kernel == ResizeKernel.Triangle ? Math.Max(scale, 1) : 1;
        var matrix = new Builder(rows, length, expectedRun: (int)(2 * support) + 1);
        for (var i = 0; i < rows; i++)
        {
            var centre = (firstRow + i + 0.5) * scale;
            var start = (int)Math.Max(0, Math.Floor(centre - support + 0.5));
            var end = (int)Math.Min(length, Math.Floor(centre + support + 0.5));
            if (end <= start) (start, end) = (Math.Min(start, length - 1), Math.Min(start, length - 1) + 1);
            var taps = matrix.AddRow(start, end - start);
            var sum = 0.0;
            for (var tap = 0; tap < taps.Length; tap++) sum += taps[tap] = Math.Max(0, 1 - Math.Abs((start + tap + 0.5 - centre) / support));
            if (sum <= 0) throw new InvalidOperationException($"Resampling {length} samples at scale {scale} has no tap for sample {firstRow + i}.");
            for (var tap = 0; tap < taps.Length; tap++) taps[tap] /= sum;
        }
        return matrix.Build();
    }

    /// <summary>The symmetric three-tap filter [side, 1 - 2 side, side] that clamps at the ends.</summary>
    public static BandedMatrix Blur(int length, double side)
    {
        var matrix = new Builder(length, length, expectedRun: 3);
        for (var row = 0; row < length; row++)
        {
            int start = Math.Max(row - 1, 0), end = Math.Min(row + 2, length);
            var taps = matrix.AddRow(start, end - start);
            taps[Math.Max(row - 1, 0) - start] += side;
            taps[row - start] += 1 - 2 * side;
            taps[Math.Min(row + 1, length - 1) - start] += side;
        }
        return matrix.Build();
    }

    /// <summary>
    /// The blockwise DCT-II that keeps some frequencies: row <c>block * count + k</c> is the k-th kept frequency of a block.
    /// </summary>
    /// <param name="length">The samples, a multiple of 8.</param>
    /// <param name="frequencies">Bit k keeps frequency k.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static BandedMatrix BlockDct(int length, byte frequencies)
    {
        var matrix = new Builder(length / 8 * int.PopCount(frequencies), length, expectedRun: 8);
        for (var block = 0; block < length / 8; block++)
            for (var frequency = 0; frequency < 8; frequency++)
            {
                if ((frequencies >> frequency & 1) == 0) continue;
                var taps = matrix.AddRow(block * 8, 8);
                for (var position = 0; position < 8; position++) taps[position] = Dct8x8.Basis[frequency, position];
            }
        return matrix.Build();
    }

    /// <summary>
    /// The product with the blockwise inverse DCT: for a source of 8-point DCT blocks instead of samples. Its runs are whole blocks; the
    /// padding of the last block gets no weight.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public BandedMatrix TimesInverseBlockDct()
    {
        var product = new Builder(Rows, (Columns + 7) / 8 * 8, expectedRun: TypicalRun + 8);
        for (var row = 0; row < Rows; row++)
        {
            var factors = Row(row);
            int first = starts[row], start = first / 8 * 8, end = (first + factors.Length + 7) / 8 * 8;
            var sums = product.AddRow(start, end - start);
            for (var i = 0; i < factors.Length; i++)
            {
                int position = (first + i) % 8, block = first + i - position - start;
                var basis = Vector512.LoadUnsafe(in Dct8x8.BasisByPosition[position * 8]);
                ref var sum = ref sums[block];
                (Vector512.LoadUnsafe(ref sum) + factors[i] * basis).StoreUnsafe(ref sum);
            }
        }
        return product.Build();
    }

    private sealed class Builder(int rows, int columns, int expectedRun)
    {
        private readonly int[] starts = new int[rows];
        private readonly int[] offsets = new int[rows + 1];
        private double[] values = ArrayPool<double>.Shared.Rent(rows * expectedRun);
        private int row;

        /// <summary>Opens the next row and returns its zeroed run, valid until the next call.</summary>
        public Span<double> AddRow(int start, int length)
        {
            var offset = offsets[row];
            if (offset + length > values.Length)
            {
                var larger = ArrayPool<double>.Shared.Rent(Math.Max(offset + length, 2 * values.Length));
                values.AsSpan(0, offset).CopyTo(larger);
                ArrayPool<double>.Shared.Return(values);
                values = larger;
            }
            starts[row++] = start;
            offsets[row] = offset + length;
            var run = values.AsSpan(offset, length);
            run.Clear();
            return run;
        }

        public BandedMatrix Build() => new(columns, starts, offsets, values);
    }
}
