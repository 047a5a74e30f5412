using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FrequencyML.Transforms.Internal;

/// <summary>One step of this library as a chain of ML.NET's own transformers, which ML.NET can save and load.</summary>
/// <remarks>
/// <para>
/// ML.NET gives others no way to write options or types into a model file. Of a <c>CustomMapping</c> it saves a contract name only, and
/// the columns of a loaded mapping are those of its row types. So everything that is chosen at run time is put into transforms that do save
/// their settings:
/// </para>
/// <list type="number">
/// <item><c>CustomMapping</c> (<see cref="UnitMapping"/>): a column of zeros, because the next step needs an argument.</item>
/// <item><c>Expression</c>: a column with the options' text as a constant; here the options live in the file.</item>
/// <item><c>CopyColumns</c>: the input columns under fixed names.</item>
/// <item><c>CustomMapping</c>, the one that works: options and inputs to <see cref="TensorChunks"/>, or to one number.</item>
/// <item><c>Concatenate</c>: the chunks to the output column, a vector of known size; a number and the error text are copied.</item>
/// <item><c>DropColumns</c>: the temporary columns go.</item>
/// </list>
/// <para>
/// A fresh transformer runs the same chain as a loaded one, so they cannot differ; the exceptions are images of a declared size
/// (<see cref="ImageStep.SavedForm"/>) and models that are open already. The price is two copies of each tensor.
/// </para>
/// </remarks>
/// <param name="Options">The text that the mapping finds in every row; without quotes and backslashes.</param>
/// <param name="Mapping">The mapping, fitted to data that has its input columns.</param>
/// <param name="Inputs">The input columns and the names that the mapping knows them by.</param>
/// <param name="OutputColumnName">The column to add.</param>
/// <param name="OutputLength">The values of a tensor; null for one number.</param>
/// <param name="ErrorColumnName">A column for the mapping's error text; null for none.</param>
internal sealed record SavedStep(
    string Options, MappingFit Mapping, (string Name, string Temporary)[] Inputs, string OutputColumnName, int? OutputLength, string? ErrorColumnName = null)
{
    /// <summary>What brings an input column (the last argument) under its fixed name.</summary>
    public Func<TransformsCatalog, string, string, IEstimator<ITransformer>> Copy { get; init; } =
        static (catalog, temporary, name) => catalog.CopyColumns(temporary, name);

    /// <summary>Fits the chain; of the input the schema is all that is looked at.</summary>
    public ITransformer Fit(TransformsCatalog catalog, IDataView input)
    {
        Debug.Assert(!Options.AsSpan().ContainsAny('"', '\\'), "The text needs no escapes.");
        var chain = new List<ITransformer>();
        var view = input;
        Add(catalog.CustomMapping<UnitMapping.Input, UnitMapping.Output>(new UnitMapping().GetMapping(), UnitMapping.Contract).Fit(view));
        Add(catalog.Expression(TemporaryColumn.Options, $"(unit) : \"{Options}\"", TemporaryColumn.Unit).Fit(view));
        foreach (var (name, temporary) in Inputs) Add(Copy(catalog, temporary, name).Fit(view));
        Add(Mapping(catalog, view));
        Add(OutputLength is { } length
            ? catalog.Concatenate(OutputColumnName, [.. TensorChunks.ColumnNames(length)]).Fit(view)
            : catalog.CopyColumns(OutputColumnName, TemporaryColumn.Number).Fit(view));
        if (ErrorColumnName is not null) Add(catalog.CopyColumns(ErrorColumnName, TemporaryColumn.Error).Fit(view));
        Add(catalog.DropColumns(
        [
            TemporaryColumn.Unit, TemporaryColumn.Options, .. Inputs.Select(input => input.Temporary),
            .. OutputLength is null ? [TemporaryColumn.Number] : TensorChunks.AllColumnNames.Append(TemporaryColumn.Error),
        ]).Fit(view));
        return new TransformerChain<ITransformer>([.. chain]);

        void Add(ITransformer transformer)
        {
            chain.Add(transformer);
            view = transformer.Transform(view);
        }
    }
}
