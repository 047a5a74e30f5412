using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace FrequencyML.Dct;

/// <summary>The orthonormal 8x8 DCT-II and its inverse, in single precision.</summary>
/// <remarks>Source: ITU-T T.81 (1992), A.3.3; its scaling C(u)C(v)/4 is the orthonormal one.</remarks>
public static class Dct8x8
{
    /// <summary>The samples or coefficients of one block.</summary>
    public const int BlockLength = 64;

    /// <summary>The basis <c>[frequency, position]</c>, 8x8: orthonormal rows, in double precision.</summary>
    internal static readonly double[,] Basis = BuildBasis();

    /// <summary>The basis <c>[position, frequency]</c>, flat.</summary>
    internal static readonly double[] BasisByPosition = [.. Enumerable.Range(0, 64).Select(index => Basis[index % 8, index / 8])];

    private static readonly float[] SingleBasis = [.. Basis.Cast<double>().Select(value => (float)value)];
    private static readonly float[] SingleBasisByPosition = [.. BasisByPosition.Select(value => (float)value)];

    /// <summary>Transforms one block of samples to coefficients.</summary>
    /// <param name="samples">64 samples <c>[y, x]</c>, row-major; JPEG subtracts 128 first.</param>
    /// <param name="coefficients">Receives 64 coefficients <c>[v, u]</c>, row-major; a flat block of s gives DC = 8 s. May be the same
    /// span.</param>
    /// <exception cref="ArgumentException">A span does not have 64 elements.</exception>
    public static void Forward(ReadOnlySpan<float> samples, Span<float> coefficients) =>
        Multiply(SingleBasis, samples, SingleBasisByPosition, coefficients);

    /// <summary>Transforms one block of coefficients back to samples.</summary>
    /// <param name="coefficients">64 coefficients <c>[v, u]</c>, row-major.</param>
    /// <param name="samples">Receives 64 samples <c>[y, x]</c>, row-major, neither rounded nor clamped. May be the same span.</param>
    /// <exception cref="ArgumentException">A span does not have 64 elements.</exception>
    public static void Inverse(ReadOnlySpan<float> coefficients, Span<float> samples) =>
        Multiply(SingleBasisByPosition, coefficients, SingleBasis, samples);

    /// <summary>Transforms every block of a plane of samples.</summary>
    /// <param name="samples"><c>[side, side]</c>, row-major, 0..255; 128 is subtracted first (T.81, A.3.1: level shift).</param>
    /// <param name="side">The plane's side in samples, a positive multiple of 8.</param>
    /// <param name="coefficients">Receives <c>[64, side / 8, side / 8]</c>, row-major: a plane for each <c>v * 8 + u</c>, in JPEG
    /// coefficient units.</param>
    /// <exception cref="ArgumentException">A span does not have <c>side * side</c> elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The side is not a positive multiple of 8.</exception>
    public static void ForwardPlane(ReadOnlySpan<float> samples, int side, Span<float> coefficients)
    {
        if (side <= 0 || side % 8 != 0) throw new ArgumentOutOfRangeException(nameof(side), side, $"The side is {side} samples; expected a positive multiple of 8.");
        if (samples.Length != (long)side * side || coefficients.Length != samples.Length)
            throw new ArgumentException($"A plane of side {side} has {(long)side * side} elements; the input has {samples.Length}, the output {coefficients.Length}.");
        int blocks = side / 8, planeLength = blocks * blocks;
        Span<float> block = stackalloc float[BlockLength];
        for (var at = 0; at < planeLength; at++)
        {
            var corner = at / blocks * 8 * side + at % blocks * 8;
            for (var y = 0; y < 8; y++) TensorPrimitives.Subtract(samples.Slice(corner + y * side, 8), 128, block.Slice(8 * y, 8));
            Forward(block, block);
            for (var frequency = 0; frequency < BlockLength; frequency++) coefficients[frequency * planeLength + at] = block[frequency];
        }
    }

    /// <summary>The product <c>left . block . right</c> of 8x8 matrices; the result may be the block's span.</summary>
    private static void Multiply(float[] left, ReadOnlySpan<float> block, float[] right, Span<float> product)
    {
        if (block.Length != BlockLength || product.Length != BlockLength)
            throw new ArgumentException($"A block has 64 elements; the input has {block.Length}, the output {product.Length}.");
        Span<float> rows = stackalloc float[BlockLength];   // block . right
        Rows(block, right, rows);
        Rows(left, rows, product);
    }

    /// <summary>The product of two 8x8 matrices, a whole row at a time: one vector, or two where the processor has none of 8 floats.</summary>
    private static void Rows(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> product)
    {
        for (var row = 0; row < BlockLength; row += 8)
        {
            var sum = left[row] * Vector256.Create(right[..8]);
            for (var k = 1; k < 8; k++) sum += left[row + k] * Vector256.Create(right.Slice(8 * k, 8));
            sum.CopyTo(product[row..]);
        }
    }

    private static double[,] BuildBasis()
    {
        var basis = new double[8, 8];
        for (var frequency = 0; frequency < 8; frequency++)
            for (var position = 0; position < 8; position++)
                basis[frequency, position] =
                    Math.Cos(Math.PI * frequency * (position + 0.5) / 8) * (frequency == 0 ? Math.Sqrt(1.0 / 8) : 0.5);
        return basis;
    }
}
