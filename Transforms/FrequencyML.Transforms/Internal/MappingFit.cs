using Microsoft.ML;

namespace FrequencyML.Transforms.Internal;

/// <summary>Makes a mapping's transformer for data that has its input columns.</summary>
internal delegate ITransformer MappingFit(TransformsCatalog catalog, IDataView input);
