using FrequencyML.Benchmarks.Photographs;
using SkiaSharp;

namespace FrequencyML.Benchmarks.Contenders;

/// <summary>
/// SkiaSharp: decode at the smallest of its sizes (eighths of the image's) that is at least 224 pixels high and wide, resize to 224x224,
/// copy to a tensor <c>[3, 224, 224]</c>. Its decoder leaves out high frequencies instead of filtering.
/// </summary>
internal sealed class SkiaScaledTensor(IReadOnlyList<JpegFile> files) : FileContender(files)
{
    private readonly PixelTensor tensor = new();

    protected override double Read(JpegFile file)
    {
        using var data = SKData.CreateCopy(file.Bytes);
        using var codec = SKCodec.Create(data) ?? throw new InvalidDataException("SkiaSharp cannot decode the file.");
        var size = codec.Info.Size;
        for (var eighths = 1; eighths <= 8; eighths++)
        {
            size = codec.GetScaledDimensions(eighths / 8f);
            if (Math.Min(size.Width, size.Height) >= PixelTensor.Side) break;
        }
        using var decoded = new SKBitmap(codec.Info.WithSize(size));
        var result = codec.GetPixels(decoded.Info, decoded.GetPixels());
        if (result != SKCodecResult.Success) throw new InvalidDataException($"SkiaSharp cannot decode the file: {result}.");
        return tensor.Fill(decoded);
    }
}
