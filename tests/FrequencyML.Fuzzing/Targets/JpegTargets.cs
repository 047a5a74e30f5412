using FrequencyML.Dct;
using FrequencyML.Fuzzing.Mutation;
using FrequencyML.Jpeg;
using FrequencyML.Jpeg.Internal;

namespace FrequencyML.Fuzzing.Targets;

/// <summary>The readers of JPEG files: coefficients, channels, header and EXIF.</summary>
internal static class JpegTargets
{
    /// <summary>A million: a changed size must not make an input of 8 kB expensive.</summary>
    public const int MaxPixels = 1_000_000;

    private static readonly Lazy<IReadOnlyList<byte[]>> Golden = new(() => [.. GoldenFiles().Where(file => file.Length <= MutationBuffer.MaxLength)]);

    /// <summary>The golden files: all samplings and processes, restarts, DNL, EXIF, CMYK.</summary>
    public static IReadOnlyList<byte[]> Files => Golden.Value;

    /// <summary>Markers, and lengths, ids and tables as they stand behind them.</summary>
    public static IReadOnlyList<byte[]> Markers { get; } =
    [
        .. Enumerable.Range(0xC0, 0x40).Select(marker => new byte[] { 0xFF, (byte)marker }), [0xFF, 0], [0xFF, 0xFF], [0xFF, 1],
        [0xFF, Marker.Dri, 0, 4, 0, 1], [0xFF, Marker.Dri, 0, 4, 0xFF, 0xFF], [0xFF, Marker.Dnl, 0, 4, 0, 17], [0xFF, Marker.Dnl, 0, 4, 0xFF, 0xFF],
        [0xFF, Marker.Sos, 0, 8, 1, 1, 0, 0, 63, 0], [0xFF, Marker.Sos, 0, 8, 1, 2, 0x11, 1, 63, 0x10], [0xFF, Marker.Sos, 0, 8, 1, 1, 0, 0, 0, 1],
        [0xFF, 0xEE, 0, 14, .. "Adobe\0d\0\0\0\0\0"u8], "Exif\0\0"u8.ToArray(), [0x11], [0x22], [0x44], [0, 63, 0],
    ];

    public static IEnumerable<Target> All()
    {
        yield return Jpeg("jpeg", 140, () => Coefficients(lenient: false), [typeof(InvalidDataException), typeof(NotSupportedException)]);
        yield return Jpeg("jpeg-lenient", 100, () => Coefficients(lenient: true), [typeof(InvalidDataException), typeof(NotSupportedException)]);
        yield return Jpeg("channels", 60, () => Channels(lenient: false), [typeof(InvalidDataException), typeof(NotSupportedException)]) with { KeptBytes = AxisCaches };
        yield return Jpeg("channels-lenient", 40, () => Channels(lenient: true), [typeof(InvalidDataException), typeof(NotSupportedException)]) with { KeptBytes = AxisCaches };
        yield return new("exif", 100, () => Orientation)
        {
            Seeds = [Exif(isBigEndian: false), Exif(isBigEndian: true)],
            Tokens = ["MM\0*"u8.ToArray(), "II*\0"u8.ToArray(), "Exif\0\0"u8.ToArray(), [1, 0x12], [0x12, 1], [0, 3], [3, 0], [0, 6], [6, 0]],
        };
    }

    /// <summary>A target that reads JPEG files.</summary>
    public static Target Jpeg(string name, int weight, Func<Func<byte[], bool>> open, IReadOnlyList<Type> documented) =>
        new(name, weight, open) { Seeds = Files, Tokens = Markers, Split = Parts.Segments, Documented = documented };

    /// <summary>What the two caches of operators may hold, of which images of new sizes make new ones.</summary>
    public const long AxisCaches = 2 * (64 << 20);

    public static JpegReadOptions Options(bool lenient) => new() { Lenient = lenient, MaxPixels = MaxPixels };

    private static Func<byte[], bool> Coefficients(bool lenient)
    {
        var image = new CoefficientImage(Options(lenient));
        return jpeg =>
        {
            image.Read(jpeg);
            for (var component = 0; component < image.Header.ComponentCount; component++)
            {
                var plane = image.Plane(component);
                for (var row = 0; row < plane.Component.HeightInBlocks; row++) _ = plane.Row(row)[^1];
            }
            return image.Damage is null;
        };
    }

    private static Func<byte[], bool> Channels(bool lenient)
    {
        DctChannelExtractor[] extractors =
        [
            new(ChannelSelection.Published(24), new ImageGeometry(24, 16), Limits, new DecodingOptions { Lenient = lenient }),
            new(ChannelSelection.All, new ImageGeometry(40, 32, ResizeKernel.Bilinear, ChromaFilter.Dctnet), Limits, new DecodingOptions { Lenient = lenient }),
        ];
        var channels = Array.ConvertAll(extractors, extractor => new float[extractor.Length]);
        return jpeg =>
        {
            var place = jpeg.Length % extractors.Length;
            var extraction = extractors[place].Extract(jpeg, channels[place]);
            if (Array.FindIndex(channels[place], value => !float.IsFinite(value)) is var wrong and >= 0) throw new DisagreementException($"Value {wrong} is {channels[place][wrong]}.");
            return extraction.Damage is null;
        };
    }

    private static InputLimits Limits { get; } = new() { MaxPixels = MaxPixels };

    /// <summary>The segment alone and within a file; no exception is documented of either.</summary>
    private static bool Orientation(byte[] parameters)
    {
        var found = ExifSegment.Orientation(parameters);
        byte[] jpeg = [.. Files[0].AsSpan(0, 2), 0xFF, 0xE1, (byte)(parameters.Length + 2 >> 8), (byte)(parameters.Length + 2), .. parameters, .. Files[0].AsSpan(2)];
        if (JpegHeader.Read(jpeg).Orientation != (found ?? ExifOrientation.Normal)) throw new DisagreementException($"The segment says {found}, the header {JpegHeader.Read(jpeg).Orientation}.");
        return found is not null;
    }

    private static byte[] Exif(bool isBigEndian)
    {
        return
        [
            .. "Exif\0\0"u8, .. isBigEndian ? "MM"u8 : "II"u8, .. Number(42, 2), .. Number(8, 4), .. Number(3, 2),
            .. Number(0x010F, 2), .. Number(2, 2), .. Number(4, 4), .. "abc\0"u8,
            .. Number(0x0112, 2), .. Number(3, 2), .. Number(1, 4), .. Number(6, 2), .. Number(0, 2),
            .. Number(0x011A, 2), .. Number(5, 2), .. Number(1, 4), .. Number(50, 4), .. Number(0, 4), .. Number(72, 4), .. Number(1, 4),
        ];

        byte[] Number(int value, int width)
        {
            var bytes = BitConverter.GetBytes(value)[..width];
            if (isBigEndian) Array.Reverse(bytes);
            return bytes;
        }
    }

    private static IEnumerable<byte[]> GoldenFiles()
    {
        var assembly = typeof(JpegTargets).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("golden/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var resource = assembly.GetManifestResourceStream(name)!;
            var file = new byte[resource.Length];
            resource.ReadExactly(file);
            yield return file;
        }
    }
}
