namespace FrequencyML.Training;

/// <summary>What a gate does over many images.</summary>
/// <param name="KeepShare">For each channel the share of images whose keep probability is above one half, 0..1.</param>
/// <param name="KeepProbability">For each channel the mean keep probability, or the mean weight of a soft gate, 0..1.</param>
/// <param name="Patterns">The number of different sets of open channels.</param>
/// <param name="IsSoft">Whether the gate weighs channels, instead of opening and closing them.</param>
internal sealed record GateStatistics(double[] KeepShare, double[] KeepProbability, int Patterns, bool IsSoft);
