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

    /// <summary>Transforms one block of samples to coefficients.</summary>
    /// <param name="samples">64 samples <c>[y, x]</c>, row-major; JPEG subtracts 128 first.</param>
    /// <param name="coefficients">Receives 64 coefficients <c>[v, u]</c>, row-major; a flat block of s gives DC = 8 s. May be the same
    /// span.</param>
    /// <exception cref="ArgumentException">A span does not have 64 elements.</exception>
    public static void Forward(ReadOnlySpan<float> samples, Span<float> coefficients)
    {
        CheckLengths(samples, coefficients);
        Span<float> rows = stackalloc float[BlockLength];
        for (var y = 0; y < 8; y++)
            for (var u = 0; u < 8; u++)
            {
                var sum = 0f;
                for (var x = 0; x < 8; x++) sum += SingleBasis[u * 8 + x] * samples[y * 8 + x];
                rows[y * 8 + u] = sum;
            }
        for (var v = 0; v < 8; v++)
            for (var u = 0; u < 8; u++)
            {
                var sum = 0f;
                for (var y = 0; y < 8; y++) sum += SingleBasis[v * 8 + y] * rows[y * 8 + u];
                coefficients[v * 8 + u] = sum;
            }
    }

    /// <summary>Transforms one block of coefficients back to samples.</summary>
    /// <param name="coefficients">64 coefficients <c>[v, u]</c>, row-major.</param>
    /// <param name="samples">Receives 64 samples <c>[y, x]</c>, row-major, neither rounded nor clamped. May be the same span.</param>
    /// <exception cref="ArgumentException">A span does not have 64 elements.</exception>
    public static void Inverse(ReadOnlySpan<float> coefficients, Span<float> samples)
    {
        CheckLengths(coefficients, samples);
        Span<float> rows = stackalloc float[BlockLength];
        for (var v = 0; v < 8; v++)
            for (var x = 0; x < 8; x++)
            {
                var sum = 0f;
                for (var u = 0; u < 8; u++) sum += SingleBasis[u * 8 + x] * coefficients[v * 8 + u];
                rows[v * 8 + x] = sum;
            }
        for (var y = 0; y < 8; y++)
            for (var x = 0; x < 8; x++)
            {
                var sum = 0f;
                for (var v = 0; v < 8; v++) sum += SingleBasis[v * 8 + y] * rows[v * 8 + x];
                samples[y * 8 + x] = sum;
            }
    }

    private static void CheckLengths(ReadOnlySpan<float> input, Span<float> output)
    {
        if (input.Length != BlockLength || output.Length != BlockLength)
            throw new ArgumentException($"A block has 64 elements; the input has {input.Length}, the output {output.Length}.");
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
