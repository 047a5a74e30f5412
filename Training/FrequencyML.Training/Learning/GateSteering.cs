using FrequencyML.Training.Networks;

namespace FrequencyML.Training.Learning;

/// <summary>
/// The loss of one open channel, step by step: a given lambda that rises over the first half of the run, or one that is steered so that the
/// mean number of open channels reaches a target.
/// </summary>
/// <remarks>
/// A channel's gate logit moves with lambda minus what the channel is worth, so that the number of open channels integrates lambda: lambda
/// is made proportional to the channels beyond a target that falls, and an integral holds what the last useful channels resist. Below the
/// target lambda is negative, and channels open again.
/// </remarks>
internal sealed class GateSteering(TrainingSettings settings, int channels)
{
    /// <summary>The share of the steps before steering: only a network that has learned something can tell which channels it needs.</summary>
    private const double FreeShare = 0.2;

    /// <summary>The share of the steps after which the target has fallen from where an untrained gate is to its own value.</summary>
    private const double FallenShare = 0.6;

    /// <summary>The share of the steps after which the gate decides without noise.</summary>
    private const double NoiselessShare = 0.85;

    /// <summary>The share of the steps after which the gate's learning rate falls; before, it has to keep up with the target.</summary>
    private const double SettlingShare = 0.8;

    /// <summary>How much of one step's count enters the mean.</summary>
    private const double Smoothing = 0.2;

    /// <summary>How fast the integral follows, in channels a step and channel of error.</summary>
    private const double IntegralGain = 0.01;

    /// <summary>The integral follows only within this share of all channels from the target: on the way there it would run ahead.</summary>
    private const double IntegralBand = 0.1;

    /// <summary>The expected number of open channels before training.</summary>
    private readonly double start = channels * ChannelGate.FirstKeepProbability;

    /// <summary>The smoothed number of open channels.</summary>
    public double Open { get; set; } = channels * ChannelGate.FirstKeepProbability;

    /// <summary>The integral of the error, in channels.</summary>
    public double Integral { get; set; }

    /// <summary>The loss of one open channel at a step.</summary>
    /// <param name="step">0-based.</param>
    /// <param name="steps">The steps of the whole run.</param>
    /// <remarks>At full height from the start it closes channels before the network has learned what they are good for.</remarks>
    public double LambdaAt(long step, long steps) => settings.TargetChannels is not { } target ? settings.Lambda * Math.Min(1, 2.0 * step / steps)
        : step < FreeShare * steps ? 0
        : settings.Lambda * (Open - TargetAt(target, Progress(step, steps)) + Integral);

    /// <summary>The learning rate of the gate's last layer at a step, before <see cref="TrainingSettings.GateLearningRateFactor"/>.</summary>
    /// <param name="step">0-based.</param>
    /// <param name="steps">The steps of the whole run.</param>
    public double LearningRateAt(long step, long steps)
    {
        var share = (double)step / steps;
        if (settings.TargetChannels is null || share < settings.WarmUpShare) return settings.LearningRateAt(step, steps);
        return settings.LearningRate * Math.Min(1, (1 - share) / (1 - SettlingShare));
    }

    /// <summary>
    /// The scale of the gate's noise at a step: it fades out before the end, so that the network learns with the gate that it will have.
    /// </summary>
    /// <param name="step">0-based.</param>
    /// <param name="steps">The steps of the whole run.</param>
    public static double NoiseAt(long step, long steps) => Math.Clamp((NoiselessShare - (double)step / steps) / (NoiselessShare - FallenShare), 0, 1);

    /// <summary>Takes in the channels that a batch kept open.</summary>
    /// <param name="open">The mean number of channels whose keep probability is above one half.</param>
    /// <param name="expected">The mean sum of keep probabilities: it moves from the start, where the other count stands still.</param>
    /// <param name="step">0-based.</param>
    /// <param name="steps">The steps of the whole run.</param>
    public void Observe(double open, double expected, long step, long steps)
    {
        if (settings.TargetChannels is not { } target) return;
        var progress = Progress(step, steps);
        Open += Smoothing * (progress * open + (1 - progress) * expected - Open);
        var error = Open - TargetAt(target, progress);
        if (progress > 0 && Math.Abs(error) < IntegralBand * channels) Integral += IntegralGain * error;
    }

    /// <summary>How far the target has fallen, 0..1.</summary>
    private static double Progress(long step, long steps) => Math.Clamp(((double)step / steps - FreeShare) / (FallenShare - FreeShare), 0, 1);

    private double TargetAt(double target, double progress) => target + Math.Max(0, start - target) * (1 - progress);

    /// <summary>
    /// The shift of all keep logits (on minus off) that leaves the target number of channels open on average: what steering could not reach.
    /// </summary>
    /// <param name="margins">On minus off of every channel and image.</param>
    /// <param name="images">Their images.</param>
    public double Shift(float[] margins, int images)
    {
        var open = (int)Math.Clamp(Math.Round(settings.TargetChannels!.Value * images), 1, margins.Length - 1);
        var sorted = margins.ToArray();
        Array.Sort(sorted);
        return -(sorted[^open] + (double)sorted[^(open + 1)]) / 2;
    }
}
