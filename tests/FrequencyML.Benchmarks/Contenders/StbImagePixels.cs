using FrequencyML.Benchmarks.Photographs;
using StbImageSharp;

namespace FrequencyML.Benchmarks.Contenders;

/// <summary>StbImageSharp's decoder, to RGB.</summary>
internal sealed class StbImagePixels(IReadOnlyList<JpegFile> files) : FileContender(files)
{
    protected override double Read(JpegFile file) => ImageResult.FromMemory(file.Bytes, ColorComponents.RedGreenBlue).Data[0];
}
