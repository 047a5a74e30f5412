using FrequencyML.Benchmarks.Photographs;
using FrequencyML.Dct;

namespace FrequencyML.Benchmarks.Contenders;

/// <summary>FrequencyML.Dct: the paper's tensor for ResNet-50, <c>[24, 56, 56]</c> of the centre 448 of 512 pixels.</summary>
internal sealed class OurChannels(IReadOnlyList<JpegFile> files) : FileContender(files)
{
    private readonly DctChannelExtractor extractor = CreateExtractor();
    private readonly float[] channels = new float[24 * 56 * 56];

    /// <summary>The extractor that all measurements use.</summary>
    public static DctChannelExtractor CreateExtractor() =>
        new(ChannelSelection.Published(24), new ImageGeometry(resize: 512, crop: 448, ResizeKernel.Triangle));

    protected override double Read(JpegFile file)
    {
        extractor.Extract(file.Bytes, channels);
        return channels[^1];
    }
}
