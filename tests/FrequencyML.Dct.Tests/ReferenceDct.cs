namespace FrequencyML.Dct.Tests;

/// <summary>The forward and inverse DCT as ITU-T T.81 (1992), A.3.3 writes them: four nested sums in double precision.</summary>
internal static class ReferenceDct
{
    private static readonly double[,] Cosine = BuildCosine();

    /// <summary>S[v, u] of the 8x8 samples whose first one is <paramref name="plane"/>[top, left].</summary>
    public static double Coefficient(double[,] plane, int top, int left, int v, int u)
    {
        var sum = 0.0;
        for (var y = 0; y < 8; y++)
            for (var x = 0; x < 8; x++)
                sum += plane[top + y, left + x] * Cosine[x, u] * Cosine[y, v];
        return Scale(u) * Scale(v) / 4 * sum;
    }

    /// <summary>64 coefficients <c>[v, u]</c> of 64 samples <c>[y, x]</c>.</summary>
    public static double[] Forward(ReadOnlySpan<float> samples)
    {
        var plane = new double[8, 8];
        for (var i = 0; i < 64; i++) plane[i / 8, i % 8] = samples[i];
        return [.. Enumerable.Range(0, 64).Select(i => Coefficient(plane, 0, 0, i / 8, i % 8))];
    }

    /// <summary>64 samples <c>[y, x]</c> of 64 coefficients <c>[v, u]</c>.</summary>
    public static double[] Inverse(ReadOnlySpan<float> coefficients)
    {
        var samples = new double[64];
        for (var y = 0; y < 8; y++)
            for (var x = 0; x < 8; x++)
                for (var v = 0; v < 8; v++)
                    for (var u = 0; u < 8; u++)
                        samples[y * 8 + x] += Scale(u) * Scale(v) / 4 * coefficients[v * 8 + u] * Cosine[x, u] * Cosine[y, v];
        return samples;
    }

    private static double Scale(int frequency) => frequency == 0 ? 1 / Math.Sqrt(2) : 1;

    private static double[,] BuildCosine()
    {
        var cosine = new double[8, 8];
        for (var position = 0; position < 8; position++)
            for (var frequency = 0; frequency < 8; frequency++)
                cosine[position, frequency] = Math.Cos((2 * position + 1) * frequency * Math.PI / 16);
        return cosine;
    }
}
