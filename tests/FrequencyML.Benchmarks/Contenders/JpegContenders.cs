using FrequencyML.Benchmarks.Photographs;

namespace FrequencyML.Benchmarks.Contenders;

/// <summary>All that is measured against each other on JPEG files.</summary>
internal static class JpegContenders
{
    /// <summary>The contender that ratios refer to.</summary>
    public const string Baseline = "libjpeg-turbo jpeg_read_coefficients";

    /// <summary>Names and constructors, in the order of the table. A constructor throws <see cref="NotSupportedException"/> where its
    /// contender is not available here.</summary>
    public static IReadOnlyList<(string Name, Func<IReadOnlyList<JpegFile>, IContender> Create)> All { get; } =
    [
        ("FrequencyML.Jpeg coefficients, dequantized", files => new OurCoefficients(files)),
        ("FrequencyML.Dct bytes to [24, 56, 56]", files => new OurChannels(files)),
        (Baseline, files => new LibJpegCoefficients(files)),
        ("libjpeg-turbo decode to RGB", files => new LibJpegPixels(files)),
        ("BitMiracle.LibJpeg.NET coefficients", files => new BitMiracleCoefficients(files)),
        ("JpegLibrary decode to YCbCr", files => new JpegLibraryPixels(files)),
        ("StbImageSharp decode to RGB", files => new StbImagePixels(files)),
        ("SkiaSharp decode, resize to [3, 224, 224]", files => new SkiaTensor(files)),
        ("SkiaSharp scaled decode, resize to [3, 224, 224]", files => new SkiaScaledTensor(files)),
        ("ML.NET load, resize, extract [3, 224, 224]", files => new MLNetTensor(files)),
    ];
}
