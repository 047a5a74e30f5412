using SixLabors.ImageSharp.Metadata.Profiles.Exif;

namespace SixLabors.ImageSharp.Metadata;

public sealed class ImageMetadata
{
    public ExifProfile? ExifProfile { get; set; }
}

public sealed class ImageFrameMetadata
{
    public ExifProfile? ExifProfile { get; set; }
}
