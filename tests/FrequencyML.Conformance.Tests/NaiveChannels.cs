namespace FrequencyML.Conformance.Tests;

/// <summary>The tensor contract as the slowest code that does what it says, in double precision: formulas over every sample, and no matrix.</summary>
internal sealed record NaiveChannels
{
    public required int Resize { get; init; }

    public required int Crop { get; init; }

    public bool Bilinear { get; init; }

    public bool Dctnet { get; init; }

    /// <summary>T6 to T11 and T3 for the components of an image that is turned the right way.</summary>
    /// <param name="components">Y, Cb and Cr, each <c>[height, width]</c>, 0..255.</param>
    /// <param name="indices">The channels' indices.</param>
    /// <returns><c>[C, Crop/8, Crop/8]</c>.</returns>
    public double[] Of(double[][,] components, params int[] indices)
    {
        var crops = components.Select((samples, component) => CropOf(samples, isChroma: component > 0)).ToArray();
        var blocks = Crop / 8;
        var tensor = new double[indices.Length * blocks * blocks];
        for (var place = 0; place < indices.Length; place++)
            for (var row = 0; row < blocks; row++)
                for (var column = 0; column < blocks; column++)
                    tensor[(place * blocks + row) * blocks + column] =
                        Coefficient(crops[indices[place] / 64], row * 8, column * 8, indices[place] % 64 / 8, indices[place] % 8);
        return tensor;
    }

    /// <summary>T3: one coefficient of the block at (top, left).</summary>
    public static double Coefficient(double[,] samples, int top, int left, int v, int u)
    {
        var sum = 0.0;
        for (var y = 0; y < 8; y++)
            for (var x = 0; x < 8; x++)
                sum += (samples[top + y, left + x] - 128) * Math.Cos((2 * y + 1) * v * Math.PI / 16) * Math.Cos((2 * x + 1) * u * Math.PI / 16);
        return sum / 4 * (v == 0 ? Math.Sqrt(0.5) : 1) * (u == 0 ? Math.Sqrt(0.5) : 1);
    }

    /// <summary>T4: the three components of RGB samples.</summary>
    public static double[][,] YCbCr(byte[] rgb, int width, int height)
    {
        var components = new[] { new double[height, width], new double[height, width], new double[height, width] };
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                double red = rgb[3 * (y * width + x)], green = rgb[3 * (y * width + x) + 1], blue = rgb[3 * (y * width + x) + 2];
                var luma = 0.299 * red + 0.587 * green + 0.114 * blue;
                components[0][y, x] = luma;
                components[1][y, x] = 128 + (blue - luma) / 1.772;
                components[2][y, x] = 128 + (red - luma) / 1.402;
            }
        return components;
    }

    /// <summary>T9.</summary>
    private static double Interpolate(double scale, int sourceSize, int index, Func<int, double> sample)
    {
        var position = (index + 0.5) * scale - 0.5;
        var before = (int)Math.Floor(position);
        var share = position - before;
        return (1 - share) * sample(Math.Clamp(before, 0, sourceSize - 1)) + share * sample(Math.Clamp(before + 1, 0, sourceSize - 1));
    }

    private double[,] CropOf(double[,] samples, bool isChroma)
    {
        int height = samples.GetLength(0), width = samples.GetLength(1), shortSide = Math.Min(height, width);
        int resizedHeight = (int)Math.Floor((double)Resize * height / shortSide), resizedWidth = (int)Math.Floor((double)Resize * width / shortSide);
        int top = Offset(resizedHeight), left = Offset(resizedWidth);
        var crop = new double[Crop, Crop];
        for (var y = 0; y < Crop; y++)
            for (var x = 0; x < Crop; x++)
                crop[y, x] = Resampled(height, resizedHeight, top + y, row => Resampled(width, resizedWidth, left + x, column => samples[row, column]));
        return isChroma && Dctnet ? Filtered(crop) : crop;
    }

    /// <summary>T7.</summary>
    private int Offset(int size) => (size - Crop) % 2 == 0 ? (size - Crop) / 2 : (size - Crop - 1) / 2 % 2 == 0 ? (size - Crop - 1) / 2 : (size - Crop + 1) / 2;

    /// <summary>T8 or T9.</summary>
    private double Resampled(int sourceSize, int size, int index, Func<int, double> sample)
    {
        var scale = (double)sourceSize / size;
        if (Bilinear) return Interpolate(scale, sourceSize, index, sample);
        double sum = 0, weights = 0;
        for (var j = 0; j < sourceSize; j++)
        {
            var weight = Math.Max(0, 1 - Math.Abs(j + 0.5 - (index + 0.5) * scale) / Math.Max(scale, 1));
            if (weight == 0) continue;
            sum += weight * sample(j);
            weights += weight;
        }
        return sum / weights;
    }

    /// <summary>T11.</summary>
    private double[,] Filtered(double[,] crop)
    {
        var result = new double[Crop, Crop];
        double[] taps = [1.0 / 8, 6.0 / 8, 1.0 / 8];
        for (var y = 0; y < Crop; y++)
            for (var x = 0; x < Crop; x++)
                for (var dy = -1; dy <= 1; dy++)
                    for (var dx = -1; dx <= 1; dx++)
                        result[y, x] += taps[dy + 1] * taps[dx + 1] * crop[Math.Clamp(y + dy, 0, Crop - 1), Math.Clamp(x + dx, 0, Crop - 1)];
        return result;
    }
}
