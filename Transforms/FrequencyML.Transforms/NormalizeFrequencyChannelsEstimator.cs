using System.Numerics.Tensors;
using FrequencyML.Dct;
using FrequencyML.Transforms.Internal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Transforms;

/// <summary>
/// Gives each channel a mean of 0 and a standard deviation of 1 over images and block positions; made by
/// <see cref="DctChannelsCatalog.NormalizeFrequencyChannels(TransformsCatalog, string, string, int)"/>.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>Does it look at the data to train?</term><description>Yes, in one pass; not where the constants are given.</description></item>
/// <item><term>Input column</term><description><c>Vector&lt;Single, C*H/8*W/8&gt;</c>: <c>[C, H/8, W/8]</c>.</description></item>
/// <item><term>Output column</term><description>The same type: <c>(x - mean[c]) / deviation[c]</c>.</description></item>
/// <item><term>Parallel cursors, prediction engine, saved models</term><description>Yes.</description></item>
/// <item><term>Exportable to ONNX</term><description>No.</description></item>
/// </list>
/// A channel without any deviation is only centred. Rows that hold NaN (missing values) or infinity are not measured, and keep them.
/// </remarks>
public sealed class NormalizeFrequencyChannelsEstimator : IEstimator<NormalizeFrequencyChannelsTransformer>
{
    private readonly TransformsCatalog catalog;
    private readonly string outputColumnName;
    private readonly InputColumn input;
    private readonly int channelCount;
    private readonly (float[] Mean, float[] Deviation)? constants;

    internal NormalizeFrequencyChannelsEstimator(
        TransformsCatalog catalog, string outputColumnName, string inputColumnName, int channelCount, (float[] Mean, float[] Deviation)? constants)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(inputColumnName);
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        this.catalog = catalog;
        this.outputColumnName = outputColumnName;
        input = new InputColumn(inputColumnName, InputKind.Tensor);
        this.channelCount = channelCount;
        this.constants = constants;
    }

    /// <summary>Measures the channels, unless their constants were given.</summary>
    /// <param name="input">Data with the input column; it is read once.</param>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type, or its size is no multiple of the channel count.</exception>
    /// <exception cref="InvalidOperationException">There is no row of finite values.</exception>
    public NormalizeFrequencyChannelsTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var fitted = FittedInput.Of(this.input, input.Schema);
        ChannelStep.CheckChannels(fitted, channelCount);
        var (mean, deviation) = constants ?? Measure(input);
        var scales = Array.ConvertAll(deviation, value => value > 0 && float.IsFinite(1 / value) ? 1 / value : 1);
        float[] offsets = [.. mean.Zip(scales, (value, scale) => -value * scale)];
        var step = ChannelStep.Create(fitted, channelCount, length => new ChannelMap(length, channelCount, scales: scales, offsets: offsets), outputColumnName);
        return new([fitted], step.Fit(catalog, input), mean, deviation);
    }

    /// <summary>The columns of the input, and the output column.</summary>
    /// <param name="inputSchema">The shape of data with the input column.</param>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        input.Kind(inputSchema);
        return inputSchema.WithTensor(catalog, outputColumnName);
    }

    private (float[] Mean, float[] Deviation) Measure(IDataView view)
    {
        var statistics = new ChannelStatistics(channelCount);
        var column = view.Schema[input.Name];
        VBuffer<float> row = default;
        using (var cursor = view.GetRowCursor([column]))
        {
            var getter = cursor.GetGetter<VBuffer<float>>(column);
            while (cursor.MoveNext())
            {
                getter(ref row);
                var values = row.Dense();
                if (float.IsFinite(TensorPrimitives.Max(values)) && float.IsFinite(TensorPrimitives.Min(values))) statistics.Add(values);
            }
        }
        if (double.IsNaN(statistics.Mean[0])) throw new InvalidOperationException($"There is no row to measure: column '{input.Name}' has no row of finite values.");
        return ([.. statistics.Mean.Select(value => (float)value)], [.. statistics.StandardDeviation.Select(value => double.IsNaN(value) ? 0 : (float)value)]);
    }
}
