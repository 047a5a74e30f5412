namespace FrequencyML.View.Images;

/// <summary>What a browser is told of an image file. It goes by the file's first bytes: nothing else than an image is ever served.</summary>
internal static class ImageType
{
    /// <summary>The media type.</summary>
    /// <exception cref="InvalidDataException">It is none of the formats that are scored.</exception>
    public static string Of(ReadOnlySpan<byte> file) => file switch
    {
        [0xFF, 0xD8, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "image/gif",
        // 12 bytes of sizes, then the length of the second header: two letters alone would make images of texts.
        [(byte)'B', (byte)'M', _, _, _, _, _, _, _, _, _, _, _, _, 12 or 40 or 52 or 56 or 64 or 108 or 124, 0, 0, 0, ..] => "image/bmp",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => throw new InvalidDataException("The file is no JPEG, PNG, WebP, BMP or GIF file."),
    };
}
