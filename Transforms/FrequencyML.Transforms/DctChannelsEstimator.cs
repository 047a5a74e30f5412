using FrequencyML.Transforms.Internal;
using Microsoft.ML;

namespace FrequencyML.Transforms;

/// <summary>Turns a column of images into a column of DCT channels; made by <see cref="DctChannelsCatalog.DctChannels"/>.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>Does it look at the data to train?</term><description>No; it looks at the schema only.</description></item>
/// <item><term>Input column</term><description><c>Text</c> (a path) or <c>Vector&lt;Byte&gt;</c> (an image file in memory).</description></item>
/// <item><term>Output column</term><description><c>Vector&lt;Single, C*H/8*W/8&gt;</c>, flat.</description></item>
/// <item><term>Parallel cursors, prediction engine, saved models</term><description>Yes.</description></item>
/// <item><term>Exportable to ONNX</term><description>No.</description></item>
/// </list>
/// </remarks>
public sealed class DctChannelsEstimator : IEstimator<DctChannelsTransformer>
{
    private readonly TransformsCatalog catalog;
    private readonly string outputColumnName;
    private readonly string inputColumnName;
    private readonly DctChannelsOptions options;

    internal DctChannelsEstimator(TransformsCatalog catalog, string outputColumnName, string inputColumnName, DctChannelsOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(inputColumnName);
        this.catalog = catalog;
        this.outputColumnName = outputColumnName;
        this.inputColumnName = inputColumnName;
        this.options = options;
    }

    /// <summary>Creates the transformer for a schema; no row is read.</summary>
    /// <param name="input">Data with the input column.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The input column is missing or is neither <c>Text</c> nor <c>Vector&lt;Byte&gt;</c>.
    /// </exception>
    public DctChannelsTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var kind = InputColumn.Kind(input.Schema, inputColumnName);
        return new(inputColumnName, kind, options, Pipeline(kind).Fit(input));
    }

    /// <summary>The columns of the input, and the output column: a known-size vector of <c>Single</c>.</summary>
    /// <param name="inputSchema">The shape of data with the input column.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The input column is missing or is neither <c>Text</c> nor <c>Vector&lt;Byte&gt;</c>.
    /// </exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Pipeline(InputColumn.Kind(inputSchema, inputColumnName)).GetOutputSchema(inputSchema);
    }

    private IEstimator<ITransformer> Pipeline(InputKind kind) =>
        BuiltInPipeline.Create(catalog, outputColumnName, inputColumnName, kind, options);
}
