using FrequencyML.Benchmarks.Contenders.Native;
using FrequencyML.Benchmarks.Photographs;

namespace FrequencyML.Benchmarks.Contenders;

/// <summary>libjpeg-turbo's <c>jpeg_read_coefficients</c>: quantized, in the library's arrays.</summary>
internal sealed class LibJpegCoefficients(IReadOnlyList<JpegFile> files) : FileContender(files), IDisposable
{
    private readonly LibJpegReader reader = new();

    protected override double Read(JpegFile file) => reader.ReadCoefficients(file.Bytes);

    public void Dispose() => reader.Dispose();
}
