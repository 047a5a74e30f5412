namespace FrequencyML.Dct;

/// <summary>How the channels of an image were extracted.</summary>
/// <param name="Path">The path it took: <see cref="DecodingPath.Coefficients"/> or <see cref="DecodingPath.Pixels"/>.</param>
/// <param name="PixelReason">Why it took the path over pixels; null if it did not.</param>
/// <param name="Damage">What a lenient extraction met; null if the image is sound.</param>
/// <param name="Width">The width of the oriented image, in pixels.</param>
/// <param name="Height">The height of the oriented image, in pixels.</param>
public readonly record struct Extraction(DecodingPath Path, string? PixelReason, string? Damage, int Width, int Height);
