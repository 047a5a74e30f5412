using FrequencyML.Jpeg;

namespace FrequencyML.Dct.Tests;

/// <summary>
/// From the quantized coefficients of a JPEG file to the planes of its components, one step after the other in double precision and
/// straight from the definitions, neither rounded nor clamped; <see cref="ReferencePipeline"/> goes on from there.
/// </summary>
internal static class ReferenceDecoder
{
    /// <summary>Y, Cb and Cr minus 128, each <c>[height, width]</c> of the image as shown; a gray image has chroma 0.</summary>
    /// <param name="jpeg">A gray or YCbCr file.</param>
    /// <param name="orientation">The EXIF orientation that the file is to have.</param>
    public static double[][,] Components(byte[] jpeg, int orientation = 1)
    {
        var image = new CoefficientImage();
        image.Read(jpeg);
        var header = image.Header;
        var planes = new double[3][,];
        for (var component = 0; component < 3; component++)
        {
            var stored = new double[header.Height, header.Width];
            if (component < header.ComponentCount)
            {
                var (horizontal, vertical) = (header[component].HorizontalSampling, header[component].VerticalSampling);
                var samples = Crop(
                    Samples(image.Plane(component)), Sampled(header.Height, vertical, header.MaxVerticalSampling),
                    Sampled(header.Width, horizontal, header.MaxHorizontalSampling));
                for (var y = 0; y < header.Height; y++)
                    for (var x = 0; x < header.Width; x++)
                        foreach (var (row, rowWeight) in Neighbours(y, vertical, header.MaxVerticalSampling, samples.GetLength(0)))
                        {
                            var columns = Neighbours(x, horizontal, header.MaxHorizontalSampling, samples.GetLength(1));
                            foreach (var (column, columnWeight) in columns) stored[y, x] += rowWeight * columnWeight * samples[row, column];
                        }
            }
            planes[component] = Shown(stored, orientation);
        }
        return planes;
    }

    /// <summary>The samples of whole blocks: dequantization and inverse DCT (ITU-T T.81, A.3.3 and A.3.4).</summary>
    private static double[,] Samples(CoefficientPlane plane)
    {
        int rows = plane.Component.HeightInBlocks, columns = plane.Component.WidthInBlocks;
        var samples = new double[8 * rows, 8 * columns];
        var coefficients = new float[64];
        for (var blockRow = 0; blockRow < rows; blockRow++)
            for (var blockColumn = 0; blockColumn < columns; blockColumn++)
            {
                for (var i = 0; i < 64; i++) coefficients[i] = plane.Row(blockRow)[blockColumn * 64 + i] * plane.QuantizationSteps[i];
                var block = ReferenceDct.Inverse(coefficients);
                for (var i = 0; i < 64; i++) samples[8 * blockRow + i / 8, 8 * blockColumn + i % 8] = block[i];
            }
        return samples;
    }

    /// <summary>ceil(length * factor / largest): the samples that a component has along an axis (ITU-T T.81, A.1.1).</summary>
    private static int Sampled(int length, int factor, int largest) => (int)Math.Ceiling((double)length * factor / largest);

    private static double[,] Crop(double[,] samples, int height, int width)
    {
        var cropped = new double[height, width];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++) cropped[y, x] = samples[y, x];
        return cropped;
    }

    /// <summary>Centred linear interpolation: the two samples around a pixel, those beyond the ends clamped.</summary>
    private static (int Sample, double Weight)[] Neighbours(int pixel, int factor, int largest, int count)
    {
        var position = (pixel + 0.5) * factor / largest - 0.5;
        var before = (int)Math.Floor(position);
        return [(Math.Clamp(before, 0, count - 1), before + 1 - position), (Math.Clamp(before + 1, 0, count - 1), position - before)];
    }

    private static double[,] Shown(double[,] stored, int orientation)
    {
        int rows = stored.GetLength(0), columns = stored.GetLength(1);
        var shown = orientation >= 5 ? new double[columns, rows] : new double[rows, columns];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
            {
                var (y, x) = TestImage.ShownPlace(orientation, shown.GetLength(0), shown.GetLength(1), row, column);
                shown[y, x] = stored[row, column];
            }
        return shown;
    }
}
