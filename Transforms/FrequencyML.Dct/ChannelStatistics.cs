using MathNet.Numerics.Statistics;

namespace FrequencyML.Dct;

/// <summary>Mean and standard deviation of each channel of a selection, over images and block positions.</summary>
/// <remarks>Not thread-safe: one instance per thread, joined by <see cref="Add(ChannelStatistics)"/>.</remarks>
public sealed class ChannelStatistics
{
    // Nothing is pushed into an element once it is here: Combine returns one of its arguments where the other is empty, so that
    // instances may share it.
    private readonly RunningStatistics[] channels;

    /// <summary>Creates empty statistics.</summary>
    /// <param name="channelCount">The channels of a tensor, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    public ChannelStatistics(int channelCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        channels = [.. Enumerable.Range(0, channelCount).Select(_ => new RunningStatistics())];
    }

    /// <summary>The mean of each channel, in JPEG coefficient units; NaN before the first tensor.</summary>
    public IReadOnlyList<double> Mean => Array.ConvertAll(channels, channel => channel.Mean);

    /// <summary>The sample standard deviation of each channel, in JPEG coefficient units; NaN below two values.</summary>
    public IReadOnlyList<double> StandardDeviation => Array.ConvertAll(channels, channel => channel.StandardDeviation);

    /// <summary>Takes in one tensor.</summary>
    /// <param name="tensor"><c>[C, H/8, W/8]</c>, row-major, in JPEG coefficient units.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of the channel count.</exception>
    public void Add(ReadOnlySpan<float> tensor)
    {
        if (tensor.Length % channels.Length != 0)
            throw new ArgumentException($"{tensor.Length} values are not {channels.Length} channels of one size.", nameof(tensor));
        var planeLength = tensor.Length / channels.Length;
        for (var channel = 0; channel < channels.Length; channel++)
        {
            var plane = new RunningStatistics();
            foreach (var value in tensor.Slice(channel * planeLength, planeLength)) plane.Push(value);
            channels[channel] = RunningStatistics.Combine(channels[channel], plane);
        }
    }

    /// <summary>Takes in what another instance has seen.</summary>
    /// <param name="other">Statistics of the same number of channels.</param>
    /// <exception cref="ArgumentException">The channel counts differ.</exception>
    public void Add(ChannelStatistics other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.channels.Length != channels.Length)
            throw new ArgumentException(
                $"Statistics of {other.channels.Length} channels cannot join those of {channels.Length}.", nameof(other));
        for (var channel = 0; channel < channels.Length; channel++)
            channels[channel] = RunningStatistics.Combine(channels[channel], other.channels[channel]);
    }
}
