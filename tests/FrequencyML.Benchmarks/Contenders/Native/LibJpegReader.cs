using System.Runtime.InteropServices;

namespace FrequencyML.Benchmarks.Contenders.Native;

/// <summary>One decompressor of libjpeg, used for file after file on one thread.</summary>
internal sealed unsafe class LibJpegReader : SafeHandle
{
    private readonly LibJpeg library = LibJpeg.Instance;

    /// <exception cref="NotSupportedException">The compiler, the header or the library is missing.</exception>
    public LibJpegReader()
        : base(0, ownsHandle: true) => SetHandle(library.Open());

    public override bool IsInvalid => handle == 0;

    /// <summary>Reads all coefficients into the library's own arrays; returns the number of components.</summary>
    /// <exception cref="InvalidDataException">The library's message.</exception>
    public int ReadCoefficients(ReadOnlySpan<byte> jpeg)
    {
        fixed (byte* bytes = jpeg)
            return Check(library.ReadCoefficients(handle, bytes, (nuint)jpeg.Length));
    }

    /// <summary>Reads all coefficients: components in frame order, block rows, blocks, natural order.</summary>
    /// <param name="jpeg">The file.</param>
    /// <param name="coefficients">Receives them, as far as there is room.</param>
    /// <param name="warnings">How often the library found damage that it could pass over.</param>
    /// <returns>Their number.</returns>
    /// <exception cref="InvalidDataException">The library's message.</exception>
    public int ReadCoefficients(ReadOnlySpan<byte> jpeg, Span<short> coefficients, out long warnings)
    {
        CLong found;
        fixed (byte* bytes = jpeg)
        fixed (short* target = coefficients)
        {
            var count = Check((int)library.CopyCoefficients(handle, bytes, (nuint)jpeg.Length, target, (nuint)coefficients.Length, &found).Value);
            warnings = found.Value;
            return count;
        }
    }

    /// <summary>Decodes to <c>[row, column, red-green-blue]</c>; returns the number of rows.</summary>
    /// <exception cref="InvalidDataException">The library's message.</exception>
    public int DecodeRgb(ReadOnlySpan<byte> jpeg, Span<byte> rgb)
    {
        fixed (byte* bytes = jpeg, pixels = rgb)
            return Check(library.DecodeRgb(handle, bytes, (nuint)jpeg.Length, pixels, (nuint)rgb.Length));
    }

    protected override bool ReleaseHandle()
    {
        library.Close(handle);
        return true;
    }

    private int Check(int result) =>
        result >= 0 ? result : throw new InvalidDataException(Marshal.PtrToStringUTF8(library.Message(handle)));
}
