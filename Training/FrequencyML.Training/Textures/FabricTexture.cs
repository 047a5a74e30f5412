namespace FrequencyML.Training.Textures;

/// <summary>Woven cloth: warp over weft in plain, basket or twill weave, with coloured stripes at times.</summary>
internal sealed class FabricTexture : Texture
{
    private readonly float pitch, gap, relief, fibre, toneSpread, drape, weftAccent, weftTone, stripeAccent;
    private readonly int under, shift, block, stripeX, stripeY;
    private readonly uint seed;

    /// <summary>Draws a cloth.</summary>
    public FabricTexture(TextureRandom random)
    {
        int weave = random.Index(5);
        (this.under, shift, block) = weave switch
        {
            0 => (1, 2, 2), // basket: plain weave of double threads
            1 => (1, 3, 1), // twill 2/1
            2 => (2, 4, 1), // twill 2/2
            _ => (1, 2, 1), // plain
        };
        pitch = random.Range(8.5f, 12) * (block == 2 ? 0.85f : 1);
        gap = random.Range(0.3f, 1);
        relief = random.Range(0.15f, 0.4f);
        fibre = random.Range(0.15f, 0.45f);
        toneSpread = random.Range(0.05f, 0.3f);
        drape = random.Range(0, 3);
        weftAccent = random.Chance(0.4f) ? random.Range(0.3f, 1) : 0;
        weftTone = random.Range(-0.35f, 0.35f);
        stripeX = random.Chance(0.35f) ? random.Integer(3, 8) : 0;
        stripeY = random.Chance(0.25f) ? random.Integer(3, 8) : 0;
        stripeAccent = random.Range(0.4f, 0.9f);
        seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        float fold = drape * LatticeNoise.Gradient(x * 0.015f, y * 0.015f, seed);
        float tx = (x + fold) / pitch, ty = (y - fold) / pitch;
        int warp = (int)MathF.Floor(tx), weft = (int)MathF.Floor(ty);
        float u = (2 * (tx - warp)) - 1, v = (2 * (ty - weft)) - 1; // -1 to 1 across either thread

        bool warpOnTop = WarpOnTop(warp, weft);
        float across = warpOnTop ? u : v, along = warpOnTop ? v : u;
        int step = along < 0 ? -1 : 1;
        bool goesOn = warpOnTop ? WarpOnTop(warp, weft + step) : !WarpOnTop(warp + step, weft);
        float round = 1 - (across * across);
        float arch = goesOn ? 1 : 1 - (along * along * along * along); // dives under the neighbour

        float streak = warpOnTop
            ? LatticeNoise.Gradient(tx * 4, ty * 0.8f, seed + 1)
            : LatticeNoise.Gradient(tx * 0.8f, ty * 4, seed + 2);
        int thread = warpOnTop ? warp : weft;
        int stripe = warpOnTop ? stripeX : stripeY;
        float body = round * arch;
        float tone = (toneSpread * LatticeNoise.Signed(thread, warpOnTop ? 0 : 1, seed + 3)) + (fibre * streak)
            + (warpOnTop ? 0 : weftTone) - (gap * (1 - Curves.SmoothStep(0, 0.5f, body)));
        bool striped = stripe > 0 && ((int)MathF.Floor((float)thread / stripe) & 1) == 0;
        float accent = striped ? stripeAccent : warpOnTop ? 0 : weftAccent;
        float height = (relief * pitch * body) + (0.25f * streak) + (3 * fold);
        return new SurfaceSample(height, tone, accent, 0.04f);
    }

    /// <summary>Warp thread <paramref name="warp"/> passes over weft thread <paramref name="weft"/>.</summary>
    private bool WarpOnTop(int warp, int weft)
    {
        int phase = (int)MathF.Floor((float)warp / block) + (int)MathF.Floor((float)weft / block);
        int position = ((phase % shift) + shift) % shift; // each weft starts one warp later: the twill's diagonal
        return position >= this.under;
    }
}
