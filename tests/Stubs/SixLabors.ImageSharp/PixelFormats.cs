namespace SixLabors.ImageSharp.PixelFormats;

public interface IPixel<TSelf>
    where TSelf : unmanaged, IPixel<TSelf>
{
    /// <summary>The stub's own way to make a pixel; the package has others.</summary>
    static abstract TSelf FromBytes(byte r, byte g, byte b, byte a);
}

public struct Rgb24(byte r, byte g, byte b) : IPixel<Rgb24>
{
    public byte R = r;
    public byte G = g;
    public byte B = b;

    public static Rgb24 FromBytes(byte r, byte g, byte b, byte a) => new(r, g, b);
}

public struct Rgba32(byte r, byte g, byte b, byte a) : IPixel<Rgba32>
{
    public byte R = r;
    public byte G = g;
    public byte B = b;
    public byte A = a;

    public static Rgba32 FromBytes(byte r, byte g, byte b, byte a) => new(r, g, b, a);
}
