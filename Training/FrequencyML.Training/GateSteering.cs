namespace FrequencyML.Training;

/// <summary>
/// The loss of one open channel, step by step: a given lambda that rises over the first half of the run, or one that is steered so that the
/// mean number of open channels reaches a target.
/// </summary>
internal sealed class GateSteering(TrainingSettings settings, int channels)
{
    /// <summary>The share of the steps over which the target falls from all channels to its own value.</summary>
    private const double FallingShare = 0.6;

    /// <summary>How much of one step's count enters the mean.</summary>
    private const double Smoothing = 0.05;

    /// <summary>How fast lambda follows, as a power of e a step and unit of relative error.</summary>
    private const double Gain = 0.02;

    /// <summary>The lambda that is steered.</summary>
    public double Lambda { get; set; } = settings.Lambda;

    /// <summary>The smoothed number of open channels.</summary>
    public double Open { get; set; } = channels;

    /// <summary>The loss of one open channel at a step.</summary>
    /// <param name="step">0-based.</param>
    /// <param name="steps">The steps of the whole run.</param>
    /// <remarks>At full height from the start it closes channels before the network has learned what they are good for.</remarks>
    public double At(long step, long steps) => settings.TargetChannels is null ? Lambda * Math.Min(1, 2.0 * step / steps) : Lambda;

    /// <summary>Takes in the channels that a batch kept open, and corrects lambda.</summary>
    /// <param name="open">The mean number of channels whose keep probability is above one half.</param>
    /// <param name="step">0-based.</param>
    /// <param name="steps">The steps of the whole run.</param>
    public void Observe(double open, long step, long steps)
    {
        Open += Smoothing * (open - Open);
        if (settings.TargetChannels is not { } target) return;
        var wanted = target + (channels - target) * Math.Max(0, 1 - step / (FallingShare * steps));
        var error = Math.Clamp(Math.Log(Math.Max(Open, 0.1) / wanted), -1, 1);
        Lambda = Math.Clamp(Lambda * Math.Exp(Gain * error), 1e-6, 1);
    }
}
