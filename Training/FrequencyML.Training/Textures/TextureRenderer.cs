using System.Buffers;

namespace FrequencyML.Training.Textures;

/// <summary>Renders procedural photographs of ten surfaces; the same arguments give the same bytes.</summary>
internal static class TextureRenderer
{
    private const int MinSide = 160;
    private const int MaxSide = 256;

    private static readonly (string Label, Func<TextureRandom, Texture> Create)[] Classes =
    [
        ("brick", random => new BrickTexture(random)),
        ("brushed-metal", random => new BrushedMetalTexture(random)),
        ("fabric", random => new FabricTexture(random)),
        ("foliage", random => new FoliageTexture(random)),
        ("gravel", random => new GravelTexture(random)),
        ("marble", random => new MarbleTexture(random)),
        ("paper", random => new PaperTexture(random)),
        ("tiles", random => new TilesTexture(random)),
        ("water", random => new WaterTexture(random)),
        ("wood", random => new WoodTexture(random)),
    ];

    /// <summary>The ten class names in alphabetical order; a label index counts into this list.</summary>
    public static IReadOnlyList<string> Labels { get; } = Array.ConvertAll(Classes, c => c.Label).AsReadOnly();

    /// <summary>Renders one image; safe to call from several threads.</summary>
    /// <param name="labelIndex">Index into <see cref="Labels"/>, 0 to 9.</param>
    /// <param name="seed">Picks the data set; training and test sets differ in it.</param>
    /// <param name="imageIndex">Which image of this class in the set, 0 or more.</param>
    /// <returns>
    /// A baseline JPEG of 160 to 256 pixels a side, quality 60 to 95, 4:2:0, 4:2:2 or 4:4:4. The pixels depend on the
    /// arguments alone, on every platform; the bytes depend on Skia's JPEG encoder besides.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An index is negative or names no class.</exception>
    public static byte[] RenderJpeg(int labelIndex, ulong seed, int imageIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(labelIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(labelIndex, Classes.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(imageIndex);

        var random = new TextureRandom(seed, labelIndex, imageIndex);
        int width = random.Integer(MinSide, MaxSide);
        int height = random.Integer(MinSide, MaxSide);
        Texture texture = Classes[labelIndex].Create(random);
        float[] light = ArrayPool<float>.Shared.Rent(3 * width * height);
        byte[] pixels = ArrayPool<byte>.Shared.Rent(4 * width * height);
        try
        {
            Span<float> usedLight = light.AsSpan(0, 3 * width * height);
            Illuminate(texture, random, usedLight, width, height);
            new Exposure(random).Develop(usedLight, pixels, width, height);
            return JpegWriter.Encode(pixels, width, height, random);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(light);
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    /// <summary>Fills <c>[row, column, red-green-blue]</c> with the light that reaches the camera.</summary>
    private static void Illuminate(Texture texture, TextureRandom random, Span<float> light, int width, int height)
    {
        var frame = new SurfaceFrame(random, width, height, texture.RotationRange);
        var palette = new Palette(random);
        var lighting = new Lighting(random);
        float perUnit = 1 / frame.UnitsPerPixel;
        var samples = new SurfaceSample[width + 1];     // the row being lit ...
        var samplesBelow = new SurfaceSample[width + 1]; // ... and the next one, for the slope
        SampleRow(texture, frame, 0, samplesBelow);
        int output = 0;
        for (int row = 0; row < height; row++)
        {
            (samples, samplesBelow) = (samplesBelow, samples);
            SampleRow(texture, frame, row + 1, samplesBelow);
            for (int column = 0; column < width; column++)
            {
                SurfaceSample here = samples[column];
                float slopeX = (samples[column + 1].Height - here.Height) * perUnit;
                float slopeY = (samplesBelow[column].Height - here.Height) * perUnit;
                LinearColor color = lighting.Reflect(palette.Shade(here.Tone, here.Accent), here.Gloss, slopeX, slopeY);
                color *= lighting.Reach((2f * column / width) - 1, (2f * row / height) - 1);
                light[output++] = color.Red;
                light[output++] = color.Green;
                light[output++] = color.Blue;
            }
        }
    }

    private static void SampleRow(Texture texture, SurfaceFrame frame, int row, Span<SurfaceSample> samples)
    {
        for (int column = 0; column < samples.Length; column++)
        {
            var (x, y) = frame.ToSurface(column, row);
            samples[column] = texture.Sample(x, y);
        }
    }
}
