using FrequencyML.Models.Internal;
using FrequencyML.Transforms;
using FrequencyML.Transforms.Internal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Models;

/// <summary>
/// Scores rows in batches; made by <see cref="FrequencyModelCatalog.ScoreFrequencyModel"/> and
/// <see cref="FrequencyModelCatalog.FrequencyClassifier"/>.
/// </summary>
/// <remarks>
/// Data has one cursor, which decodes and scores with all threads of the options, reads ahead by two batches and gives the rows in their order.
/// A row that cannot be scored because of an exception ends the run up to two batches before it would be reached.
/// <para>
/// A saved model holds the whole ONNX file. It loads as a chain of ML.NET's transformers that gives the same numbers, but scores row by row, in as
/// many parallel cursors as ML.NET asks for. Its scores and gate have no slot names and its top labels no known size; the key values of labels
/// stay. To have all of that and batches again, create the estimator again, which needs no training. Saving and loading take 16 to 25 times the
/// file's size of memory (measured on 11 and 43 MB), because it becomes a text; the session of a loaded model is closed when it is collected.
/// </para>
/// <para>
/// A prediction engine owns its transformer, so disposing of the engine closes the model; <see cref="PredictionEngineOptions.OwnsTransformer"/>
/// says otherwise.
/// </para>
/// </remarks>
public sealed class FrequencyModelTransformer : FrequencyTransformer, IDisposable
{
    private readonly ScoringPlan plan;
    private readonly string? errorColumnName;

    internal FrequencyModelTransformer(
        FittedInput input, ScoringPlan plan, string? errorColumnName, Func<ITransformer> rowByRow, Func<ITransformer> saved)
        : base([input], new Lazy<ITransformer>(rowByRow), new Lazy<ITransformer>(saved))
    {
        this.plan = plan;
        this.errorColumnName = errorColumnName;
    }

    /// <summary>The model; <see cref="Dispose"/> closes it.</summary>
    public FrequencyModel Model => plan.Model;

    /// <inheritdoc/>
    public override DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(Validated(inputSchema));
        if (errorColumnName is not null) schema.AddColumn(errorColumnName, TextDataViewType.Instance);
        foreach (var column in plan.Columns) schema.AddColumn(column.Name, column.Type, column.Annotations());
        return schema.ToSchema();
    }

    /// <inheritdoc/>
    public override IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredView(input, GetOutputSchema(input.Schema), plan);
    }

    /// <summary>Waits for a batch that is being scored and closes the model; data that is still read throws <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose() => plan.Model.Dispose();
}
