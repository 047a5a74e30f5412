using FrequencyML.Transforms.Internal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Transforms;

/// <summary>Adds columns to data, row by row; made by the estimators of <see cref="DctChannelsCatalog"/>.</summary>
/// <remarks>
/// <para>
/// It keeps no state between rows and may be used by any number of threads. A row's output is computed when, and only when, its value is
/// asked for. An image that cannot be read throws <see cref="IOException"/> (missing), <see cref="InvalidDataException"/> (damaged) or
/// <see cref="NotSupportedException"/> (beyond the limits), unless <see cref="ImageColumnOptions.OnError"/> makes it a missing value; the
/// message names the path, or says "row bytes". ML.NET's parallel cursors pass it on as the inner exception of their own
/// <see cref="InvalidOperationException"/>.
/// </para>
/// <para>
/// Where one cursor reads the output column (<c>GetRowCursor</c>, <c>GetColumn</c>), ML.NET feeds it from parallel ones and keeps many rows
/// waiting: about 500 tensors with 2 processors and 3000 with 16, at 0.3 MB each with the default options. The single cursor of
/// <c>GetRowCursorSet(columns, 1)</c> keeps one. Columns that nobody reads, such as the features when only scores are read, are not kept. Data
/// with a column of <c>MLImage</c>s has one cursor.
/// </para>
/// <para>
/// A saved model consists of ML.NET's own transformers and of the mapping functions of this assembly, so it loads as a
/// <see cref="TransformerChain{TLastTransformer}"/>, not as this type. Loading needs this assembly beside the application, but no call of
/// <c>mlContext.ComponentCatalog.RegisterAssembly</c>.
/// </para>
/// </remarks>
public class FrequencyTransformer : ITransformer
{
    private readonly FittedInput[] inputs;
    private readonly Lazy<ITransformer> pipeline;

    internal FrequencyTransformer(FittedInput[] inputs, ITransformer pipeline)
        : this(inputs, new Lazy<ITransformer>(pipeline))
    {
    }

    /// <summary>For one whose chain costs something to make, and that works without it.</summary>
    internal FrequencyTransformer(FittedInput[] inputs, Lazy<ITransformer> pipeline)
    {
        this.inputs = inputs;
        this.pipeline = pipeline;
    }

    /// <summary>Always true: one input row gives one output row.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>The columns of the input, and the columns that this adds.</summary>
    /// <param name="inputSchema">A schema with the input columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type than in <c>Fit</c>.</exception>
    public virtual DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => pipeline.Value.GetOutputSchema(Validated(inputSchema));

    /// <summary>Adds the output columns; they are computed as their values are asked for.</summary>
    /// <param name="input">Data with the input columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type than in <c>Fit</c>.</exception>
    public virtual IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Validated(input.Schema);
        return pipeline.Value.Transform(input);
    }

    /// <summary>The mapping of single rows, which a prediction engine uses.</summary>
    /// <param name="inputSchema">A schema with the input columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type than in <c>Fit</c>.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => pipeline.Value.GetRowToRowMapper(Validated(inputSchema));

    void ICanSaveModel.Save(ModelSaveContext context) => pipeline.Value.Save(context);

    private protected DataViewSchema Validated(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (var input in inputs) input.Check(inputSchema);
        return inputSchema;
    }
}
