namespace FrequencyML.Transforms;

/// <summary>How <see cref="DctChannelsCatalog.ConvertToYCbCr"/> reads an image; immutable. Geometry, limits and the rest are all there is.</summary>
public sealed record ConvertToYCbCrOptions : ImageColumnOptions;
