using FrequencyML.Jpeg.Internal;

namespace FrequencyML.Jpeg.Tests;

/// <summary>Writes a JPEG stream segment by segment, right or wrong. Source: ITU-T T.81, Annex B.</summary>
internal sealed class JpegBuilder
{
    private readonly List<byte> bytes = [0xFF, Marker.Soi];

    /// <summary>The bytes so far: the offset of what is written next.</summary>
    public int Length => bytes.Count;

    /// <summary>
    /// A gray image up to and with its scan header, all of whose codes are one bit long: 0 is a DC difference of 0, or an end of block.
    /// </summary>
    public static JpegBuilder Gray(int width = 8, int height = 8, byte frame = Marker.Sof0, byte precision = 8) => new JpegBuilder()
        .Quantization()
        .Frame(frame, width, height, precision, (1, 1, 1))
        .ZeroTables()
        .Scan(frame == Marker.Sof2 ? [0, 0, 0] : [0, 63, 0], 1);

    public JpegBuilder Raw(params byte[] raw)
    {
        bytes.AddRange(raw);
        return this;
    }

    public JpegBuilder Segment(byte marker, params byte[] parameters) =>
        Raw([0xFF, marker, (byte)(parameters.Length + 2 >> 8), (byte)(parameters.Length + 2), .. parameters]);

    /// <summary>A DQT segment with 8-bit steps of 1.</summary>
    public JpegBuilder Quantization(byte destination = 0) => Segment(Marker.Dqt, [destination, .. Enumerable.Repeat((byte)1, 64)]);

    /// <summary>A frame header; all components use quantization table 0.</summary>
    public JpegBuilder Frame(
        byte marker, int width, int height, byte precision, params (byte Id, int Horizontal, int Vertical)[] components) =>
        Segment(marker,
        [
            precision, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, (byte)components.Length,
            .. components.SelectMany(component => new byte[] { component.Id, (byte)(component.Horizontal << 4 | component.Vertical), 0 }),
        ]);

    /// <summary>A DHT segment of one table.</summary>
    /// <param name="table">Class and destination.</param>
    /// <param name="counts">The codes of each length from 1; up to 16 numbers.</param>
    /// <param name="symbols">The symbols in the order of their codes.</param>
    public JpegBuilder Huffman(byte table, byte[] counts, params byte[] symbols) =>
        Segment(Marker.Dht, [table, .. counts, .. new byte[16 - counts.Length], .. symbols]);

    /// <summary>DC and AC tables 0 with the one code 0 for symbol 0.</summary>
    public JpegBuilder ZeroTables() => Huffman(0x00, [1], 0).Huffman(0x10, [1], 0);

    public JpegBuilder RestartInterval(int mcus) => Segment(Marker.Dri, (byte)(mcus >> 8), (byte)mcus);

    /// <summary>A scan header; all components use Huffman tables 0.</summary>
    /// <param name="selection">Start and end of the spectral selection, successive approximation.</param>
    /// <param name="components">Component identifiers.</param>
    public JpegBuilder Scan(byte[] selection, params byte[] components) =>
        Segment(Marker.Sos, [(byte)components.Length, .. components.SelectMany(id => new byte[] { id, 0 }), .. selection]);

    /// <summary>The data of blocks of zeros, with the tables of <see cref="ZeroTables"/>: two bits a block, filled up with ones.</summary>
    public JpegBuilder ZeroBlocks(int count) => ZeroBits(2 * count);

    /// <summary>Bits of 0, filled up with ones to whole bytes.</summary>
    public JpegBuilder ZeroBits(int count)
    {
        bytes.AddRange(new byte[count / 8]);
        if (count % 8 > 0) bytes.Add((byte)(0xFF >> count % 8));
        return this;
    }

    public byte[] ToArray() => [.. bytes];

    /// <summary>The stream with EOI.</summary>
    public byte[] End() => [.. bytes, 0xFF, Marker.Eoi];
}
