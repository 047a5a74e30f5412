using FrequencyML.Benchmarks.Photographs;
using SkiaSharp;

namespace FrequencyML.Benchmarks.Contenders;

/// <summary>SkiaSharp: decode, resize to 224x224, copy to a tensor <c>[3, 224, 224]</c>.</summary>
internal sealed class SkiaTensor(IReadOnlyList<JpegFile> files) : FileContender(files)
{
    private readonly PixelTensor tensor = new();

    protected override double Read(JpegFile file)
    {
        using var decoded = SKBitmap.Decode(file.Bytes) ?? throw new InvalidDataException("SkiaSharp cannot decode the file.");
        return tensor.Fill(decoded);
    }
}
