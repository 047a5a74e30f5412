using Microsoft.ML.Transforms;

namespace FrequencyML.Transforms.Internal;

/// <summary>The first number of a tensor.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class FirstNumberMapping : CustomMappingFactory<TensorInput, NumberOutput>
{
    /// <summary>The name under which a model file refers to this mapping.</summary>
    public const string Contract = "FrequencyML.FirstNumber";

    public override Action<TensorInput, NumberOutput> GetMapping() => static (row, output) => output.Number = row.Tensor.GetItemOrDefault(0);
}
