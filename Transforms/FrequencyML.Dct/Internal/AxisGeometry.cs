namespace FrequencyML.Dct.Internal;

/// <summary>What determines the operator of one image axis; the key of its cache.</summary>
/// <param name="Length">The samples of the image along the axis.</param>
/// <param name="Resized">The samples after resizing; not a whole number where a window is scaled.</param>
/// <param name="Crop">The samples of the crop, a multiple of 8.</param>
/// <param name="Kernel">The resize kernel.</param>
/// <param name="Blur">Whether the chroma blur of the authors' pipeline follows the crop.</param>
/// <param name="Flip">Whether the source is read backwards.</param>
/// <param name="Frequencies">The frequencies kept: bit k is frequency k.</param>
internal readonly record struct AxisGeometry(
    int Length, double Resized, int Crop, ResizeKernel Kernel, bool Blur, bool Flip, byte Frequencies)
{
    /// <summary>
    /// The sampling factor of the component and the largest one of the image (T.81, A.1.1): it has ceil(length * factor / largest)
    /// samples.
    /// </summary>
    public (int Factor, int Largest) Sampling { get; init; } = (1, 1);

    /// <summary>Where the crop starts, in samples after resizing; null for the centre.</summary>
    public double? CropStart { get; init; }

    /// <summary>Whether the source is a row of 8-point DCT blocks, the last one padded, and not of samples.</summary>
    public bool InBlocks { get; init; }

    /// <summary>Whether the crop stays samples, 8 to a block, where it would be transformed: frequency k is then sample k of its block.</summary>
    public bool KeepsSamples { get; init; }

    /// <summary>The samples of the component along the axis.</summary>
    public int SourceLength => (Length * Sampling.Factor + Sampling.Largest - 1) / Sampling.Largest;

    /// <summary>
    /// The product of the axis's steps, in double precision: <c>[crop / 8 * frequencies, source]</c>; to be returned after use.
    /// </summary>
    public BandedMatrix Compose()
    {
        var cropStart = CropStart ?? ImageGeometry.CentreOf(Resized, Crop);
        var matrix = BandedMatrix.Resample(Length, Length / Resized, cropStart, Crop, Kernel);
        if (Flip) Replace(ref matrix, matrix.FlipColumns());
        // Centred linear upsampling: libjpeg's triangle filter for factor 2.
        if (Sampling.Factor < Sampling.Largest)
        {
            var upsampling = BandedMatrix.Resample(SourceLength, (double)Sampling.Factor / Sampling.Largest, 0, Length, ResizeKernel.Bilinear);
            Replace(ref matrix, matrix * upsampling);
            upsampling.Return();
        }
        if (Blur) Replace(ref matrix, BandedMatrix.Blur(Crop, side: 1.0 / 8) * matrix);
        if (!KeepsSamples)
        {
            var transform = BandedMatrix.BlockDct(Crop, Frequencies);
            Replace(ref matrix, transform * matrix);
            transform.Return();
        }
        if (InBlocks) Replace(ref matrix, matrix.TimesInverseBlockDct());
        return matrix;

        static void Replace(ref BandedMatrix matrix, BandedMatrix product)
        {
            matrix.Return();
            matrix = product;
        }
    }
}
