namespace FrequencyML.Training.Data;

/// <summary>The normalization of a network, with where it came from.</summary>
/// <param name="Mean">Per channel, in JPEG coefficient units.</param>
/// <param name="Deviation">Per channel, in JPEG coefficient units.</param>
/// <param name="Images">The number of images measured.</param>
internal sealed record NormalizationConstants(IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation, int Images)
{
    /// <summary>Whether all constants are the same.</summary>
    public bool Equals(NormalizationConstants? other) =>
        other is not null && Images == other.Images && Mean.SequenceEqual(other.Mean) && Deviation.SequenceEqual(other.Deviation);

    public override int GetHashCode() => HashCode.Combine(Images, Mean.Count);
}
