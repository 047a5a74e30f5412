using System.Buffers.Binary;

namespace FrequencyML.Dct.Tests;

/// <summary>File formats that SkiaSharp 2.88 reads and cannot write, or not so: written byte by byte.</summary>
internal static class EncodedFiles
{
    /// <summary>
    /// A progressive JPEG (SOF2, 4:2:0, 24x16 pixels): <see cref="TestImage.Scene"/> as PPM through libjpeg-turbo 2.1.5,
    /// <c>cjpeg -progressive -optimize -quality 60</c>.
    /// </summary>
    public static byte[] ProgressiveJpeg { get; } = Convert.FromBase64String("""
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//
        2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCAAQABgDASIAAhEBAxEB/8QA
        GQAAAgMBAAAAAAAAAAAAAAAAAAUBAgME/8QAFgEBAQEAAAAAAAAAAAAAAAAABQED/9oADAMBAAIQAxAAAAFdNuvCYDMVV//EABkQAAMBAQEAAAAAAAAAAAAA
        AAACAwEEEv/aAAgBAQABBQLkaaFfDUVTJCSMkf/EABkRAAIDAQAAAAAAAAAAAAAAAAACAQMREv/aAAgBAwEBPwGh1huxL4w//8QAGREAAwADAAAAAAAAAAAA
        AAAAAAECAxMh/9oACAECAQE/AYhXkNiXEf/EABoQAAICAwAAAAAAAAAAAAAAAAEhABIgI1H/2gAIAQEABj8CNw+zWFj/AP/EABsQAAICAwEAAAAAAAAAAAAA
        AAARATEhQWGB/9oACAEBAAE/IaUXhX4RZUmoWRUI5G9HI//aAAwDAQACAAMAAAAQ8C//xAAZEQEAAgMAAAAAAAAAAAAAAAABABEhMWH/2gAIAQMBAT8Qo5be
        4iNp/8QAGREBAAIDAAAAAAAAAAAAAAAAAQAxESFx/9oACAECAQE/EMtF3fIDKCf/xAAcEAEAAgIDAQAAAAAAAAAAAAABABFRcSExQWH/2gAIAQEAAT8QZo2W
        1QqqY93fwgQTgeA5B5xWOop03Fhe+kSP/9k=
        """);

    /// <summary>Inserts an APP1 segment behind SOI whose only tag is the orientation. Source: EXIF 2.32, 4.5 and 4.6.4 A.</summary>
    public static byte[] WithExifOrientation(byte[] jpeg, int orientation, bool bigEndian = false)
    {
        byte[] exif =
        [
            .. "Exif\0\0"u8,
            .. bigEndian ? "MM"u8 : "II"u8, .. Short(42), .. Long(8), // TIFF header: the first directory follows it
            .. Short(1),                                              // one entry:
            .. Short(0x0112), .. Short(3), .. Long(1), .. Short(orientation), .. Short(0),
            .. Long(0),                                               // no further directory
        ];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(exif.Length + 2));
        return [.. jpeg[..2], 0xFF, 0xE1, .. length, .. exif, .. jpeg[2..]];

        byte[] Short(int value) => bigEndian ? [(byte)(value >> 8), (byte)value] : [(byte)value, (byte)(value >> 8)];
        byte[] Long(int value) => bigEndian ? [0, 0, .. Short(value)] : [.. Short(value), 0, 0];
    }

    /// <summary>A JPEG with a frame of 4:4:4 components that ends after its scan header. Source: ITU-T T.81, B.2.</summary>
    /// <param name="width">The columns, in pixels.</param>
    /// <param name="height">The rows, in pixels.</param>
    /// <param name="frame">The marker of the frame, SOF0 if nothing else is said.</param>
    /// <param name="precision">The bits of a sample.</param>
    public static byte[] JpegHeader(int width, int height, byte frame = 0xC0, byte precision = 8) =>
    [
        0xFF, 0xD8,
        0xFF, frame, 0, 17, precision, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width,
        3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0,
        0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0,
    ];

    /// <summary>A 24-bit BMP with a BITMAPINFOHEADER, rows padded to 4 bytes, from the bottom up unless <paramref name="topDown"/>.</summary>
    public static byte[] Bmp(TestImage image, bool topDown = false)
    {
        var rowLength = (image.Width * 3 + 3) / 4 * 4;
        var file = new byte[54 + rowLength * image.Height];
        "BM"u8.CopyTo(file);
        Write(2, file.Length);
        Write(10, 54);
        Write(14, 40);
        Write(18, image.Width);
        Write(22, topDown ? -image.Height : image.Height);
        file[26] = 1;  // planes
        file[28] = 24; // bits
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
            {
                var offset = 54 + (topDown ? y : image.Height - 1 - y) * rowLength + x * 3;
                (file[offset + 2], file[offset + 1], file[offset]) = image.Pixel(y, x);
            }
        return file;

        void Write(int offset, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(offset), value);
    }

    /// <summary>A GIF89a of a global palette of 128 colours; the frames' indices are stored without compression. Source: GIF89a, 17-22.</summary>
    public static byte[] Gif(int width, int height, byte[] palette, params (int Left, int Top, int Width, int Height, byte[] Indices)[] frames)
    {
        using var file = new MemoryStream();
        file.Write("GIF89a"u8);
        Short(width);
        Short(height);
        file.Write([0xF6, 0, 0]); // a global table of 2^7 entries, background 0
        file.Write(palette);
        foreach (var frame in frames)
        {
            file.Write([0x21, 0xF9, 4, 0, 10, 0, 0, 0]); // graphic control: 0.1 s, nothing transparent
            file.WriteByte(0x2C);
            Short(frame.Left);
            Short(frame.Top);
            Short(frame.Width);
            Short(frame.Height);
            file.Write([0, 7]);                          // no local table; codes begin with 7 + 1 bits: one byte each,
            var codes = new List<byte>();
            foreach (var chunk in frame.Indices.Chunk(100))
            {
                codes.Add(128);                          // as long as the table is cleared before it has 256 codes
                codes.AddRange(chunk);
            }
            codes.Add(129);
            foreach (var block in codes.Chunk(255)) file.Write([(byte)block.Length, .. block]);
            file.WriteByte(0);
        }
        file.WriteByte(0x3B);
        return file.ToArray();

        void Short(int value) => file.Write([(byte)value, (byte)(value >> 8)]);
    }
}
