using System.Runtime.Intrinsics;
using FrequencyML.Benchmarks.Photographs;
using FrequencyML.Jpeg;

namespace FrequencyML.Benchmarks.Contenders;

/// <summary>FrequencyML.Jpeg: all coefficients, multiplied by their quantization tables into a buffer of Int16.</summary>
internal sealed class OurCoefficients(IReadOnlyList<JpegFile> files) : FileContender(files)
{
    private readonly CoefficientImage image = new();
    private short[] dequantized = [];

    protected override double Read(JpegFile file)
    {
        image.Read(file.Bytes);
        var written = 0;
        for (var component = 0; component < image.Header.ComponentCount; component++)
        {
            var plane = image.Plane(component);
            var needed = written + plane.Component.HeightInBlocks * plane.Component.WidthInBlocks * 64;
            if (dequantized.Length < needed) Array.Resize(ref dequantized, 3 * needed);
            for (var row = 0; row < plane.Component.HeightInBlocks; row++)
            {
                var levels = plane.Row(row);
                Dequantize(levels, plane.QuantizationSteps, dequantized.AsSpan(written, levels.Length));
                written += levels.Length;
            }
        }
        return dequantized[written - 64];
    }

    private static void Dequantize(ReadOnlySpan<short> levels, ReadOnlySpan<ushort> steps, Span<short> target)
    {
        Vector512<short> low = Vector512.Create(steps).AsInt16(), high = Vector512.Create(steps[32..]).AsInt16();
        for (var block = 0; block < levels.Length; block += 64)
        {
            (Vector512.Create(levels[block..]) * low).CopyTo(target[block..]);
            (Vector512.Create(levels[(block + 32)..]) * high).CopyTo(target[(block + 32)..]);
        }
    }
}
