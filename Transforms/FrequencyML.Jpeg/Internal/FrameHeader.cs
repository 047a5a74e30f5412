using System.Buffers.Binary;

namespace FrequencyML.Jpeg.Internal;

/// <summary>The frame header: SOF0 to SOF15, and DHP, which has the same form (ITU-T T.81, B.2.2 and B.3.2).</summary>
internal static class FrameHeader
{
    private const int ComponentLength = 3;

    /// <summary>Reads a frame header; its height may be 0, which leaves it to a DNL segment.</summary>
    public static JpegHeader Read(byte marker, ReadOnlySpan<byte> parameters, int offset)
    {
        if (parameters.Length < 6) throw Invalid("is too short for a frame header");
        int precision = parameters[0], height = BinaryPrimitives.ReadUInt16BigEndian(parameters[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(parameters[3..]);
        int count = parameters[5];
        if (width == 0) throw Invalid("gives a width of 0 pixels");
        if (count == 0) throw Invalid("has no components");
        if (count > JpegHeader.MaxComponents)
            throw new NotSupportedException(
                $"{Marker.Name(marker)} at byte {offset} has {count} components; expected 1 to {JpegHeader.MaxComponents}.");
        if (parameters.Length != 6 + ComponentLength * count) throw Invalid($"has {parameters.Length} bytes; {count} components take {6 + ComponentLength * count}");

        Span<JpegComponent> components = stackalloc JpegComponent[count];
        var maxHorizontal = 1;
        for (var i = 0; i < count; i++)
        {
            var entry = parameters.Slice(6 + ComponentLength * i, ComponentLength);
            int horizontal = entry[1] >> 4, vertical = entry[1] & 15, table = entry[2];
            if (horizontal is < 1 or > 4 || vertical is < 1 or > 4) throw Invalid($"gives component {entry[0]} the sampling factors {horizontal}x{vertical}; expected 1 to 4");
            if (table > 3) throw Invalid($"gives component {entry[0]} the quantization table {table}; expected 0 to 3");
            foreach (var earlier in components[..i])
                if (earlier.Id == entry[0]) throw Invalid($"has component {entry[0]} twice");
            maxHorizontal = Math.Max(maxHorizontal, horizontal);
            components[i] = new JpegComponent(entry[0], horizontal, vertical, table, 0, 0);
        }
        for (var i = 0; i < count; i++)
            components[i] = components[i] with { Width = JpegHeader.DivideUp(width * components[i].HorizontalSampling, maxHorizontal) };

        var (process, arithmetic) = Process(marker);
        if (process is JpegProcess.Sequential or JpegProcess.Progressive && precision is not (8 or 12)) throw Invalid($"gives a precision of {precision} bits; expected 8");
        return WithHeight(
            new JpegHeader(components)
            {
                Width = width,
                Precision = precision,
                Process = process,
                IsArithmetic = arithmetic,
                Unsupported = Unsupported(marker, offset, process, arithmetic, precision),
            },
            height);

        InvalidDataException Invalid(string what) => new($"{Marker.Name(marker)} at byte {offset} {what}.");
    }

    /// <summary>The same frame with a height, as the frame header or a DNL segment gives it; what APPn segments tell comes later.</summary>
    public static JpegHeader WithHeight(JpegHeader frame, int height)
    {
        Span<JpegComponent> components = stackalloc JpegComponent[frame.ComponentCount];
        for (var i = 0; i < components.Length; i++)
            components[i] = frame[i] with { Height = JpegHeader.DivideUp(height * frame[i].VerticalSampling, frame.MaxVerticalSampling) };
        return new JpegHeader(components)
        {
            Width = frame.Width,
            Height = height,
            Precision = frame.Precision,
            Process = frame.Process,
            IsArithmetic = frame.IsArithmetic,
            Unsupported = frame.Unsupported,
        };
    }

    private static (JpegProcess Process, bool Arithmetic) Process(byte marker) => marker == Marker.Dhp
        ? (JpegProcess.Hierarchical, false)
        : ((marker & 7) switch
        {
            0 or 1 => JpegProcess.Sequential,
            2 => JpegProcess.Progressive,
            3 => JpegProcess.Lossless,
            _ => JpegProcess.Hierarchical,
        }, marker > Marker.Jpg);

    private static string? Unsupported(byte marker, int offset, JpegProcess process, bool arithmetic, int precision)
    {
        var what = process switch
        {
            JpegProcess.Lossless => "lossless coding",
            JpegProcess.Hierarchical => "hierarchical coding",
            _ => precision != 8 ? $"a precision of {precision} bits" : arithmetic ? "arithmetic coding" : null,
        };
        return what is null ? null : $"{Marker.Name(marker)} at byte {offset}: {what} is not supported; expected SOF0, SOF1 or SOF2 with 8 bits.";
    }
}
