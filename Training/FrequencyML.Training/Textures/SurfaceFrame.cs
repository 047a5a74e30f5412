namespace FrequencyML.Training.Textures;

/// <summary>Where the camera stands: image pixels to surface coordinates (scale, rotation, shear, perspective).</summary>
internal sealed class SurfaceFrame
{
    private const float UnitsAcrossShortSide = 200;

    private readonly float centerX, centerY, originX, originY;
    private readonly float xx, xy, yx, yy;
    private readonly float vanishX, vanishY;

    /// <summary>Draws a view of a surface for an image of the given size in pixels.</summary>
    public SurfaceFrame(TextureRandom random, int width, int height, float rotationRange)
    {
        float shortSide = Math.Min(width, height);
        float scale = random.Factor(0.75f, 1.5f);
        UnitsPerPixel = UnitsAcrossShortSide / (shortSide * scale);
        float turns = random.Range(-rotationRange, rotationRange);
        float cos = Curves.Cos(turns), sin = Curves.Sin(turns);
        float shear = random.Range(-0.2f, 0.2f);
        float stretch = random.Factor(0.85f, 1.18f);
        float mirror = random.Chance(0.5f) ? 1 : -1;

        xx = mirror * UnitsPerPixel * stretch * (cos + (shear * sin));
        xy = mirror * UnitsPerPixel * stretch * ((shear * cos) - sin);
        yx = UnitsPerPixel * sin;
        yy = UnitsPerPixel * cos;
        centerX = 0.5f * width;
        centerY = 0.5f * height;
        originX = random.Range(-2000, 2000);
        originY = random.Range(-2000, 2000);
        vanishX = random.Range(-0.3f, 0.3f) / width;
        vanishY = random.Range(-0.3f, 0.3f) / height;
    }

    /// <summary>The length on the surface that one pixel in the middle of the image covers.</summary>
    public float UnitsPerPixel { get; }

    /// <summary>The surface point, in surface units, behind a pixel.</summary>
    public (float X, float Y) ToSurface(int column, int row)
    {
        float x = column - centerX, y = row - centerY;
        float nearness = 1 / (1 + (vanishX * x) + (vanishY * y)); // at most 0.3 off 1 within the image
        x *= nearness;
        y *= nearness;
        return (originX + (xx * x) + (xy * y), originY + (yx * x) + (yy * y));
    }
}
