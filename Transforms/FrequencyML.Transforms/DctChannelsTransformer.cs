using FrequencyML.Transforms.Internal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Transforms;

/// <summary>Adds a column of DCT channels to data; made by <see cref="DctChannelsEstimator.Fit"/>.</summary>
/// <remarks>
/// <para>
/// It keeps no state between rows and may be used by any number of threads. An image is read when, and only when, a row's output value is
/// asked for. A missing file throws <see cref="IOException"/>, a damaged image <see cref="InvalidDataException"/>, one beyond
/// <see cref="DctChannelsOptions.Limits"/> <see cref="NotSupportedException"/>; the message names the path, or says "row bytes". ML.NET's
/// parallel cursors pass it on as the inner exception of their own <see cref="InvalidOperationException"/>.
/// </para>
/// <para>
/// Where one cursor reads the output column (<c>GetRowCursor</c>, <c>GetColumn</c>), ML.NET feeds it from parallel ones and keeps many rows
/// waiting: about 500 tensors with 2 processors and 3000 with 16, at 0.3 MB each with the default options. The single cursor of
/// <c>GetRowCursorSet(columns, 1)</c> keeps one. Columns that nobody reads, such as the features when only scores are read, are not kept.
/// </para>
/// <para>
/// A saved model consists of ML.NET's own transformers and of the mapping functions of this assembly, so it loads as a
/// <see cref="TransformerChain{TLastTransformer}"/>, not as this type. Loading needs this assembly beside the application, but no call of
/// <c>mlContext.ComponentCatalog.RegisterAssembly</c>.
/// </para>
/// </remarks>
public sealed class DctChannelsTransformer : ITransformer
{
    private readonly string inputColumnName;
    private readonly InputKind inputKind;
    private readonly ITransformer pipeline;

    internal DctChannelsTransformer(string inputColumnName, InputKind inputKind, DctChannelsOptions options, ITransformer pipeline)
    {
        this.inputColumnName = inputColumnName;
        this.inputKind = inputKind;
        Options = options;
        this.pipeline = pipeline;
    }

    /// <summary>Channels, geometry and limits.</summary>
    public DctChannelsOptions Options { get; }

    /// <summary>Always true: one input row gives one output row.</summary>
    public bool IsRowToRowMapper => pipeline.IsRowToRowMapper;

    /// <summary>The columns of the input, and the output column <c>Vector&lt;Single, C*H/8*W/8&gt;</c>.</summary>
    /// <param name="inputSchema">A schema with the input column.</param>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or has another type than in <c>Fit</c>.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => pipeline.GetOutputSchema(Validated(inputSchema));

    /// <summary>Adds the output column; images are read as its values are asked for.</summary>
    /// <param name="input">Data with the input column.</param>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or has another type than in <c>Fit</c>.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Validated(input.Schema);
        return pipeline.Transform(input);
    }

    /// <summary>The mapping of single rows, which a prediction engine uses.</summary>
    /// <param name="inputSchema">A schema with the input column.</param>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or has another type than in <c>Fit</c>.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => pipeline.GetRowToRowMapper(Validated(inputSchema));

    void ICanSaveModel.Save(ModelSaveContext context) => pipeline.Save(context);

    private DataViewSchema Validated(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        InputColumn.Check(inputSchema, inputColumnName, inputKind);
        return inputSchema;
    }
}
