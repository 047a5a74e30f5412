using FrequencyML.Jpeg.Internal;

namespace FrequencyML.Jpeg.Tests;

/// <summary>Where the blocks of a sequential file's scans are, in the order in which the scans code them (ITU-T T.81, A.2).</summary>
internal static class BlockOrder
{
    /// <summary>
    /// The place of each block in <see cref="Coefficients.Of(CoefficientImage)"/>, in blocks; -1 for one that only completes an MCU.
    /// </summary>
    public static int[] Of(byte[] jpeg)
    {
        var order = new List<int>();
        var segments = SegmentReader.Start(jpeg);
        var frame = JpegHeader.Read(jpeg);
        while (segments.TryReadMarker(out var marker) && marker != Marker.Eoi)
        {
            if (Marker.StandsAlone(marker)) continue;
            var parameters = segments.ReadParameters(marker);
            if (marker == Marker.Sos) AddScan(order, frame, ScanHeader.Read(parameters, segments.MarkerOffset, frame));
        }
        return [.. order];
    }

    private static void AddScan(List<int> order, in JpegHeader frame, in ScanHeader scan)
    {
        var only = frame[scan[0].Index];
        var (columns, rows) = scan.Count > 1 ? (frame.WidthInMcus, frame.HeightInMcus) : (only.WidthInBlocks, only.HeightInBlocks);
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                for (var i = 0; i < scan.Count; i++)
                {
                    var component = frame[scan[i].Index];
                    var (horizontal, vertical) = scan.Count > 1 ? (component.HorizontalSampling, component.VerticalSampling) : (1, 1);
                    for (var v = 0; v < vertical; v++)
                        for (var h = 0; h < horizontal; h++)
                        {
                            int y = row * vertical + v, x = column * horizontal + h;
                            var isInside = y < component.HeightInBlocks && x < component.WidthInBlocks;
                            order.Add(isInside ? FirstBlock(frame, scan[i].Index) + y * component.WidthInBlocks + x : -1);
                        }
                }
    }

    private static int FirstBlock(in JpegHeader frame, int component)
    {
        var first = 0;
        for (var i = 0; i < component; i++) first += frame[i].WidthInBlocks * frame[i].HeightInBlocks;
        return first;
    }
}
