namespace FrequencyML.Training;

/// <summary>How a network does on a set of images.</summary>
/// <param name="Images">Their number.</param>
/// <param name="Accuracy">Top-1, 0..1.</param>
/// <param name="OpenChannels">The mean number of open channels; null without a hard gate.</param>
/// <param name="GateRate">The mean share of open channels, 0..1; null without a hard gate.</param>
/// <param name="GatePatterns">The number of different gates seen; null without a hard gate.</param>
/// <param name="VaryingChannels">The channels that are open for some images and closed for others; null without a hard gate.</param>
internal sealed record Evaluation(int Images, double Accuracy, double? OpenChannels, double? GateRate, int? GatePatterns, int? VaryingChannels)
{
    public override string ToString() => FormattableString.Invariant($"top-1 {Accuracy:P2} on {Images} images") + (GateRate is null
        ? ""
        : FormattableString.Invariant($", {OpenChannels:F1} channels open ({GateRate:P1}), {GatePatterns} different gates, {VaryingChannels} channels vary"));
}
