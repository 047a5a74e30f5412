using System.Numerics.Tensors;

namespace FrequencyML.Training.Onnx;

/// <summary>A weight as int8, with one scale for each output channel; its zero is 0.</summary>
/// <param name="Values">Within ±<see cref="Limit"/>, in the order of the weight.</param>
/// <param name="Scales">What 1 stands for, by output channel.</param>
internal sealed record QuantizedWeight(sbyte[] Values, float[] Scales)
{
    /// <summary>
    /// The largest magnitude: 7 bits, not 8. Processors without VNNI multiply pairs of uint8 and int8 and add both products with saturation
    /// to int16; 255 * 64 * 2 = 32640 still fits, where 255 * 127 * 2 would be cut off to 32767, silently.
    /// </summary>
    public const int Limit = 64;

    private const float SmallestScale = 1e-12f;                                       // of weights that are all zero

    /// <summary>Rounds a weight; the largest of an output channel becomes the limit.</summary>
    /// <param name="weight"><c>[outputs, ...]</c>.</param>
    /// <param name="outputs">The number of output channels.</param>
    /// <param name="bias"><c>[outputs]</c>, or empty.</param>
    /// <param name="inputScale">What 1 stands for in the quantized input.</param>
    public static QuantizedWeight Round(ReadOnlySpan<float> weight, int outputs, ReadOnlySpan<float> bias, float inputScale)
    {
        var (values, scales, length) = (new sbyte[weight.Length], new float[outputs], weight.Length / outputs);
        for (var output = 0; output < outputs; output++)
        {
            var row = weight.Slice(output * length, length);
            // The bias is an int32 in units of both scales: that of a channel without weights must not leave its range.
            var smallest = bias.IsEmpty ? 0 : Math.Abs(bias[output]) / (inputScale * (1 << 30));
            var scale = scales[output] = Math.Max(Math.Abs(TensorPrimitives.MaxMagnitude(row)) / Limit, Math.Max(smallest, SmallestScale));
            for (var i = 0; i < length; i++) values[output * length + i] = (sbyte)Math.Clamp(MathF.Round(row[i] / scale), -Limit, Limit);
        }
        return new(values, scales);
    }

    /// <summary>A bias in units of input and weight.</summary>
    public int[] Round(ReadOnlySpan<float> bias, float inputScale)
    {
        var rounded = new int[bias.Length];
        for (var output = 0; output < rounded.Length; output++) rounded[output] = (int)Math.Round(bias[output] / ((double)inputScale * Scales[output]));
        return rounded;
    }
}
