using System.Numerics.Tensors;

namespace FrequencyML.Transforms.Internal;

/// <summary>
/// Channels to channels, plane by plane: output channel k is <c>scale[k] * input[source[k]] + offset[k]</c>. Selecting, normalizing and
/// weighting are all of this kind.
/// </summary>
internal sealed class ChannelMap
{
    private const string Length = "length", Planes = "channels", Sources = "sources", Scales = "scale", Offsets = "offset";

    private readonly int inputLength;
    private readonly int inputChannels;
    private readonly int[] sources;
    private readonly float[]? scales;
    private readonly float[]? offsets;

    /// <summary>Creates a map.</summary>
    /// <param name="inputLength">The values of the input, a multiple of its channels.</param>
    /// <param name="inputChannels">The channels of the input.</param>
    /// <param name="sources">Per output channel the channel of the input; null for all in their order.</param>
    /// <param name="scales">Per output channel its factor; null for 1.</param>
    /// <param name="offsets">Per output channel what is added; null for 0.</param>
    public ChannelMap(int inputLength, int inputChannels, int[]? sources = null, float[]? scales = null, float[]? offsets = null)
    {
        this.inputLength = inputLength;
        this.inputChannels = inputChannels;
        this.sources = sources ?? [.. Enumerable.Range(0, inputChannels)];
        this.scales = scales;
        this.offsets = offsets;
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static ChannelMap Parse(string text)
    {
        var values = new OptionsText(text, Length, Planes, Sources, Scales, Offsets);
        return new(
            values.Read(Length, OptionsText.ParseInt32),
            values.Read(Planes, OptionsText.ParseInt32),
            values.Read(Sources, null, OptionsText.ParseInt32s),
            values.Read(Scales, null, OptionsText.ParseSingles),
            values.Read(Offsets, null, OptionsText.ParseSingles));
    }

    public override string ToString() =>
        $"{Length}={OptionsText.Format([inputLength])};{Planes}={OptionsText.Format([inputChannels])};{Sources}={OptionsText.Format(sources)}" +
        (scales is null ? "" : $";{Scales}={OptionsText.Format(scales)}") + (offsets is null ? "" : $";{Offsets}={OptionsText.Format(offsets)}");

    /// <summary>The values of the input.</summary>
    public int InputLength => inputLength;

    /// <summary>The values of the output.</summary>
    public int OutputLength => inputLength / inputChannels * sources.Length;

    /// <summary>Applies the map.</summary>
    /// <param name="input"><c>[inputChannels, H, W]</c>.</param>
    /// <param name="output">Receives <c>[sources.Length, H, W]</c>.</param>
    public void Apply(ReadOnlySpan<float> input, Span<float> output)
    {
        var planeLength = input.Length / inputChannels;
        for (var channel = 0; channel < sources.Length; channel++)
        {
            var source = input.Slice(sources[channel] * planeLength, planeLength);
            var target = output.Slice(channel * planeLength, planeLength);
            if (scales is null) source.CopyTo(target);
            else TensorPrimitives.Multiply(source, scales[channel], target);
            if (offsets is not null) TensorPrimitives.Add(target, offsets[channel], target);
        }
    }
}
