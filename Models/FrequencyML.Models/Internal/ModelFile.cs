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
    private FrequencyModel? unused;

    /// <summary>Opens a model.</summary>
    /// <param name="path">An ONNX file.</param>
    /// <param name="options">Threads, batch size and columns.</param>
    /// <param name="errorColumnName">Another column that is added; null for none.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidOperationException">It breaks the contract of <see cref="FrequencyModel"/>.</exception>
    /// <exception cref="DeviceUnavailableException">The device cannot run it.</exception>
    /// <exception cref="ArgumentException">Two columns have one name.</exception>
    public ModelFile(string path, ScoreFrequencyModelOptions options, string? errorColumnName)
    {
        FrequencyModel.CheckExists(path);
        onnx = File.ReadAllBytes(path);
        Model = unused = FrequencyModel.Load(onnx, Path.GetFileName(path), options.Model);
        this.options = options;
        layout = new ScoreLayout(Model, options.Top);
        Columns = ScoreColumn.Of(Model, options, layout);
        if (Columns.Select(column => column.Name).Append(errorColumnName).GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            Model.Dispose();
            throw new ArgumentException($"Two output columns are called '{twice.Key}'.", nameof(options));
        }
    }

    /// <summary>What the file says; a transformer has closed it, perhaps.</summary>
    public FrequencyModel Model { get; }

    /// <summary>The columns that it gives.</summary>
    public ScoreColumn[] Columns { get; }

    /// <summary>What scores data in batches, with a session of its own, which its transformer closes.</summary>
    /// <param name="inputColumnName">The column of tensors or images.</param>
    /// <param name="images">What to make of an image; null where the column holds tensors.</param>
    public ScoringPlan Plan(string inputColumnName, ImageFunction? images) => new(
        Interlocked.Exchange(ref unused, null) ?? FrequencyModel.Load(onnx, Model.Name, options.Model), layout, Columns, inputColumnName, images,
        Model.FixedBatchSize ?? options.BatchSize, options.Threads > 0 ? options.Threads : Environment.ProcessorCount);

    /// <summary>Adds the steps that score row by row to a chain that works in this process.</summary>
    public IDataView AddSteps(List<ITransformer> chain, TransformsCatalog catalog, IDataView input, string channels, FrequencyModel open)
    {
        var scorer = new RowScorer(open, options.Top);
        return ScoreSteps.AddTo(chain, catalog, input, channels, "", (mappings, view) => mappings.CustomMapping<TensorInput, TensorChunks>(scorer.Map, null).Fit(view), layout.Length, Columns);
    }

    /// <summary>Adds the steps that score row by row to a chain that can be saved: the file is in it.</summary>
    public IDataView AddSavedSteps(List<ITransformer> chain, TransformsCatalog catalog, IDataView input, string channels) =>
        ScoreSteps.AddTo(chain, catalog, input, channels, RowScorer.Format(onnx, options), Mapping.Of(new ScoreMapping(), ScoreMapping.Contract), layout.Length, Columns);

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
