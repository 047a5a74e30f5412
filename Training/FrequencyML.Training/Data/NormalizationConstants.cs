namespace FrequencyML.Training.Data;

/// <summary>The normalization of a network, with where it came from.</summary>
/// <param name="Mean">Per channel, in JPEG coefficient units; of a network on RGB, per colour in samples 0..255.</param>
/// <param name="Deviation">Per channel, in the same units.</param>
/// <param name="Images">The number of images measured.</param>
internal sealed record NormalizationConstants(IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation, int Images)
{
    /// <summary>Whether all constants are the same.</summary>
    public bool Equals(NormalizationConstants? other) =>
        other is not null && Images == other.Images && Mean.SequenceEqual(other.Mean) && Deviation.SequenceEqual(other.Deviation);

    /// <summary>Whether they are of the same images, though another processor may have rounded them differently.</summary>
    public bool IsCloseTo(NormalizationConstants other)
    {
        if (Images != other.Images || Mean.Count != other.Mean.Count) return false;
        for (var channel = 0; channel < Mean.Count; channel++)
        {
            var rounding = 1e-5 * (1 + other.Deviation[channel]);
            if (Math.Abs(Mean[channel] - other.Mean[channel]) > rounding || Math.Abs(Deviation[channel] - other.Deviation[channel]) > rounding) return false;
        }
        return true;
    }

    public override int GetHashCode() => HashCode.Combine(Images, Mean.Count);
}
