using System.Globalization;
using FrequencyML.Dct;
using FrequencyML.Jpeg;

namespace FrequencyML.Transforms.Internal;

/// <summary>The text form of the options of <c>DctChannels</c> and <c>ConvertToYCbCr</c>: <see cref="OptionsText"/>; the one without a selection is the latter's.</summary>
internal static class ImageOptionsText
{
    private const string Output = "output", Samples = "YCbCr", Selection = "selection";
    private const string Resize = "resize", Crop = "crop", Kernel = "kernel", ChromaFilter = "chromaFilter";
    private const string MaxPixels = "maxPixels", MaxCoefficientBytes = "maxCoefficientBytes", MaxScans = "maxScans", MaxFileLength = "maxFileLength", Path = "path", Lenient = "lenient";
    private const string Orientation = "orientation", OnError = "onError";

    private static readonly string[] ImageNames =
        [Resize, Crop, Kernel, ChromaFilter, MaxPixels, MaxCoefficientBytes, MaxScans, MaxFileLength, Path, Lenient, Orientation, OnError];

    public static string Format(ImageColumnOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"{(options is DctChannelsOptions channels ? $"{Selection}={channels.Selection}" : $"{Output}={Samples}")};" +
        $"{Resize}={options.Geometry.Resize};{Crop}={options.Geometry.Crop};" +
        $"{Kernel}={options.Geometry.Kernel};{ChromaFilter}={options.Geometry.ChromaFilter};" +
        $"{MaxPixels}={options.Limits.MaxPixels};{MaxCoefficientBytes}={options.Limits.MaxCoefficientBytes};{MaxScans}={options.Limits.MaxScans};{MaxFileLength}={options.Limits.MaxFileLength};" +
        $"{Path}={options.Decoding.Path};{Lenient}={options.Decoding.Lenient};{Orientation}={options.Orientation};{OnError}={options.OnError}");

    public static ImageColumnOptions Parse(string text) =>
        new OptionsText(text, [Output, Selection, .. ImageNames]).Has(Output) ? ParseSamples(text) : ParseChannels(text);

    public static DctChannelsOptions ParseChannels(string text)
    {
        var values = new OptionsText(text, [Selection, .. ImageNames]);
        return WithImage(text, values, new DctChannelsOptions(), options =>
            options with { Selection = values.Read(Selection, options.Selection, ChannelSelection.Parse) });
    }

    private static ConvertToYCbCrOptions ParseSamples(string text)
    {
        var values = new OptionsText(text, [Output, .. ImageNames]);
        values.Read(Output, value => value == Samples ? value : throw new FormatException($"expected {Samples}."));
        return WithImage(text, values, new ConvertToYCbCrOptions(), options => options);
    }

    private static T WithImage<T>(string text, OptionsText values, T defaults, Func<T, T> more)
        where T : ImageColumnOptions
    {
        try
        {
            return more((T)(defaults with
            {
                Geometry = new ImageGeometry(
                    values.Read(Resize, defaults.Geometry.Resize, OptionsText.ParseInt32),
                    values.Read(Crop, defaults.Geometry.Crop, OptionsText.ParseInt32),
                    values.Read(Kernel, defaults.Geometry.Kernel, OptionsText.ParseName<ResizeKernel>),
                    values.Read(ChromaFilter, defaults.Geometry.ChromaFilter, OptionsText.ParseName<ChromaFilter>)),
                Limits = new InputLimits
                {
                    MaxPixels = values.Read(MaxPixels, defaults.Limits.MaxPixels, OptionsText.ParseInt64),
                    MaxCoefficientBytes = values.Read(MaxCoefficientBytes, defaults.Limits.MaxCoefficientBytes, OptionsText.ParseInt64),
                    MaxScans = values.Read(MaxScans, defaults.Limits.MaxScans, OptionsText.ParseInt32),
                    MaxFileLength = values.Read(MaxFileLength, defaults.Limits.MaxFileLength, OptionsText.ParseInt32),
                },
                Decoding = new DecodingOptions
                {
                    Path = values.Read(Path, defaults.Decoding.Path, OptionsText.ParseName<DecodingPath>),
                    Lenient = values.Read(Lenient, defaults.Decoding.Lenient, bool.Parse),
                },
                Orientation = values.Read(Orientation, defaults.Orientation, OptionsText.ParseName<ExifOrientation>),
                OnError = values.Read(OnError, defaults.OnError, OptionsText.ParseName<OnImageError>),
            }));
        }
        catch (ArgumentException error)
        {
            throw new FormatException($"'{text}' are not options of an image column: {error.Message}", error);
        }
    }
}
