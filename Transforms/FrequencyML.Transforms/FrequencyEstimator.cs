using FrequencyML.Transforms.Internal;
using Microsoft.ML;

namespace FrequencyML.Transforms;

/// <summary>An estimator that does not train: it makes its transformer from the schema alone. Made by <see cref="DctChannelsCatalog"/>.</summary>
public abstract class FrequencyEstimator : IEstimator<FrequencyTransformer>
{
    private readonly InputColumn[] inputs;

    private protected FrequencyEstimator(TransformsCatalog catalog, string outputColumnName, params InputColumn[] inputs)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        foreach (var input in inputs) ArgumentException.ThrowIfNullOrWhiteSpace(input.Name, "inputColumnName");
        Catalog = catalog;
        OutputColumnName = outputColumnName;
        this.inputs = inputs;
    }

    private protected TransformsCatalog Catalog { get; }

    private protected string OutputColumnName { get; }

    /// <summary>Creates the transformer for a schema; no row is read.</summary>
    /// <param name="input">Data with the input columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or of a type that this does not take.</exception>
    public FrequencyTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var fitted = Array.ConvertAll(inputs, column => FittedInput.Of(column, input.Schema));
        var saved = SavedForm(fitted);
        return new(
            fitted, new Lazy<ITransformer>(Step(fitted).Fit(Catalog, input)),
            saved is null ? null : new Lazy<ITransformer>(() => saved.Fit(Catalog, new EmptyView(input.Schema))));
    }

    /// <summary>The columns of the input, and the columns that the transformer adds.</summary>
    /// <param name="inputSchema">The shape of data with the input columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or of a type that this does not take.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (var input in inputs) input.Kind(inputSchema);
        return AddOutputs(inputSchema);
    }

    /// <summary>What the transformer does with columns that are there and of accepted kinds.</summary>
    private protected abstract SavedStep Step(FittedInput[] fitted);

    /// <summary>The step in the form in which it can be loaded, where it is not the same.</summary>
    private protected virtual SavedStep? SavedForm(FittedInput[] fitted) => null;

    private protected virtual SchemaShape AddOutputs(SchemaShape shape) => shape.WithTensor(Catalog, OutputColumnName);
}
