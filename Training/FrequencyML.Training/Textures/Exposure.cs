namespace FrequencyML.Training.Textures;

/// <summary>The camera of one image: exposure, a slight blur, sensor noise, and 8-bit pixels.</summary>
internal sealed class Exposure
{
    private readonly float meanLuminance, blur, lumaNoise, chromaNoise;
    private readonly uint noiseSeed;

    /// <summary>Draws the camera's settings.</summary>
    public Exposure(TextureRandom random)
    {
        float displayMean = random.Range(0.3f, 0.68f);
        meanLuminance = displayMean * displayMean;
        this.blur = random.Chance(0.5f) ? random.Range(0, 0.22f) : 0;
        lumaNoise = random.Range(0, 4.5f);
        chromaNoise = random.Range(0, 2f);
        noiseSeed = random.NextSeed();
    }

    /// <summary>Develops an image: every image's mean luminance is metered to a drawn level.</summary>
    /// <param name="light">Linear light, <c>[row, column, red-green-blue]</c>; overwritten.</param>
    /// <param name="pixels">Receives <c>[row, column, red-green-blue-255]</c>.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    public void Develop(Span<float> light, Span<byte> pixels, int width, int height)
    {
        double sum = 0;
        for (int i = 0; i < light.Length; i += 3)
        {
            sum += new LinearColor(light[i], light[i + 1], light[i + 2]).Luminance;
        }

        float gain = (float)(meanLuminance * (light.Length / 3) / Math.Max(sum, 1e-6));
        for (int i = 0; i < light.Length; i++)
        {
            light[i] = 255 * Shoulder(MathF.Sqrt(gain * light[i]));
        }

        Soften(light, width, height);
        for (int pixel = 0; pixel < width * height; pixel++)
        {
            float luma = lumaNoise * Normal(pixel, 0);
            for (int channel = 0; channel < 3; channel++)
            {
                float level = light[(3 * pixel) + channel] + luma + (chromaNoise * Normal(pixel, channel + 1));
                pixels[(4 * pixel) + channel] = (byte)Math.Clamp(level + 0.5f, 0, 255);
            }

            pixels[(4 * pixel) + 3] = 255;
        }
    }

    /// <summary>Identity below 0.8, then bends towards 1 so that highlights keep their shape.</summary>
    private static float Shoulder(float level) => level <= 0.8f ? level : 1 - (0.04f / (level - 0.6f));

    /// <summary>Three taps along each axis, in place.</summary>
    private void Soften(Span<float> light, int width, int height)
    {
        if (this.blur <= 0)
        {
            return;
        }

        int stride = 3 * width;
        for (int row = 0; row < height; row++)
        {
            Span<float> line = light.Slice(row * stride, stride);
            SoftenLine(line, 3);
            SoftenLine(line[1..], 3);
            SoftenLine(line[2..], 3);
        }

        for (int column = 0; column < stride; column++)
        {
            SoftenLine(light[column..], stride);
        }
    }

    /// <summary>Every <paramref name="step"/>th value from the first on; the ends are repeated.</summary>
    private void SoftenLine(Span<float> line, int step)
    {
        float own = 1 - (2 * this.blur);
        float before = line[0];
        for (int i = 0; i < line.Length; i += step)
        {
            float here = line[i];
            float after = i + step < line.Length ? line[i + step] : here;
            line[i] = (own * here) + (this.blur * (before + after));
            before = here;
        }
    }

    /// <summary>The sum of four bytes of one hash, scaled to variance 1: near enough to a normal.</summary>
    private float Normal(int pixel, int channel)
    {
        uint hash = LatticeNoise.Hash(pixel, channel, noiseSeed);
        uint sum = (hash & 0xFF) + ((hash >> 8) & 0xFF) + ((hash >> 16) & 0xFF) + (hash >> 24);
        return (sum - 510f) * (1f / 147.8f); // 4 * (256^2 - 1) / 12 = 147.8^2
    }
}
