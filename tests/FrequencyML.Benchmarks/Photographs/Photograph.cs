using System.Runtime.CompilerServices;

namespace FrequencyML.Benchmarks.Photographs;

/// <summary>Renders images with the statistics of photographs: occlusion, shading, 1/f texture, a lens's blur, a sensor's noise.</summary>
internal static class Photograph
{
    private const int BandHeight = 64;

    /// <summary>Renders one image.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="smallestRadius">The radius of the smallest shapes, in pixels.</param>
    /// <param name="seed">Determines the image.</param>
    /// <returns><c>[row, column, red-green-blue]</c>.</returns>
    public static byte[] Render(int width, int height, float smallestRadius, int seed)
    {
        var random = new Random(seed);
        var style = new SceneStyle(random);
        var scene = new DeadLeaves(width, height, smallestRadius, style, random);
        var rgb = new byte[3 * width * height];
        Parallel.For(0, (height + BandHeight - 1) / BandHeight, band =>
        {
            var first = band * BandHeight;
            var rows = Math.Min(BandHeight, height - first);
            var ycc = new float[(rows + 2) * width * 3];               // one row above and one below, for the blur
            for (var y = 0; y < rows + 2; y++)
                Shade(scene, style, Math.Clamp(first + y - 1, 0, height - 1), width, ycc.AsSpan(y * width * 3, width * 3));
            for (var y = 0; y < rows; y++)
                Expose(ycc.AsSpan(y * width * 3), style, first + y, (uint)seed, rgb.AsSpan((first + y) * width * 3, width * 3));
        });
        return rgb;
    }

    /// <summary>Luma (0 to 1) and colour differences of a row's surfaces.</summary>
    private static void Shade(DeadLeaves scene, SceneStyle style, int y, int width, Span<float> ycc)
    {
        var lightScale = 100f / width;
        for (var x = 0; x < width; x++)
        {
            var leaf = scene[x, y];
            var surface = leaf.Surface;
            var (along, across) = leaf.Local(x, y);
            var texture = FractalTile.Sample(
                surface.TextureOrigin.X + surface.Magnification * x, surface.TextureOrigin.Y + surface.Magnification * y);
            var light = 1 + 0.25f * FractalTile.Sample(x * lightScale, y * lightScale + 300) + surface.Shading * (along + 0.3f * across);
            var luma = surface.Luma * Math.Max(0.1f, light + surface.Texture * texture);
            ycc[3 * x] = luma;
            ycc[3 * x + 1] = luma * (surface.Cb + 0.1f * surface.Texture * texture);
            ycc[3 * x + 2] = luma * (surface.Cr - 0.1f * surface.Texture * texture);
        }
    }

    /// <summary>Blurs the middle one of three rows, adds noise and converts to RGB (BT.601).</summary>
    private static void Expose(ReadOnlySpan<float> ycc, SceneStyle style, int y, uint seed, Span<byte> rgb)
    {
        int stride = rgb.Length, last = rgb.Length / 3 - 1;
        float side = style.Blur, centre = 1 - 2 * side;
        for (var x = 0; x <= last; x++)
        {
            int here = 3 * x, before = here - (x > 0 ? 3 : 0), after = here + (x < last ? 3 : 0);
            var luma = Blur(ycc, before, here, after, stride, side, centre);
            var cb = Blur(ycc, before + 1, here + 1, after + 1, stride, side, centre);
            var cr = Blur(ycc, before + 2, here + 2, after + 2, stride, side, centre);
            var noise = style.Noise * (0.5f + luma / 255);                                // photon noise grows with the light
            luma += noise * Normal(x, y, seed);
            cb += 0.3f * noise * Normal(x, y, seed + 1);
            cr += 0.3f * noise * Normal(x, y, seed + 2);
            rgb[here] = Level(luma + 1.402f * cr);
            rgb[here + 1] = Level(luma - 0.344f * cb - 0.714f * cr);
            rgb[here + 2] = Level(luma + 1.772f * cb);
        }
    }

    /// <summary>The weighted mean of 3x3 values, in levels of 255.</summary>
    private static float Blur(ReadOnlySpan<float> ycc, int before, int here, int after, int stride, float side, float centre)
    {
        return 255 * (side * (Column(ycc, before) + Column(ycc, after)) + centre * Column(ycc, here));

        float Column(ReadOnlySpan<float> rows, int at) => side * (rows[at] + rows[at + 2 * stride]) + centre * rows[at + stride];
    }

    private static byte Level(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);

    /// <summary>Nearly normal noise of a pixel, mean 0 and deviation 1: the sum of four bytes of a hash.</summary>
    /// <remarks>Source of the hash's constants: "lowbias32", Wellons, hash-prospector (public domain).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Normal(int x, int y, uint seed)
    {
        var hash = (uint)x * 0x9E3779B1u ^ ((uint)y * 0x85EBCA77u + seed * 0xC2B2AE3Du);
        hash = (hash ^ (hash >> 16)) * 0x7FEB352Du;
        hash = (hash ^ (hash >> 15)) * 0x846CA68Bu;
        hash ^= hash >> 16;
        var sum = (int)((hash & 255) + (hash >> 8 & 255) + (hash >> 16 & 255) + (hash >> 24));
        return (sum - 510) * (1 / 147.8f);                           // four times the variance (256^2 - 1) / 12
    }
}
