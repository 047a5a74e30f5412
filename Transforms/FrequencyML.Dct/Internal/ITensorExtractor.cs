using FrequencyML.Jpeg;

namespace FrequencyML.Dct.Internal;

/// <summary>What turns an image into a tensor of fixed length: channels or samples.</summary>
internal interface ITensorExtractor
{
    /// <summary>The values of one tensor.</summary>
    int Length { get; }

    /// <summary>From an image file.</summary>
    Extraction Extract(string path, Span<float> tensor);

    /// <summary>From an image file in memory.</summary>
    Extraction Extract(ReadOnlySpan<byte> image, Span<float> tensor);

    /// <summary>From pixels in memory.</summary>
    Extraction ExtractPixels(ReadOnlySpan<byte> rgba, int width, int height, ExifOrientation orientation, Span<float> tensor);
}
