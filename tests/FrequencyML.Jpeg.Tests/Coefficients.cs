using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FrequencyML.Jpeg.Tests;

/// <summary>All coefficients of an image in one array, and what the tables of <c>coefficients.tsv</c> say of them.</summary>
internal static class Coefficients
{
    /// <summary>All components in frame order: Int16 <c>[blockRow, blockColumn, v, u]</c>, without the blocks that complete MCUs.</summary>
    public static short[] Of(CoefficientImage image)
    {
        var header = image.Header;
        var all = new short[Count(header)];
        var target = all.AsSpan();
        for (var component = 0; component < header.ComponentCount; component++)
        {
            var plane = image.Plane(component);
            for (var row = 0; row < plane.Component.HeightInBlocks; row++)
            {
                var source = plane.Row(row);
                source.CopyTo(target);
                target = target[source.Length..];
            }
        }
        return all;
    }

    /// <summary>The coefficients that a file has, read by an instance of its own.</summary>
    public static short[] Of(byte[] jpeg, JpegReadOptions? options = null)
    {
        var image = new CoefficientImage(options);
        image.Read(jpeg);
        return Of(image);
    }

    /// <summary>The number of coefficients of a header's components.</summary>
    public static int Count(in JpegHeader header)
    {
        var count = 0;
        for (var i = 0; i < header.ComponentCount; i++) count += header[i].WidthInBlocks * header[i].HeightInBlocks * 64;
        return count;
    }

    /// <summary>The hash of <c>tests/Golden/README.md</c>: SHA-256 over little-endian Int16.</summary>
    public static string Hash(short[] coefficients)
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("The hash is over little-endian bytes.");
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(coefficients.AsSpan())));
    }

    /// <summary>Sampling factors as in the tables: <c>2x2,1x1,1x1</c>.</summary>
    public static string Factors(JpegHeader header) =>
        Join(header, component => $"{component.HorizontalSampling}x{component.VerticalSampling}");

    /// <summary>Block grids as in the tables: <c>5x3,3x2,3x2</c>.</summary>
    public static string Grid(JpegHeader header) => Join(header, component => $"{component.WidthInBlocks}x{component.HeightInBlocks}");

    private static string Join(JpegHeader header, Func<JpegComponent, string> text) =>
        string.Join(',', Enumerable.Range(0, header.ComponentCount).Select(i => text(header[i])));
}
