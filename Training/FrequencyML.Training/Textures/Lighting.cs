namespace FrequencyML.Training.Textures;

/// <summary>The light of one image: a lamp's direction, its fall-off, a vignette and at times a soft shadow.</summary>
internal sealed class Lighting
{
    private readonly float lightX, lightY, lightZ, halfX, halfY, halfZ;
    private readonly float ambient, relief, highlight;
    private readonly float falloffX, falloffY, vignette;
    private readonly float shadowX, shadowY, shadowOffset, shadowSoftness, shadowDepth;

    /// <summary>Draws the light.</summary>
    public Lighting(TextureRandom random)
    {
        float azimuth = random.NextUnit();
        float slant = random.Range(0.45f, 0.85f); // sine of the angle off the vertical
        (lightX, lightY, lightZ) = (slant * Curves.Cos(azimuth), slant * Curves.Sin(azimuth), MathF.Sqrt(1 - (slant * slant)));
        float halfLength = MathF.Sqrt((slant * slant) + ((lightZ + 1) * (lightZ + 1))); // the eye is straight above
        (halfX, halfY, halfZ) = (lightX / halfLength, lightY / halfLength, (lightZ + 1) / halfLength);
        ambient = random.Range(0.15f, 0.4f);
        relief = random.Factor(0.7f, 1.4f);
        this.highlight = random.Range(0.5f, 1.6f);

        float falloffTurns = random.NextUnit(), falloff = random.Range(0, 0.45f);
        (falloffX, falloffY) = (falloff * Curves.Cos(falloffTurns), falloff * Curves.Sin(falloffTurns));
        this.vignette = random.Range(0, 0.3f);
        float shadowTurns = random.NextUnit();
        (shadowX, shadowY) = (Curves.Cos(shadowTurns), Curves.Sin(shadowTurns));
        shadowOffset = random.Range(-0.4f, 0.4f);
        shadowSoftness = random.Range(0.05f, 0.4f);
        shadowDepth = random.Chance(0.3f) ? random.Range(0.25f, 0.55f) : 0;
    }

    /// <summary>The light that a point sends to the camera.</summary>
    /// <param name="color">The surface's colour.</param>
    /// <param name="gloss">Strength of the highlight, 0 to 1.</param>
    /// <param name="slopeX">Rise of the height per length, towards the right of the image.</param>
    /// <param name="slopeY">Rise of the height per length, towards the bottom of the image.</param>
    public LinearColor Reflect(LinearColor color, float gloss, float slopeX, float slopeY)
    {
        slopeX *= relief;
        slopeY *= relief;
        float normalZ = 1 / MathF.Sqrt(1 + (slopeX * slopeX) + (slopeY * slopeY));
        float facing = MathF.Max(0, lightZ - (lightX * slopeX) - (lightY * slopeY)) * normalZ;
        float diffuse = ambient + ((1 - ambient) * facing / lightZ); // 1 on the flat surface
        float mirror = MathF.Max(0, halfZ - (halfX * slopeX) - (halfY * slopeY)) * normalZ;
        mirror *= mirror;
        mirror *= mirror;
        mirror *= mirror;
        mirror *= mirror;                                               // Blinn-Phong, exponent 32
        float highlight = this.highlight * gloss * mirror * mirror;
        return new LinearColor(
            (color.Red * diffuse) + highlight, (color.Green * diffuse) + highlight, (color.Blue * diffuse) + highlight);
    }

    /// <summary>How much of the light reaches a place in the image: about 0.3 to 1.5.</summary>
    /// <param name="u">-1 at the left edge to 1 at the right.</param>
    /// <param name="v">-1 at the top edge to 1 at the bottom.</param>
    public float Reach(float u, float v)
    {
        float reach = (1 + (falloffX * u) + (falloffY * v)) * (1 - (this.vignette * 0.5f * ((u * u) + (v * v))));
        if (shadowDepth > 0)
        {
            float across = (shadowX * u) + (shadowY * v) - shadowOffset;
            reach *= 1 - (shadowDepth * Curves.SmoothStep(-shadowSoftness, shadowSoftness, across));
        }

        return reach;
    }
}
