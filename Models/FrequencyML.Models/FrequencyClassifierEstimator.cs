using FrequencyML.Models.Internal;
using FrequencyML.Transforms.Internal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Models;

/// <summary>From a column of images to labels; made by <see cref="FrequencyModelCatalog.FrequencyClassifier"/>.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>Does it look at the data to train?</term><description>No; it looks at the schema only.</description></item>
/// <item><term>Input column</term><description><c>Text</c> (a path), <c>Vector&lt;Byte&gt;</c> (an image file in memory) or <c>Image</c> (an <c>MLImage</c>).</description></item>
/// <item><term>Output columns</term><description>Those of <see cref="ScoreFrequencyModelEstimator"/>, and one for errors where it is asked for.</description></item>
/// <item><term>Parallel cursors</term><description>One cursor with threads of its own; a loaded model has parallel ones.</description></item>
/// <item><term>Prediction engine, saved models</term><description>Yes.</description></item>
/// <item><term>Exportable to ONNX</term><description>No.</description></item>
/// </list>
/// The same as <c>DctChannels</c> with the model's selection and geometry and <c>ScoreFrequencyModel</c> after it, but images are decoded straight
/// into the batches, by several threads, while the model works on the batch before.
/// </remarks>
public sealed class FrequencyClassifierEstimator : IEstimator<FrequencyModelTransformer>
{
    private const string Channels = "__frequencyml_channels";

    private readonly TransformsCatalog catalog;
    private readonly InputColumn input;
    private readonly FrequencyClassifierOptions options;
    private readonly ModelFile file;

    internal FrequencyClassifierEstimator(TransformsCatalog catalog, string modelFile, string inputColumn, FrequencyClassifierOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(inputColumn);
        this.catalog = catalog;
        input = InputColumn.Images(inputColumn);
        this.options = options;
        file = new ModelFile(modelFile, options, options.ErrorColumnName);
    }

    /// <summary>Creates the transformer for a schema; no row is read.</summary>
    /// <param name="input">Data with the input column.</param>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type.</exception>
    public FrequencyModelTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var fitted = FittedInput.Of(this.input, input.Schema);
        var channels = options.Channels(file.Model.Metadata);
        var plan = file.Plan(this.input.Name, new ImageFunction(ImageFunction.Format(this.input.Name, channels)));
        var step = ImageStep.Create(fitted, Channels, channels);
        var saved = ImageStep.SavedForm(fitted, Channels, channels) ?? step;
        var rows = new EmptyView(input.Schema);
        return new(fitted, plan, options.ErrorColumnName,
            () => Chain(step, (chain, view) => file.AddSteps(chain, catalog, view, Channels, plan.Model)),
            () => Chain(saved, (chain, view) => file.AddSavedSteps(chain, catalog, view, Channels)));

        TransformerChain<ITransformer> Chain(SavedStep images, Func<List<ITransformer>, IDataView, IDataView> add)
        {
            var read = images.Fit(catalog, rows);
            var chain = new List<ITransformer> { read };
            var view = add(chain, read.Transform(rows));
            chain.Add(catalog.DropColumns(Channels).Fit(view));
            return new([.. chain]);
        }
    }

    /// <summary>The columns of the input, those of the scores, and that of the errors.</summary>
    /// <param name="inputSchema">The shape of data with the input column.</param>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        input.Kind(inputSchema);
        return file.AddTo(inputSchema.WithText(catalog, options.ErrorColumnName), catalog);
    }
}
