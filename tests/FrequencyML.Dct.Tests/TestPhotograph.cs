namespace FrequencyML.Dct.Tests;

/// <summary>
/// Images with the statistics of photographs: smooth shading, edges of objects, and texture whose amplitude falls with its frequency (1/f),
/// all of it less saturated than bright. Within the range of a byte, so that a decoder clamps next to nothing.
/// </summary>
internal static class TestPhotograph
{
    /// <summary>Draws an image.</summary>
    /// <param name="width">The columns, in pixels.</param>
    /// <param name="height">The rows, in pixels.</param>
    /// <param name="seed">Of everything in it.</param>
    public static TestImage Create(int width, int height, int seed)
    {
        var random = new Random(seed);
        double[] amplitudes = [1.8, 0.4, 0.4];                                        // of gray and of two axes of colour
        var planes = Array.ConvertAll(amplitudes, amplitude => Texture(width, height, amplitude, random));
        for (var i = 0; i < 30; i++) AddDisc(planes, width, height, random);
        return TestImage.From(width, height, (y, x) =>
        {
            double gray = 128 + planes[0][y * width + x], warm = planes[1][y * width + x], green = planes[2][y * width + x];
            return (ToByte(gray + warm), ToByte(gray + green), ToByte(gray - warm));
        });

        static byte ToByte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
    }

    /// <summary>Random values on lattices of 2 to 256 pixels, linear in between; the amplitude grows as the root of the step.</summary>
    private static double[] Texture(int width, int height, double amplitude, Random random)
    {
        var plane = new double[width * height];
        for (var step = 2; step <= 256; step *= 2)
        {
            int columns = width / step + 2, rows = height / step + 2;
            var lattice = Array.ConvertAll(new double[columns * rows], _ => amplitude * Math.Sqrt(step) * (3 * random.NextDouble() - 1.5));
            for (var y = 0; y < height; y++)
                for (var x = 0; x < width; x++)
                {
                    int at = y / step * columns + x / step;
                    double down = y % step / (double)step, across = x % step / (double)step;
                    plane[y * width + x] +=
                        (1 - down) * ((1 - across) * lattice[at] + across * lattice[at + 1]) +
                        down * ((1 - across) * lattice[at + columns] + across * lattice[at + columns + 1]);
                }
        }
        return plane;
    }

    /// <summary>A disc with a shade and a colour of its own, over what is there.</summary>
    private static void AddDisc(double[][] planes, int width, int height, Random random)
    {
        double centreX = random.NextDouble() * width, centreY = random.NextDouble() * height;
        var radius = (0.02 + 0.2 * random.NextDouble()) * height;
        var shades = Array.ConvertAll(planes, plane => (plane == planes[0] ? 160 : 60) * (random.NextDouble() - 0.5));
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                if ((x - centreX) * (x - centreX) + (y - centreY) * (y - centreY) > radius * radius) continue;
                for (var i = 0; i < planes.Length; i++) planes[i][y * width + x] = 0.6 * planes[i][y * width + x] + shades[i];
            }
    }
}
