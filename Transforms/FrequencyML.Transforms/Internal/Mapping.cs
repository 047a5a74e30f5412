using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace FrequencyML.Transforms.Internal;

/// <summary>Makes <see cref="MappingFit"/>s.</summary>
internal static class Mapping
{
    /// <summary>For a mapping and the name under which a model file refers to it.</summary>
    public static MappingFit Of<TInput, TOutput>(CustomMappingFactory<TInput, TOutput> factory, string contract)
        where TInput : class, new()
        where TOutput : class, new() =>
        (catalog, input) => catalog.CustomMapping(factory.GetMapping(), contract).Fit(input);
}
