namespace FrequencyML.Training.Textures;

/// <summary>The light of one image: a lamp's direction, its fall-off, a vignette and at times a soft shadow.</summary>
internal sealed class Lighting
{
    private readonly float _lightX, _lightY, _lightZ, _halfX, _halfY, _halfZ;
    private readonly float _ambient, _relief, _highlight;
    private readonly float _falloffX, _falloffY, _vignette;
    private readonly float _shadowX, _shadowY, _shadowOffset, _shadowSoftness, _shadowDepth;

    /// <summary>Draws the light.</summary>
    public Lighting(TextureRandom random)
    {
        float azimuth = random.NextUnit();
        float slant = random.Range(0.45f, 0.85f); // sine of the angle off the vertical
        (_lightX, _lightY, _lightZ) = (slant * Curves.Cos(azimuth), slant * Curves.Sin(azimuth), MathF.Sqrt(1 - (slant * slant)));
        float halfLength = MathF.Sqrt((slant * slant) + ((_lightZ + 1) * (_lightZ + 1))); // the eye is straight above
        (_halfX, _halfY, _halfZ) = (_lightX / halfLength, _lightY / halfLength, (_lightZ + 1) / halfLength);
        _ambient = random.Range(0.15f, 0.4f);
        _relief = random.Factor(0.7f, 1.4f);
        _highlight = random.Range(0.5f, 1.6f);

        float falloffTurns = random.NextUnit(), falloff = random.Range(0, 0.45f);
        (_falloffX, _falloffY) = (falloff * Curves.Cos(falloffTurns), falloff * Curves.Sin(falloffTurns));
        _vignette = random.Range(0, 0.3f);
        float shadowTurns = random.NextUnit();
        (_shadowX, _shadowY) = (Curves.Cos(shadowTurns), Curves.Sin(shadowTurns));
        _shadowOffset = random.Range(-0.4f, 0.4f);
        _shadowSoftness = random.Range(0.05f, 0.4f);
        _shadowDepth = random.Chance(0.3f) ? random.Range(0.25f, 0.55f) : 0;
    }

    /// <summary>The light that a point sends to the camera.</summary>
    /// <param name="color">The surface's colour.</param>
    /// <param name="gloss">Strength of the highlight, 0 to 1.</param>
    /// <param name="slopeX">Rise of the height per length, towards the right of the image.</param>
    /// <param name="slopeY">Rise of the height per length, towards the bottom of the image.</param>
    public LinearColor Reflect(LinearColor color, float gloss, float slopeX, float slopeY)
    {
        slopeX *= _relief;
        slopeY *= _relief;
        float normalZ = 1 / MathF.Sqrt(1 + (slopeX * slopeX) + (slopeY * slopeY));
        float facing = MathF.Max(0, _lightZ - (_lightX * slopeX) - (_lightY * slopeY)) * normalZ;
        float diffuse = _ambient + ((1 - _ambient) * facing / _lightZ); // 1 on the flat surface
        float mirror = MathF.Max(0, _halfZ - (_halfX * slopeX) - (_halfY * slopeY)) * normalZ;
        mirror *= mirror;
        mirror *= mirror;
        mirror *= mirror;
        mirror *= mirror;                                               // Blinn-Phong, exponent 32
        float highlight = _highlight * gloss * mirror * mirror;
        return new LinearColor(
            (color.Red * diffuse) + highlight, (color.Green * diffuse) + highlight, (color.Blue * diffuse) + highlight);
    }

    /// <summary>How much of the light reaches a place in the image: about 0.3 to 1.5.</summary>
    /// <param name="u">-1 at the left edge to 1 at the right.</param>
    /// <param name="v">-1 at the top edge to 1 at the bottom.</param>
    public float Reach(float u, float v)
    {
        float reach = (1 + (_falloffX * u) + (_falloffY * v)) * (1 - (_vignette * 0.5f * ((u * u) + (v * v))));
        if (_shadowDepth > 0)
        {
            float across = (_shadowX * u) + (_shadowY * v) - _shadowOffset;
            reach *= 1 - (_shadowDepth * Curves.SmoothStep(-_shadowSoftness, _shadowSoftness, across));
        }

        return reach;
    }
}
