namespace FrequencyML.Training.Textures;

/// <summary>Where the camera stands: image pixels to surface coordinates (scale, rotation, shear, perspective).</summary>
internal sealed class SurfaceFrame
{
    private const float UnitsAcrossShortSide = 200;

    private readonly float _centerX, _centerY, _originX, _originY;
    private readonly float _xx, _xy, _yx, _yy;
    private readonly float _vanishX, _vanishY;

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

        _xx = mirror * UnitsPerPixel * stretch * (cos + (shear * sin));
        _xy = mirror * UnitsPerPixel * stretch * ((shear * cos) - sin);
        _yx = UnitsPerPixel * sin;
        _yy = UnitsPerPixel * cos;
        _centerX = 0.5f * width;
        _centerY = 0.5f * height;
        _originX = random.Range(-2000, 2000);
        _originY = random.Range(-2000, 2000);
        _vanishX = random.Range(-0.3f, 0.3f) / width;
        _vanishY = random.Range(-0.3f, 0.3f) / height;
    }

    /// <summary>The length on the surface that one pixel in the middle of the image covers.</summary>
    public float UnitsPerPixel { get; }

    /// <summary>The surface point, in surface units, behind a pixel.</summary>
    public (float X, float Y) ToSurface(int column, int row)
    {
        float x = column - _centerX, y = row - _centerY;
        float nearness = 1 / (1 + (_vanishX * x) + (_vanishY * y)); // at most 0.3 off 1 within the image
        x *= nearness;
        y *= nearness;
        return (_originX + (_xx * x) + (_xy * y), _originY + (_yx * x) + (_yy * y));
    }
}
