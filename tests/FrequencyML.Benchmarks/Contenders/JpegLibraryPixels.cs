using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FrequencyML.Benchmarks.Photographs;
using JpegLibrary;

namespace FrequencyML.Benchmarks.Contenders;

/// <summary>JpegLibrary's decoder, to interleaved YCbCr at full resolution; it leaves the conversion to RGB to its caller.</summary>
internal sealed class JpegLibraryPixels(IReadOnlyList<JpegFile> files) : FileContender(files)
{
    private readonly JpegDecoder decoder = new();
    private readonly byte[] ycbcr = new byte[3 * files.Max(file => file.Pixels)];

    protected override double Read(JpegFile file)
    {
        decoder.Reset();
        decoder.SetInput(file.Bytes);
        decoder.Identify();
        decoder.SetOutputWriter(new Writer(ycbcr, decoder.Width, decoder.Height, decoder.NumberOfComponents));
        decoder.Decode();
        return ycbcr[0];
    }

    /// <summary>Stores 8x8 samples, which the decoder has already repeated where a component is subsampled.</summary>
    private sealed class Writer(byte[] samples, int width, int height, int components) : JpegBlockOutputWriter
    {
        public override void WriteBlock(ref short blockRef, int componentIndex, int x, int y)
        {
            if (x >= width || y >= height) return;
            int columns = Math.Min(8, width - x), rows = Math.Min(8, height - y);
            ref var first = ref MemoryMarshal.GetArrayDataReference(samples);
            for (var row = 0; row < rows; row++)
            {
                ref var target = ref Unsafe.Add(ref first, ((y + row) * width + x) * components + componentIndex);
                for (var column = 0; column < columns; column++)
                    Unsafe.Add(ref target, column * components) = (byte)Math.Clamp((int)Unsafe.Add(ref blockRef, 8 * row + column), 0, 255);
            }
        }
    }
}
