using System.Collections;
using System.Globalization;
using FrequencyML.Dct.Internal;

namespace FrequencyML.Dct;

/// <summary>How much each channel of a selection counts: one weight per channel, in the selection's order. Immutable.</summary>
/// <remarks>
/// A weight is a factor of the channel's coefficients, as the weight of a soft gate is.
/// </remarks>
public sealed class ChannelWeights : IReadOnlyList<float>
{
    private readonly float[] weights;

    /// <summary>Creates weights from explicit values.</summary>
    /// <param name="selection">The channels.</param>
    /// <param name="weights">One weight for each channel, in the selection's order: finite, at least 0, and not all 0.</param>
    /// <exception cref="ArgumentException">
    /// Their number is not that of the channels, or one is no such weight; the message names its channel.
    /// </exception>
    public ChannelWeights(ChannelSelection selection, IEnumerable<float> weights)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(weights);
        Selection = selection;
        this.weights = [.. weights];
        if (this.weights.Length != selection.Count)
            throw new ArgumentException($"There are {this.weights.Length} weights; the selection has {selection.Count} channels.", nameof(weights));
        foreach (var (place, weight) in this.weights.Index())
        {
            if (!float.IsFinite(weight) || weight < 0)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Channel {selection[place]} weighs {weight}; expected a finite number of at least 0."),
                    nameof(weights));
            }
        }
        if (!this.weights.AsSpan().ContainsAnyExcept(0))
            throw new ArgumentException("All channels weigh 0; expected at least one above 0.", nameof(weights));
    }

    /// <summary>The channels that are weighed.</summary>
    public ChannelSelection Selection { get; }

    /// <summary>The number of weights, that of the channels: 1..192.</summary>
    public int Count => weights.Length;

    /// <summary>The weight of the channel at a place of the selection.</summary>
    /// <param name="index">0..<see cref="Count"/>-1.</param>
    /// <exception cref="IndexOutOfRangeException">The index is outside its range.</exception>
    public float this[int index] => weights[index];

    /// <summary>The same weight, 1, for every channel.</summary>
    /// <param name="selection">The channels.</param>
    public static ChannelWeights Flat(ChannelSelection selection)
    {
        ArgumentNullException.ThrowIfNull(selection);
        return new(selection, Enumerable.Repeat(1f, selection.Count));
    }

    /// <summary>Takes each channel's mean keep probability, or mean weight of a soft gate, from the report of a gate.</summary>
    /// <param name="path">The <c>gate.json</c> that <c>frequencyml-train gate-report</c> writes.</param>
    /// <param name="selection">The channels to take; the report may have others, and have them in another order.</param>
    /// <returns>Weights of 0..1, in the order of <paramref name="selection"/>.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is no such report, lacks a channel of the selection, or gives all of them the weight 0; the message names the file and the channel.
    /// </exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static ChannelWeights LoadGateReport(string path, ChannelSelection selection)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(selection);
        var reported = GateReportFile.ReadWeights(path);
        var missing = selection.Where(channel => !reported.ContainsKey(channel)).ToArray();
        if (missing.Length > 0)
        {
            throw new InvalidDataException(
                $"'{path}' has no channel {missing[0]}{(missing.Length > 1 ? $" and lacks {missing.Length - 1} more" : "")} of the selection; " +
                $"it reports {reported.Count} channels.");
        }
        if (selection.All(channel => reported[channel] == 0))
        {
            throw new InvalidDataException(
                $"'{path}' gives the weight 0 to every channel of the selection, {selection[0]} and on; expected one above 0.");
        }
        return new(selection, selection.Select(channel => reported[channel]));
    }

    /// <summary>Goes through the weights in the selection's order.</summary>
    public IEnumerator<float> GetEnumerator() => ((IEnumerable<float>)weights).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
