using System.Diagnostics;
using Microsoft.ML;

namespace FrequencyML.Transforms.Internal;

/// <summary>The estimator that does the work: a chain of ML.NET's own, which ML.NET can save and load.</summary>
/// <remarks>
/// <para>
/// ML.NET gives others no way to write options or types into a model file. Of a <c>CustomMapping</c> it saves a contract name only, and
/// the columns of a loaded mapping are those of its row types. So everything that is chosen at run time is put into transforms that do save
/// their settings:
/// </para>
/// <list type="number">
/// <item><c>CustomMapping</c> (<see cref="UnitMapping"/>): a column of zeros, because the next step needs an argument.</item>
/// <item><c>Expression</c>: a column with the options' text as a constant; here the options live in the file.</item>
/// <item><c>CopyColumns</c>: the input column under a fixed name.</item>
/// <item><c>CustomMapping</c> (<see cref="PathMapping"/> or <see cref="BytesMapping"/>): options and image to <see cref="TensorChunks"/>.</item>
/// <item><c>Concatenate</c>: the chunks to the output column, a vector of known size.</item>
/// <item><c>DropColumns</c>: the temporary columns go.</item>
/// </list>
/// <para>
/// A fresh transformer runs the same chain as a loaded one, so they cannot differ. The price is two copies of each tensor.
/// </para>
/// </remarks>
internal static class BuiltInPipeline
{
    public static IEstimator<ITransformer> Create(
        TransformsCatalog catalog, string outputColumnName, string inputColumnName, InputKind kind, DctChannelsOptions options)
    {
        var text = options.ToString();
        Debug.Assert(text.All(character => char.IsAsciiLetterOrDigit(character) || "=;,-.".Contains(character)), "The text needs no escapes.");
        var length = options.Selection.Count * options.Geometry.CropInBlocks * options.Geometry.CropInBlocks;

        return catalog.CustomMapping<UnitMapping.Input, UnitMapping.Output>(new UnitMapping().GetMapping(), UnitMapping.Contract)
            .Append(catalog.Expression(TemporaryColumn.Options, $"(unit) : \"{text}\"", TemporaryColumn.Unit))
            .Append(catalog.CopyColumns(TemporaryColumn.Image, inputColumnName))
            .Append(Mapping(catalog, kind))
            .Append(catalog.Concatenate(outputColumnName, [.. TensorChunks.ColumnNames(length)]))
            .Append(catalog.DropColumns(
                [TemporaryColumn.Unit, TemporaryColumn.Options, TemporaryColumn.Image, .. TensorChunks.AllColumnNames]));
    }

    private static IEstimator<ITransformer> Mapping(TransformsCatalog catalog, InputKind kind) => kind == InputKind.Path
        ? catalog.CustomMapping<PathMapping.Input, TensorChunks>(new PathMapping().GetMapping(), PathMapping.Contract)
        : catalog.CustomMapping<BytesMapping.Input, TensorChunks>(new BytesMapping().GetMapping(), BytesMapping.Contract);
}
