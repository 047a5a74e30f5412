using System.Buffers.Binary;

namespace FrequencyML.Dct.Internal;

/// <summary>What a PNG file may cost beside its pixels, found out before its decoder takes it.</summary>
/// <remarks>Source: ISO/IEC 15948 (PNG), 5.3, 11.2.2 and 11.3.4.</remarks>
internal static class PngFile
{
    /// <summary>The most compressed texts: libpng keeps each, inflated to up to 8 MB.</summary>
    private const int MaxCompressedTexts = 16;

    private const int SignatureLength = 8, ChunkOverhead = 12, HeaderEnd = 29;
    private const int ColorTypeRgb = 2, ColorTypeGrayAlpha = 4, ColorTypeRgba = 6;

    /// <summary>Checks a file; one that is damaged is its decoder's to refuse.</summary>
    /// <exception cref="NotSupportedException">It has more pixels than the limits allow, takes more than 4 bytes for each of as many where it is interlaced, or has
    /// very many compressed texts.</exception>
    public static void Check(ReadOnlySpan<byte> file, InputLimits limits)
    {
        if (file.Length < HeaderEnd) return;
        long width = BinaryPrimitives.ReadUInt32BigEndian(file[16..]), height = BinaryPrimitives.ReadUInt32BigEndian(file[20..]);
        if (width <= int.MaxValue && height <= int.MaxValue) limits.Check((int)width, (int)height);
        var (depth, colorType, isInterlaced) = (file[24], file[25], file[28] != 0);
        // The decoder holds all of an interlaced image as it is stored, beside its pixels.
        var bytes = colorType switch { ColorTypeRgb => 3, ColorTypeGrayAlpha => 2, ColorTypeRgba => 4, _ => 1 } * (depth == 16 ? 2 : 1);
        if (isInterlaced && width * height * bytes > 4 * limits.MaxPixels)
            throw new NotSupportedException(
                $"The interlaced image has {width}x{height} pixels of {bytes} bytes; the limit is 4 bytes for each of {limits.MaxPixels} ({nameof(InputLimits.MaxPixels)}).");
        CheckTexts(file);
    }

    private static void CheckTexts(ReadOnlySpan<byte> file)
    {
        var texts = 0;
        for (var rest = file[SignatureLength..]; rest.Length >= ChunkOverhead;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            var type = rest.Slice(4, 4);
            if (length > rest.Length - ChunkOverhead) return;
            if (IsCompressedText(type, rest.Slice(8, (int)length)) && ++texts > MaxCompressedTexts)
                throw new NotSupportedException($"The file has more than {MaxCompressedTexts} compressed texts, which may take much memory.");
            rest = rest[(int)(ChunkOverhead + length)..];
        }
    }

    /// <summary>An international text says after its keyword and a 0 whether it is compressed.</summary>
    private static bool IsCompressedText(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        if (!type.SequenceEqual("iTXt"u8)) return type.SequenceEqual("zTXt"u8);
        var afterKeyword = content.IndexOf((byte)0) + 1;
        return afterKeyword > 0 && afterKeyword < content.Length && content[afterKeyword] != 0;
    }
}
