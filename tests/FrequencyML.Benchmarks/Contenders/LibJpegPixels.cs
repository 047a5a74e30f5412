using FrequencyML.Benchmarks.Contenders.Native;
using FrequencyML.Benchmarks.Photographs;

namespace FrequencyML.Benchmarks.Contenders;

/// <summary>libjpeg-turbo's decoder with its default settings, to RGB.</summary>
internal sealed class LibJpegPixels(IReadOnlyList<JpegFile> files) : FileContender(files), IDisposable
{
    private readonly LibJpegReader reader = new();
    private readonly byte[] rgb = new byte[3 * files.Max(file => file.Pixels)];

    protected override double Read(JpegFile file) => reader.DecodeRgb(file.Bytes, rgb) + rgb[0];

    public void Dispose() => reader.Dispose();
}
