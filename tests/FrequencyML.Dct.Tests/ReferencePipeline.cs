namespace FrequencyML.Dct.Tests;

/// <summary>
/// The whole path from shown pixels to channels, one step after the other in double precision and straight from the definitions: the
/// slow twin of the composed operators.
/// </summary>
internal static class ReferencePipeline
{
    /// <summary>The channels <c>[C, H/8, W/8]</c> of an image as it is shown.</summary>
    public static double[] Extract(TestImage shown, ChannelSelection selection, ImageGeometry geometry) =>
        Extract(Components(shown), selection, geometry);

    /// <summary>The channels <c>[C, H/8, W/8]</c> of the planes of Y, Cb and Cr minus 128, as they are shown.</summary>
    public static double[] Extract(double[][,] shown, ChannelSelection selection, ImageGeometry geometry)
    {
        var squares = Array.ConvertAll(shown, plane => ResizeAndCrop(plane, geometry));
        if (geometry.ChromaFilter == ChromaFilter.Dctnet) squares = [squares[0], Blur(squares[1]), Blur(squares[2])];
        return Select(squares, selection);
    }

    /// <summary>Y, Cb and Cr of full-range BT.601 (JFIF 1.02), each <c>[height, width]</c> minus 128, not rounded.</summary>
    public static double[][,] Components(TestImage image)
    {
        double[][,] planes = [new double[image.Height, image.Width], new double[image.Height, image.Width], new double[image.Height, image.Width]];
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
            {
                var (red, green, blue) = image.Pixel(y, x);
                var luma = 0.299 * red + 0.587 * green + 0.114 * blue;
                planes[0][y, x] = luma - 128;
                planes[1][y, x] = (blue - luma) / 1.772 + 128 - 128;
                planes[2][y, x] = (red - luma) / 1.402 + 128 - 128;
            }
        return planes;
    }

    /// <summary>The blockwise DCT of three cropped planes, and of it the selected channels.</summary>
    public static double[] Select(double[][,] planes, ChannelSelection selection)
    {
        var blocks = planes[0].GetLength(0) / 8;
        var channels = new List<double>(selection.Count * blocks * blocks);
        foreach (var channel in selection)
            for (var blockRow = 0; blockRow < blocks; blockRow++)
                for (var blockColumn = 0; blockColumn < blocks; blockColumn++)
                    channels.Add(ReferenceDct.Coefficient(planes[(int)channel.Component], blockRow * 8, blockColumn * 8, channel.V, channel.U));
        return [.. channels];
    }

    /// <summary>The weights of source samples for one resized sample.</summary>
    public static List<(int Source, double Weight)> Taps(int length, long resized, long sample, ResizeKernel kernel)
    {
        var scale = (double)length / resized;
        if (kernel == ResizeKernel.Bilinear)
        {
            // OpenCV INTER_LINEAR: half-pixel centres, the two neighbours, coordinates clamped to the image.
            var position = (sample + 0.5) * scale - 0.5;
            var before = (int)Math.Floor(position);
            var fraction = position - before;
            return [(Math.Clamp(before, 0, length - 1), 1 - fraction), (Math.Clamp(before + 1, 0, length - 1), fraction)];
        }
        // Pillow BILINEAR: a triangle stretched by the scale when shrinking, cut off at the image's edge, normalized.
        var support = Math.Max(scale, 1);
        var centre = (sample + 0.5) * scale;
        var taps = new List<(int Source, double Weight)>();
        for (var source = 0; source < length; source++)
        {
            var weight = 1 - Math.Abs(source + 0.5 - centre) / support;
            if (weight > 0) taps.Add((source, weight));
        }
        var sum = taps.Sum(tap => tap.Weight);
        return taps.ConvertAll(tap => (tap.Source, tap.Weight / sum));
    }

    /// <summary>(size - crop) / 2, halves to the even neighbour, in integers.</summary>
    public static long CropOffset(long size, int crop)
    {
        var half = (size - crop) / 2;
        return (size - crop) % 2 != 0 && half % 2 != 0 ? half + 1 : half;
    }

    /// <summary>The blur [1/8, 6/8, 1/8] along both axes; the first and last sample stand for those beyond.</summary>
    public static double[,] Blur(double[,] plane)
    {
        var last = plane.GetLength(0) - 1;
        var rows = new double[last + 1, last + 1];
        var both = new double[last + 1, last + 1];
        for (var y = 0; y <= last; y++)
            for (var x = 0; x <= last; x++)
                rows[y, x] = (plane[Math.Max(y - 1, 0), x] + 6 * plane[y, x] + plane[Math.Min(y + 1, last), x]) / 8;
        for (var y = 0; y <= last; y++)
            for (var x = 0; x <= last; x++)
                both[y, x] = (rows[y, Math.Max(x - 1, 0)] + 6 * rows[y, x] + rows[y, Math.Min(x + 1, last)]) / 8;
        return both;
    }

    /// <summary>Resizes the rows that the crop keeps, then their columns; other samples of the resized plane are never needed.</summary>
    private static double[,] ResizeAndCrop(double[,] plane, ImageGeometry geometry)
    {
        int height = plane.GetLength(0), width = plane.GetLength(1), shortSide = Math.Min(height, width), crop = geometry.Crop;
        long resizedHeight = (long)geometry.Resize * height / shortSide, resizedWidth = (long)geometry.Resize * width / shortSide;
        long top = CropOffset(resizedHeight, crop), left = CropOffset(resizedWidth, crop);

        var rows = new double[crop, width];
        for (var y = 0; y < crop; y++)
            foreach (var (source, weight) in Taps(height, resizedHeight, top + y, geometry.Kernel))
                for (var x = 0; x < width; x++) rows[y, x] += weight * plane[source, x];
        var cropped = new double[crop, crop];
        for (var x = 0; x < crop; x++)
            foreach (var (source, weight) in Taps(width, resizedWidth, left + x, geometry.Kernel))
                for (var y = 0; y < crop; y++) cropped[y, x] += weight * rows[y, source];
        return cropped;
    }
}
