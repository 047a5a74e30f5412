using BitMiracle.LibJpeg.Classic;
using FrequencyML.Benchmarks.Photographs;

namespace FrequencyML.Benchmarks.Contenders;

/// <summary>BitMiracle.LibJpeg.NET's <c>jpeg_read_coefficients</c>: quantized, one object a block.</summary>
internal sealed class BitMiracleCoefficients(IReadOnlyList<JpegFile> files) : FileContender(files)
{
    private readonly jpeg_decompress_struct jpeg = new();

    protected override double Read(JpegFile file)
    {
        jpeg.jpeg_stdio_src(new MemoryStream(file.Bytes));
        jpeg.jpeg_read_header(true);
        var planes = jpeg.jpeg_read_coefficients();
        jpeg.jpeg_abort_decompress();
        return planes.Length;
    }
}
