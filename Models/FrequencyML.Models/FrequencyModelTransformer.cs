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
/// stay. To have all of that and batches again, create the estimator again, which needs no training.
/// </para>
/// </remarks>
public sealed class FrequencyModelTransformer : FrequencyTransformer
{
    private readonly ScoringPlan plan;
    private readonly string? errorColumnName;

    internal FrequencyModelTransformer(FittedInput input, ScoringPlan plan, string? errorColumnName, Func<ITransformer> rowByRow)
        : base([input], new Lazy<ITransformer>(rowByRow))
    {
        this.plan = plan;
        this.errorColumnName = errorColumnName;
    }

    /// <summary>The model.</summary>
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
}
