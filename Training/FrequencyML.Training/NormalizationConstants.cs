namespace FrequencyML.Training;

/// <summary>The normalization of a network, with where it came from.</summary>
/// <param name="Mean">Per channel, in JPEG coefficient units.</param>
/// <param name="Deviation">Per channel, in JPEG coefficient units.</param>
/// <param name="Images">The number of images measured.</param>
internal sealed record NormalizationConstants(IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation, int Images);
