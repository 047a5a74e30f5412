using System.Globalization;
using FrequencyML.Dct;

namespace FrequencyML.Transforms.Internal;

/// <summary>The text form of <see cref="DctChannelsOptions"/>: <c>name=value</c> pairs, the form in which a saved model keeps them.</summary>
/// <remarks>A name that is absent means its default, so that a model saved before an option existed keeps its meaning.</remarks>
internal static class DctChannelsOptionsText
{
    private const string Selection = "selection", Resize = "resize", Crop = "crop", Kernel = "kernel", ChromaFilter = "chromaFilter";
    private const string MaxPixels = "maxPixels", MaxFileLength = "maxFileLength", Path = "path", Lenient = "lenient";

    private static readonly string[] Names = [Selection, Resize, Crop, Kernel, ChromaFilter, MaxPixels, MaxFileLength, Path, Lenient];

    public static string Format(DctChannelsOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"{Selection}={options.Selection};{Resize}={options.Geometry.Resize};{Crop}={options.Geometry.Crop};" +
        $"{Kernel}={options.Geometry.Kernel};{ChromaFilter}={options.Geometry.ChromaFilter};" +
        $"{MaxPixels}={options.Limits.MaxPixels};{MaxFileLength}={options.Limits.MaxFileLength};" +
        $"{Path}={options.Decoding.Path};{Lenient}={options.Decoding.Lenient}");

    public static DctChannelsOptions Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var values = Split(text);
        var defaults = new DctChannelsOptions();
        try
        {
            return new DctChannelsOptions
            {
                Selection = Read(Selection, defaults.Selection, ChannelSelection.Parse),
                Geometry = new ImageGeometry(
                    Read(Resize, defaults.Geometry.Resize, ParseInt32),
                    Read(Crop, defaults.Geometry.Crop, ParseInt32),
                    Read(Kernel, defaults.Geometry.Kernel, ParseName<ResizeKernel>),
                    Read(ChromaFilter, defaults.Geometry.ChromaFilter, ParseName<ChromaFilter>)),
                Limits = new ImageLimits
                {
                    MaxPixels = Read(MaxPixels, defaults.Limits.MaxPixels, ParseInt64),
                    MaxFileLength = Read(MaxFileLength, defaults.Limits.MaxFileLength, ParseInt32),
                },
                Decoding = new DecodingOptions
                {
                    Path = Read(Path, defaults.Decoding.Path, ParseName<DecodingPath>),
                    Lenient = Read(Lenient, defaults.Decoding.Lenient, bool.Parse),
                },
            };
        }
        catch (ArgumentException error)
        {
            throw new FormatException($"'{text}' are not DCT channel options: {error.Message}", error);
        }

        T Read<T>(string name, T absent, Func<string, T> parse)
        {
            if (!values.TryGetValue(name, out var value)) return absent;
            try
            {
                return parse(value);
            }
            catch (Exception error) when (error is FormatException or OverflowException)
            {
                throw new FormatException($"Option {name}={value}: {error.Message}", error);
            }
        }
    }

    private static Dictionary<string, string> Split(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = pair.Split('=', 2);
            if (parts.Length < 2 || !Names.Contains(parts[0]))
                throw new FormatException($"'{pair}' is not an option; expected name=value with a name of {string.Join(", ", Names)}.");
            if (!values.TryAdd(parts[0], parts[1])) throw new FormatException($"Option {parts[0]} is given twice in '{text}'.");
        }
        return values;
    }

    private static int ParseInt32(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static long ParseInt64(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static T ParseName<T>(string text) where T : struct, Enum => Enum.GetNames<T>().Contains(text)
        ? Enum.Parse<T>(text)
        : throw new FormatException($"expected {string.Join(" or ", Enum.GetNames<T>())}.");
}
