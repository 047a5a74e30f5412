using FrequencyML.Models.Internal;
using FrequencyML.Transforms.Internal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Models;

/// <summary>Scores a column of channels; made by <see cref="FrequencyModelCatalog.ScoreFrequencyModel"/>.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>Does it look at the data to train?</term><description>No; it looks at the schema only.</description></item>
/// <item><term>Input column</term><description><c>Vector&lt;Single, C*H/8*W/8&gt;</c>: the model's channels, raw, in JPEG coefficient units.</description></item>
/// <item><term>Output columns</term><description>
/// <c>PredictedLabel</c>: a key; <c>Score</c>: <c>Vector&lt;Single, classes&gt;</c>; with <c>Top</c> also <c>TopLabels</c> and <c>TopScores</c>; for a
/// gated model also <c>Gate</c>: <c>Vector&lt;Single, C&gt;</c>.
/// </description></item>
/// <item><term>Parallel cursors</term><description>One cursor with threads of its own; a loaded model has parallel ones.</description></item>
/// <item><term>Prediction engine, saved models</term><description>Yes.</description></item>
/// <item><term>Exportable to ONNX</term><description>No; it is an ONNX file already.</description></item>
/// </list>
/// A row whose channels hold NaN, a missing value, has NaN for its scores and no predicted label.
/// </remarks>
public sealed class ScoreFrequencyModelEstimator : IEstimator<FrequencyModelTransformer>
{
    private readonly TransformsCatalog catalog;
    private readonly InputColumn input;
    private readonly ModelFile file;

    internal ScoreFrequencyModelEstimator(TransformsCatalog catalog, string modelFile, string inputColumnName, ScoreFrequencyModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(inputColumnName);
        this.catalog = catalog;
        input = new InputColumn(inputColumnName, InputKind.Tensor);
        file = new ModelFile(modelFile, options, null);
    }

    internal FrequencyModel Model => file.Model;

    /// <summary>Creates the transformer for a schema; no row is read.</summary>
    /// <param name="input">Data with the input column.</param>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type than <c>Vector&lt;Single&gt;</c> of known size.</exception>
    /// <exception cref="InvalidOperationException">Its size is not the model's.</exception>
    public FrequencyModelTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var fitted = FittedInput.Of(this.input, input.Schema);
        var metadata = file.Model.Metadata;
        int channels = metadata.Selection.Count, blocks = metadata.Geometry.CropInBlocks, size = ((VectorDataViewType)fitted.Type).Size;
        if (size != channels * blocks * blocks)
            throw new InvalidOperationException(
                $"{file.Model.Name} expects [N, {channels}, {blocks}, {blocks}], {channels * blocks * blocks} values a row; column '{this.input.Name}' has {size}.");
        var plan = file.Plan(this.input.Name, null);
        var rows = new EmptyView(input.Schema);
        return new(fitted, plan, null,
            () => Chain(chain => file.AddSteps(chain, catalog, rows, this.input.Name, plan.Model)),
            () => Chain(chain => file.AddSavedSteps(chain, catalog, rows, this.input.Name)));

        static TransformerChain<ITransformer> Chain(Action<List<ITransformer>> add)
        {
            var chain = new List<ITransformer>();
            add(chain);
            return new([.. chain]);
        }
    }

    /// <summary>The columns of the input and those of the scores.</summary>
    /// <param name="inputSchema">The shape of data with the input column.</param>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        input.Kind(inputSchema);
        return file.AddTo(inputSchema, catalog);
    }
}
