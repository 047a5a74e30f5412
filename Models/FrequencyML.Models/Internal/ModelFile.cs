using FrequencyML.Transforms.Internal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Models.Internal;

/// <summary>An opened model, its file and what is to be made of its outputs: what the two estimators of models share.</summary>
internal sealed class ModelFile
{
    private readonly byte[] onnx;
    private readonly ScoreFrequencyModelOptions options;
    private readonly ScoreLayout layout;

    /// <summary>Opens a model.</summary>
    /// <param name="path">An ONNX file.</param>
    /// <param name="options">Threads, batch size and columns.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidOperationException">It breaks the contract of <see cref="FrequencyModel"/>.</exception>
    /// <exception cref="DeviceUnavailableException">The device cannot run it.</exception>
    /// <exception cref="ArgumentException">Two columns have one name.</exception>
    public ModelFile(string path, ScoreFrequencyModelOptions options)
    {
        Model = FrequencyModel.Load(path, options.Model);
        onnx = File.ReadAllBytes(path);
        this.options = options;
        layout = new ScoreLayout(Model, options.Top);
        Columns = ScoreColumn.Of(Model, options, layout);
        if (Columns.GroupBy(column => column.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two output columns are called '{twice.Key}'.", nameof(options));
    }

    /// <summary>The model.</summary>
    public FrequencyModel Model { get; }

    /// <summary>The columns that it gives.</summary>
    public ScoreColumn[] Columns { get; }

    /// <summary>What scores data in batches.</summary>
    /// <param name="inputColumnName">The column of tensors or images.</param>
    /// <param name="images">What to make of an image; null where the column holds tensors.</param>
    public ScoringPlan Plan(string inputColumnName, ImageFunction? images) => new(
        Model, layout, Columns, inputColumnName, images,
        Model.FixedBatchSize ?? options.BatchSize, options.Threads > 0 ? options.Threads : Environment.ProcessorCount);

    /// <summary>Adds the steps that score row by row to a chain that can be saved.</summary>
    public IDataView AddSteps(List<ITransformer> chain, TransformsCatalog catalog, IDataView input, string channels) =>
        ScoreSteps.AddTo(chain, catalog, input, channels, RowScorer.Format(onnx, options), layout.Length, Columns);

    /// <summary>A shape with the columns.</summary>
    public SchemaShape AddTo(SchemaShape shape, TransformsCatalog catalog)
    {
        foreach (var column in Columns)
        {
            shape = column.Type switch
            {
                KeyDataViewType => Add<uint>(column),
                VectorDataViewType when column.IsKey => Add<VBuffer<uint>>(column),
                _ => Add<VBuffer<float>>(column),
            };
        }
        return shape;

        SchemaShape Add<T>(ScoreColumn column) => shape.With<T>(catalog, column.Name, column.Type, definition =>
        {
            if (column.Names is { } names)
                definition.AddAnnotation(column.AnnotationKind, names.Select(name => name.AsMemory()).ToArray(), new VectorDataViewType(TextDataViewType.Instance, names.Count));
        });
    }
}
