using FrequencyML.Dct;
using FrequencyML.Transforms.Internal;

namespace FrequencyML.Transforms;

/// <summary>What <see cref="DctChannelsCatalog.DctChannels"/> extracts from an image; immutable.</summary>
/// <remarks>
/// Its text form is what a saved model holds, for instance
/// <c>selection=24;resize=512;crop=448;kernel=Triangle;chromaFilter=None;maxPixels=120000000;maxFileLength=268435456;path=Auto;lenient=False</c>.
/// <see cref="Parse"/> reads what <see cref="ToString"/> writes.
/// </remarks>
public sealed record DctChannelsOptions
{
    /// <summary>The channels of the output, in order; the default is the 24 of the paper.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public ChannelSelection Selection { get; init => field = NotNull(value, nameof(Selection)); } = ChannelSelection.Published(24);

    /// <summary>Resize, crop, kernel and chroma filter; the default is short side 512, centre crop 448.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public ImageGeometry Geometry { get; init => field = NotNull(value, nameof(Geometry)); } = new();

    /// <summary>What one image may cost; the default is <see cref="ImageLimits.Default"/>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public ImageLimits Limits { get; init => field = NotNull(value, nameof(Limits)); } = ImageLimits.Default;

    /// <summary>Which path images take, and what becomes of damaged ones; the default is <see cref="DecodingOptions.Default"/>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public DecodingOptions Decoding { get; init => field = NotNull(value, nameof(Decoding)); } = DecodingOptions.Default;

    /// <summary>Reads the text form; see the remarks of the class.</summary>
    /// <param name="text"><c>name=value</c> pairs separated by <c>;</c>, in any order; a name that is absent keeps its default.</param>
    /// <exception cref="FormatException">A name is unknown or given twice, or a value is wrong; the message names it.</exception>
    public static DctChannelsOptions Parse(string text) => DctChannelsOptionsText.Parse(text);

    /// <summary>The text form, with every option: letters, digits and <c>= ; , - .</c> only, independent of the culture.</summary>
    public override string ToString() => DctChannelsOptionsText.Format(this);

    private static T NotNull<T>(T? value, string name) where T : class => value ?? throw new ArgumentNullException(name);
}
