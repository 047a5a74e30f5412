using FrequencyML.Dct;
using FrequencyML.Transforms.Internal;

namespace FrequencyML.Transforms;

/// <summary>What <see cref="DctChannelsCatalog.DctChannels"/> extracts from an image; immutable.</summary>
/// <remarks>
/// Its text form is what a saved model holds, for instance
/// <c>selection=24;resize=512;crop=448;kernel=Triangle;chromaFilter=None;maxPixels=120000000;maxCoefficientBytes=536870912;maxScans=100;maxFileLength=268435456;path=Auto;lenient=False;orientation=Normal;onError=Throw</c>.
/// <see cref="Parse"/> reads what <see cref="ToString"/> writes: all but the name of the error column, which belongs to a pipeline,
/// and the limits of archives.
/// </remarks>
public sealed record DctChannelsOptions : ImageColumnOptions
{
    /// <summary>The channels of the output, in order; the default is the 24 of the paper.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public ChannelSelection Selection { get; init => field = NotNull(value, nameof(Selection)); } = ChannelSelection.Published(24);

    /// <summary>Reads the text form; see the remarks of the class.</summary>
    /// <param name="text"><c>name=value</c> pairs separated by <c>;</c>, in any order; a name that is absent keeps its default.</param>
    /// <exception cref="FormatException">A name is unknown or given twice, or a value is wrong; the message names it.</exception>
    public static DctChannelsOptions Parse(string text) => ImageOptionsText.ParseChannels(text);

    /// <summary>The text form, with every option that an image has: letters, digits and <c>= ; , - .</c> only, independent of the culture.</summary>
    public override string ToString() => ImageOptionsText.Format(this);
}
