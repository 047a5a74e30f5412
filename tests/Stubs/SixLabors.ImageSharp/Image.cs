using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp;

public abstract class Image : IDisposable
{
    protected Image(int width, int height) => (Width, Height) = (width, height);

    public int Width { get; }

    public int Height { get; }

    public ImageMetadata Metadata { get; } = new();

    public static ImageInfo Identify(DecoderOptions options, ReadOnlySpan<byte> buffer)
    {
        ArgumentNullException.ThrowIfNull(options);
        var file = StubFile.Read(buffer);
        return new(file.Width, file.Height);
    }

    public static Image<TPixel> Load<TPixel>(DecoderOptions options, ReadOnlySpan<byte> buffer)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentNullException.ThrowIfNull(options);
        return StubFile.Read(buffer).Decode<TPixel>(buffer);
    }

    public void Dispose() => GC.SuppressFinalize(this);
}

public sealed class Image<TPixel>(int width, int height) : Image(width, height)
    where TPixel : unmanaged, IPixel<TPixel>
{
    private readonly TPixel[] pixels = new TPixel[width * height];

    public ImageFrameCollection<TPixel> Frames { get; } = new();

    public TPixel this[int x, int y]
    {
        get => pixels[y * Width + x];
        set => pixels[y * Width + x] = value;
    }

    public void ProcessPixelRows(PixelAccessorAction<TPixel> processPixels)
    {
        ArgumentNullException.ThrowIfNull(processPixels);
        processPixels(new PixelAccessor<TPixel>(pixels, Width, Height));
    }
}

public sealed class ImageInfo(int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;
}

public sealed class ImageFrameCollection<TPixel>
    where TPixel : unmanaged, IPixel<TPixel>
{
    public ImageFrame<TPixel> RootFrame { get; } = new();
}

public sealed class ImageFrame<TPixel>
    where TPixel : unmanaged, IPixel<TPixel>
{
    public ImageFrameMetadata Metadata { get; } = new();
}

public delegate void PixelAccessorAction<TPixel>(PixelAccessor<TPixel> pixelAccessor)
    where TPixel : unmanaged, IPixel<TPixel>;

public readonly ref struct PixelAccessor<TPixel>
    where TPixel : unmanaged, IPixel<TPixel>
{
    private readonly TPixel[] pixels;

    internal PixelAccessor(TPixel[] pixels, int width, int height) => (this.pixels, Width, Height) = (pixels, width, height);

    public int Width { get; }

    public int Height { get; }

    public Span<TPixel> GetRowSpan(int rowIndex) => pixels.AsSpan(rowIndex * Width, Width);
}

public abstract class ImageFormatException(string errorMessage) : Exception(errorMessage);

public sealed class UnknownImageFormatException(string errorMessage) : ImageFormatException(errorMessage);

public sealed class InvalidImageContentException(string errorMessage) : ImageFormatException(errorMessage);
