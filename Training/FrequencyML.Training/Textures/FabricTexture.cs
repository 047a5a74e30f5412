namespace FrequencyML.Training.Textures;

/// <summary>Woven cloth: warp over weft in plain, basket or twill weave, with coloured stripes at times.</summary>
internal sealed class FabricTexture : Texture
{
    private readonly float _pitch, _gap, _relief, _fibre, _toneSpread, _drape, _weftAccent, _weftTone, _stripeAccent;
    private readonly int _under, _shift, _block, _stripeX, _stripeY;
    private readonly uint _seed;

    /// <summary>Draws a cloth.</summary>
    public FabricTexture(TextureRandom random)
    {
        int weave = random.Index(5);
        (_under, _shift, _block) = weave switch
        {
            0 => (1, 2, 2), // basket: plain weave of double threads
            1 => (1, 3, 1), // twill 2/1
            2 => (2, 4, 1), // twill 2/2
            _ => (1, 2, 1), // plain
        };
        _pitch = random.Range(8.5f, 12) * (_block == 2 ? 0.85f : 1);
        _gap = random.Range(0.3f, 1);
        _relief = random.Range(0.15f, 0.4f);
        _fibre = random.Range(0.15f, 0.45f);
        _toneSpread = random.Range(0.05f, 0.3f);
        _drape = random.Range(0, 3);
        _weftAccent = random.Chance(0.4f) ? random.Range(0.3f, 1) : 0;
        _weftTone = random.Range(-0.35f, 0.35f);
        _stripeX = random.Chance(0.35f) ? random.Integer(3, 8) : 0;
        _stripeY = random.Chance(0.25f) ? random.Integer(3, 8) : 0;
        _stripeAccent = random.Range(0.4f, 0.9f);
        _seed = random.NextSeed();
    }

    /// <inheritdoc/>
    public override SurfaceSample Sample(float x, float y)
    {
        float fold = _drape * LatticeNoise.Gradient(x * 0.015f, y * 0.015f, _seed);
        float tx = (x + fold) / _pitch, ty = (y - fold) / _pitch;
        int warp = (int)MathF.Floor(tx), weft = (int)MathF.Floor(ty);
        float u = (2 * (tx - warp)) - 1, v = (2 * (ty - weft)) - 1; // -1 to 1 across either thread

        bool warpOnTop = WarpOnTop(warp, weft);
        float across = warpOnTop ? u : v, along = warpOnTop ? v : u;
        int step = along < 0 ? -1 : 1;
        bool goesOn = warpOnTop ? WarpOnTop(warp, weft + step) : !WarpOnTop(warp + step, weft);
        float round = 1 - (across * across);
        float arch = goesOn ? 1 : 1 - (along * along * along * along); // dives under the neighbour

        float streak = warpOnTop
            ? LatticeNoise.Gradient(tx * 4, ty * 0.8f, _seed + 1)
            : LatticeNoise.Gradient(tx * 0.8f, ty * 4, _seed + 2);
        int thread = warpOnTop ? warp : weft;
        int stripe = warpOnTop ? _stripeX : _stripeY;
        float body = round * arch;
        float tone = (_toneSpread * LatticeNoise.Signed(thread, warpOnTop ? 0 : 1, _seed + 3)) + (_fibre * streak)
            + (warpOnTop ? 0 : _weftTone) - (_gap * (1 - Curves.SmoothStep(0, 0.5f, body)));
        bool striped = stripe > 0 && ((int)MathF.Floor((float)thread / stripe) & 1) == 0;
        float accent = striped ? _stripeAccent : warpOnTop ? 0 : _weftAccent;
        float height = (_relief * _pitch * body) + (0.25f * streak) + (3 * fold);
        return new SurfaceSample(height, tone, accent, 0.04f);
    }

    /// <summary>Warp thread <paramref name="warp"/> passes over weft thread <paramref name="weft"/>.</summary>
    private bool WarpOnTop(int warp, int weft)
    {
        int phase = (int)MathF.Floor((float)warp / _block) + (int)MathF.Floor((float)weft / _block);
        int position = ((phase % _shift) + _shift) % _shift; // each weft starts one warp later: the twill's diagonal
        return position >= _under;
    }
}
