using FrequencyML.Jpeg.Internal;

namespace FrequencyML.Jpeg.Tests;

/// <summary>A sound JPEG file in parts.</summary>
internal sealed class SplitFile
{
    public SplitFile(byte[] jpeg)
    {
        for (var position = 2; position < jpeg.Length;)
        {
            var start = position;
            while (jpeg[position + 1] == 0xFF) position++;
            var code = jpeg[position + 1];
            position += 2;
            if (!Marker.StandsAlone(code)) position += jpeg[position] << 8 | jpeg[position + 1];
            if (code == Marker.Sos)
                while (position < jpeg.Length && !IsMarker(jpeg, position)) position++;
            Segments.Add((code, jpeg[start..position]));
        }
    }

    /// <summary>The segments after SOI, each from its fill bytes on; a scan header has the scan's data.</summary>
    public List<(byte Code, byte[] Bytes)> Segments { get; } = [];

    private static bool IsMarker(byte[] jpeg, int position)
    {
        if (jpeg[position] != 0xFF) return false;
        while (position < jpeg.Length && jpeg[position] == 0xFF) position++;
        return position == jpeg.Length || jpeg[position] != 0 && !Marker.IsRestart(jpeg[position]);
    }
}
