using FrequencyML.Dct;
using FrequencyML.Transforms;
using FrequencyML.Transforms.Internal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Models;

/// <summary>
/// Keeps the channels that a model's gate opens; made by
/// <see cref="FrequencyModelCatalog.SelectFrequencyChannels(TransformsCatalog, string, string, string, double)"/>.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>Does it look at the data to train?</term><description>Yes, in one pass: a gate opens other channels for other images.</description></item>
/// <item><term>Input column</term><description><c>Vector&lt;Single, C*H/8*W/8&gt;</c>: the model's channels, raw, in JPEG coefficient units.</description></item>
/// <item><term>Output column</term><description>Those that are kept, in their order, values unchanged.</description></item>
/// <item><term>Parallel cursors, prediction engine, saved models</term><description>Yes; the model is not part of what is saved.</description></item>
/// <item><term>Exportable to ONNX</term><description>No.</description></item>
/// </list>
/// </remarks>
public sealed class SelectGatedFrequencyChannelsEstimator : IEstimator<SelectGatedFrequencyChannelsTransformer>
{
    private readonly TransformsCatalog catalog;
    private readonly string outputColumnName;
    private readonly string inputColumnName;
    private readonly ScoreFrequencyModelEstimator gate;
    private readonly FrequencyModel model;
    private readonly double minimumShare;

    internal SelectGatedFrequencyChannelsEstimator(
        TransformsCatalog catalog, string outputColumnName, string inputColumnName, string modelFile, double minimumShare)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        if (!(minimumShare is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(minimumShare), minimumShare, $"The share is {minimumShare}; expected more than 0 and at most 1.");
        this.catalog = catalog;
        this.outputColumnName = outputColumnName;
        this.inputColumnName = inputColumnName;
        this.minimumShare = minimumShare;
        gate = new ScoreFrequencyModelEstimator(catalog, modelFile, inputColumnName, new ScoreFrequencyModelOptions());
        model = gate.Model;
        if (model.HasGate) return;
        model.Dispose();
        throw new InvalidOperationException($"{model.Name} has no gate: its outputs lack '{FrequencyModel.GateName}'.");
    }

    /// <summary>Scores the data and keeps the channels that are open for enough of its rows.</summary>
    /// <param name="input">Data with the input column; it is read once.</param>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">Its size is not the model's, there is no row to score, or no channel is open often enough.</exception>
    public SelectGatedFrequencyChannelsTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scorer = gate.Fit(input);
        var scored = scorer.Transform(input);
        var channels = model.Metadata.Selection;
        var open = new int[channels.Count];
        var rows = 0;
        foreach (var row in scored.GetColumn<float[]>(new ScoreFrequencyModelOptions().GateColumnName))
        {
            if (float.IsNaN(row[0])) continue;
            rows++;
            for (var channel = 0; channel < row.Length; channel++) open[channel] += row[channel] > 0.5f ? 1 : 0;
        }
        if (rows == 0) throw new InvalidOperationException($"There is no row to score: column '{inputColumnName}' has no value that is not missing.");
        double[] shares = [.. open.Select(count => (double)count / rows)];
        var kept = channels.Where((_, place) => shares[place] >= minimumShare).ToArray();
        if (kept.Length == 0)
            throw new InvalidOperationException($"The gate of {model.Name} opens no channel for {minimumShare:P0} of {rows} rows; the most often opened one has {shares.Max():P0}.");
        var selection = new ChannelSelection(kept);
        var fitted = FittedInput.Of(new InputColumn(inputColumnName, InputKind.Tensor), input.Schema);
        var places = SelectFrequencyChannelsEstimator.Places(selection, channels);
        var step = ChannelStep.Create(fitted, channels.Count, length => new ChannelMap(length, channels.Count, places), outputColumnName);
        return new(fitted, step.Fit(catalog, input), selection, shares);
    }

    /// <summary>The columns of the input, and the output column.</summary>
    /// <param name="inputSchema">The shape of data with the input column.</param>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        new InputColumn(inputColumnName, InputKind.Tensor).Kind(inputSchema);
        return inputSchema.WithTensor(catalog, outputColumnName);
    }
}
