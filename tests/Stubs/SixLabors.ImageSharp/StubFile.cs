using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp;

/// <summary>
/// The header of a binary PPM file of 8 bits, or of a little-endian TIFF file of one uncompressed strip of RGB or RGBA. Source: TIFF 6.0, 2
/// and 8.
/// </summary>
internal sealed partial record StubFile(int Width, int Height, int Samples, int Offset, ushort? Orientation)
{
    public static StubFile Read(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("P6"u8))
        {
            var header = PpmHeader().Match(Encoding.Latin1.GetString(file[..Math.Min(file.Length, 64)]));
            if (!header.Success) throw new InvalidImageContentException("The stub finds no whole PPM header.");
            return new(Number(header, 1), Number(header, 2), 3, header.Length, null);
        }
        if (!file.StartsWith("II*\0"u8)) throw new UnknownImageFormatException("The stub reads PPM and little-endian TIFF files.");
        var directory = file[BinaryPrimitives.ReadInt32LittleEndian(file[4..])..];
        var tags = new Dictionary<ushort, int>();
        for (var i = 0; i < BinaryPrimitives.ReadUInt16LittleEndian(directory); i++)
        {
            var entry = directory.Slice(2 + 12 * i, 12);
            var isShort = BinaryPrimitives.ReadUInt16LittleEndian(entry[2..]) == 3;
            tags[BinaryPrimitives.ReadUInt16LittleEndian(entry)] =
                isShort ? BinaryPrimitives.ReadUInt16LittleEndian(entry[8..]) : BinaryPrimitives.ReadInt32LittleEndian(entry[8..]);
        }
        return new(tags[256], tags[257], tags[277], tags[273], tags.TryGetValue(274, out var orientation) ? (ushort)orientation : null);
    }

    public Image<TPixel> Decode<TPixel>(ReadOnlySpan<byte> file)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var image = new Image<TPixel>(Width, Height);
        for (var i = 0; i < Width * Height; i++)
        {
            var pixel = file.Slice(Offset + i * Samples, Samples);
            image[i % Width, i / Width] = TPixel.FromBytes(pixel[0], pixel[1], pixel[2], Samples == 4 ? pixel[3] : byte.MaxValue);
        }
        if (Orientation is { } orientation)
        {
            // As the package does it: with the frame, not with the image.
            var profile = image.Frames.RootFrame.Metadata.ExifProfile = new ExifProfile();
            profile.SetValue(ExifTag.Orientation, orientation);
        }
        return image;
    }

    private static int Number(Match header, int group) => int.Parse(header.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^P6\s+(\d+)\s+(\d+)\s+255\s", RegexOptions.CultureInvariant)]
    private static partial Regex PpmHeader();
}
