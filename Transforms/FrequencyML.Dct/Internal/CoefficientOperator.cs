using FrequencyML.Jpeg;
using FrequencyML.Jpeg.Internal;

namespace FrequencyML.Dct.Internal;

/// <summary>
/// Applies the two axis operators to a JPEG file's coefficients while they are decoded, <c>A_v . B . A_h^T</c>: as soon as the block rows
/// that a group of output rows needs are there, it is computed, so that a sequential image is never held as a whole. Buffers are kept from
/// image to image; not thread-safe.
/// </summary>
internal sealed unsafe class CoefficientOperator : ICoefficientConsumer
{
    private readonly ComponentOperator?[] byComponent = new ComponentOperator?[JpegHeader.MaxComponents];
    private readonly ComponentOperator[] operators = [new(), new(), new()];
    private ComponentChannels[] selected = [];
    private Placement placement;
    private float* channels;

    /// <summary>Sets what the next image is turned into.</summary>
    /// <param name="components">The selected channels, by component.</param>
    /// <param name="placement">What of the image becomes the crop.</param>
    /// <param name="channels">Receives <c>[C, H/8, W/8]</c>; has to stay where it is until the image has been read.</param>
    public void Prepare(ComponentChannels[] components, in Placement placement, float* channels)
    {
        selected = components;
        this.placement = placement;
        this.channels = channels;
    }

    public void Begin(in JpegHeader header)
    {
        Array.Clear(byComponent);
        var planeLength = placement.Geometry.CropInBlocks * placement.Geometry.CropInBlocks;
        for (var i = 0; i < selected.Length; i++)
        {
            var component = (int)selected[i].Component;
            if (component < header.ComponentCount)
            {
                byComponent[component] = operators[i];
                operators[i].Begin(selected[i], header, placement, channels);
                continue;
            }
            foreach (var (_, _, place) in selected[i].Channels) new Span<float>(channels + place * planeLength, planeLength).Clear();   // gray has no chroma
        }
    }

    public int RowsKept(int component) => byComponent[component]?.RowsKept ?? 1;

    public void RowsDecoded(int component, ComponentBuffer buffer, int rows) => byComponent[component]?.RowsDecoded(buffer, rows);
}
