using FrequencyML.Transforms.Internal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Transforms;

/// <summary>Adds columns to data, row by row; made by the estimators of <see cref="DctChannelsCatalog"/>.</summary>
/// <remarks>
/// <para>
/// It keeps no state between rows and may be used by any number of threads. A row's output is computed when, and only when, its value is
/// asked for. An image that cannot be read throws <see cref="IOException"/> (missing),
/// <see cref="UnauthorizedAccessException"/> (not to be read), <see cref="InvalidDataException"/> (damaged) or
/// <see cref="NotSupportedException"/> (beyond the limits), unless <see cref="ImageColumnOptions.OnError"/> makes it a missing value; the
/// message names the path, or the column. ML.NET's parallel cursors pass it on as the inner exception of their own
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
/// <c>mlContext.ComponentCatalog.RegisterAssembly</c>. A loaded model reads <c>MLImage</c>s of a declared size through ML.NET's
/// <c>ExtractPixels</c>, which takes none of another size, and disposes of each once it is read.
/// </para>
/// </remarks>
public class FrequencyTransformer : ITransformer
{
    private readonly FittedInput[] inputs;
    private readonly Lazy<ITransformer> pipeline;
    private readonly Lazy<ITransformer>? saved;

    internal FrequencyTransformer(FittedInput[] inputs, ITransformer pipeline)
        : this(inputs, new Lazy<ITransformer>(pipeline), null)
    {
    }

    /// <summary>For one that is saved in another form than it works in.</summary>
    /// <param name="inputs">The input columns.</param>
    /// <param name="pipeline">What it does.</param>
    /// <param name="saved">What a model file holds; null for the same.</param>
    internal FrequencyTransformer(FittedInput[] inputs, Lazy<ITransformer> pipeline, Lazy<ITransformer>? saved)
    {
        this.inputs = inputs;
        this.pipeline = pipeline;
        this.saved = saved;
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

    void ICanSaveModel.Save(ModelSaveContext context) => (saved ?? pipeline).Value.Save(context);

    private protected DataViewSchema Validated(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (var input in inputs) input.Check(inputSchema);
        return inputSchema;
    }
}
