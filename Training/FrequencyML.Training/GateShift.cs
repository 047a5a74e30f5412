namespace FrequencyML.Training;

/// <summary>What steering a gate to a number of channels left over in the end.</summary>
/// <param name="Margin">What was added to every channel's margin, its logit on minus its logit off.</param>
/// <param name="OpenBefore">The mean number of open channels before that, on training images.</param>
internal sealed record GateShift(double Margin, double OpenBefore);
