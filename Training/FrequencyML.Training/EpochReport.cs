namespace FrequencyML.Training;

/// <summary>One line of progress.</summary>
/// <param name="Epoch">1-based.</param>
/// <param name="Loss">The mean training loss, with the gate's part.</param>
/// <param name="TrainingAccuracy">Top-1 on the augmented images, 0..1; against the larger share where images are mixed.</param>
/// <param name="OpenChannels">The mean number of channels that were open; null without a gate.</param>
/// <param name="Lambda">The loss of one open channel at the end; null without a gate.</param>
/// <param name="LearningRate">Of the last step.</param>
/// <param name="Validation">On the validation images; null in epochs without a measurement.</param>
/// <param name="Seconds">The wall time, with the wait for data, checkpoints and the measurement.</param>
internal sealed record EpochReport(
    int Epoch, double Loss, double TrainingAccuracy, double? OpenChannels, double? Lambda, double LearningRate, Evaluation? Validation, double Seconds);
